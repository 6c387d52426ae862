import type { Selection } from './selection.js';

/** How one object of the API is read: which SQL gives each of its fields. Aliases are unique within a whole view. */
export interface View {
  /** SQL of the scalar fields by their names in the schema. */
  readonly columns: Readonly<Record<string, string>>;
  /** Objects behind a to-one relation. */
  readonly one?: Readonly<Record<string, ToOne>>;
  /** Lists behind a to-many relation, each already limited. */
  readonly many?: Readonly<Record<string, ToMany>>;
}

export interface ToOne {
  readonly view: View;
  /** The join that brings the relation's aliases in. */
  readonly join: string;
  /** SQL that is true when there is an object; absent where there always is one. */
  readonly exists?: string;
}

export interface ToMany {
  readonly view: View;
  /** FROM … WHERE … ORDER BY … LIMIT of the items, correlated to the outer aliases. */
  readonly from: string;
}

/** SQL that reads what a selection asks for. */
export interface Projection {
  /** An expression of type json that builds the object. */
  readonly json: string;
  /** Joins that the expression needs. */
  readonly joins: string;
}

/**
 * The part of a view that a selection asks for, as one JSON expression: rows arrive in the shape of the API, and
 * nothing is read that was not asked for. Fields that the view does not know (`__typename`, resolved elsewhere) are
 * left to their resolvers; those in `always` are read in any case because a resolver needs them.
 */
export function project(view: View, selection: Selection, always: readonly string[] = []): Projection {
  const projections = cache.get(view) ?? new WeakMap<Selection, Projection>();
  cache.set(view, projections);
  const known = projections.get(selection);
  if (known) return known;
  const joins = new Set<string>();
  const json = objectOf(view, selection, { joins, always });
  const projection = { json, joins: [...joins].join('\n') };
  projections.set(selection, projection);
  return projection;
}

/** Selections live as long as the parsed document they come from. A view is always read with the same `always`. */
const cache = new WeakMap<View, WeakMap<Selection, Projection>>();

/** Functions of PostgreSQL take 100 arguments: name and value of each field. Built so, an object costs no subquery. */
const MOST_FIELDS = 50;

interface Collector {
  readonly joins: Set<string>;
  readonly always: readonly string[];
}

function objectOf(view: View, selection: Selection, collector: Collector): string {
  const entries: string[] = [];
  for (const name of new Set([...collector.always, ...selection.fields.keys()])) {
    const sql = fieldOf(view, name, selection.fields.get(name), collector.joins);
    if (sql) entries.push(`'${name}', ${sql}`);
  }
  if (entries.length > MOST_FIELDS) throw new Error('A view is too wide: PostgreSQL builds an object of 50 fields');
  return `json_build_object(${entries.join(', ')})`;
}

function fieldOf(view: View, name: string, selection: Selection | undefined, joins: Set<string>): string | undefined {
  const column = view.columns[name];
  if (column) return column;
  if (!selection) return undefined;
  const one = view.one?.[name];
  if (one) return toOne(one, selection, joins);
  const many = view.many?.[name];
  return many && toMany(many, selection);
}

function toOne({ view, join, exists }: ToOne, selection: Selection, joins: Set<string>): string {
  joins.add(join);
  const json = objectOf(view, selection, { joins, always: [] });
  return exists ? `CASE WHEN ${exists} THEN ${json} END` : json;
}

function toMany({ view, from }: ToMany, selection: Selection): string {
  const joins = new Set<string>();
  const json = objectOf(view, selection, { joins, always: [] });
  if (joins.size > 0) throw new Error('Items of a list view cannot join: put the join into its FROM');
  return `(SELECT coalesce(json_agg(i.item), '[]'::json) FROM (SELECT ${json} AS item ${from}) i)`;
}
