import type { DataSource, EntityMetadata } from 'typeorm';

/** The blind index over an encrypted column. */
interface IndexDeclaration {
  /** Properties of the two columns: of even generations of the key, and of odd ones. */
  readonly columns: readonly [string, string];
  /** What the hash is made from; the plain value where absent. */
  readonly text?: (plain: string, companion: string | null) => string;
  /** Property of another column that `text` needs. */
  readonly companion?: string;
}

interface SealedProperty {
  readonly property: string;
  readonly context: string;
  readonly index: IndexDeclaration | undefined;
}

interface HashProperty {
  readonly property: string;
  readonly since: string;
}

type EntityClass = EntityMetadata['target'];

const sealedProperties = new Map<EntityClass, SealedProperty[]>();
const hashProperties = new Map<EntityClass, HashProperty[]>();

/** Says in which context the cipher has encrypted a column, and what index it has, so that keys can be changed. */
export function Sealed(context: string, index?: IndexDeclaration): PropertyDecorator {
  return (target, property) => add(sealedProperties, target, { property: String(property), context, index });
}

/**
 * Marks a keyed hash that stands for nothing which is kept: it cannot be made anew when its key changes, so its key stays
 * until it is forgotten.
 * @param since property of the instant from which its age counts
 */
export function ShortLivedHash(since: string): PropertyDecorator {
  return (target, property) => add(hashProperties, target, { property: String(property), since });
}

/** An encrypted column by its names in the database. */
export interface SealedColumn {
  readonly column: string;
  readonly context: string;
  readonly index: SealedIndex | null;
}

export interface SealedIndex {
  readonly columns: readonly [string, string];
  readonly companion: string | null;
  text(plain: string, companion: string | null): string;
}

/** A table with encrypted columns, whose rows go by one uuid. */
export interface SealedTable {
  readonly table: string;
  readonly key: string;
  readonly columns: readonly SealedColumn[];
}

/** A column of keyed hashes, and the column of its age. */
export interface HashColumn {
  readonly table: string;
  readonly column: string;
  readonly since: string;
}

/** All encrypted columns of the product, by table. */
export function sealedTables({ entityMetadatas }: DataSource): SealedTable[] {
  return entityMetadatas.flatMap((metadata) => {
    const properties = sealedProperties.get(metadata.target);
    if (!properties) return [];
    return [
      {
        table: metadata.tableName,
        key: metadata.primaryColumns[0]!.databaseName,
        columns: properties.map((each) => sealedColumn(metadata, each)),
      },
    ];
  });
}

/** All columns of keyed hashes that are forgotten after a while. */
export function hashColumns({ entityMetadatas }: DataSource): HashColumn[] {
  return entityMetadatas.flatMap((metadata) =>
    (hashProperties.get(metadata.target) ?? []).map(({ property, since }) => ({
      table: metadata.tableName,
      column: columnOf(metadata, property),
      since: columnOf(metadata, since),
    })),
  );
}

function sealedColumn(metadata: EntityMetadata, { property, context, index }: SealedProperty): SealedColumn {
  return {
    column: columnOf(metadata, property),
    context,
    index: index
      ? {
          columns: [columnOf(metadata, index.columns[0]), columnOf(metadata, index.columns[1])],
          companion: index.companion ? columnOf(metadata, index.companion) : null,
          text: index.text ?? ((plain) => plain),
        }
      : null,
  };
}

function columnOf(metadata: EntityMetadata, property: string): string {
  return metadata.findColumnWithPropertyName(property)!.databaseName;
}

function add<T>(list: Map<EntityClass, T[]>, target: object, item: T): void {
  list.set(target.constructor, [...(list.get(target.constructor) ?? []), item]);
}
