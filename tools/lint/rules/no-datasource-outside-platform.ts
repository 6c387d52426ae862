import { importedName } from '../ast.ts';
import type { Context, NodeOf, Rule } from '../rule.ts';

/** What opens a door to the database beside the unit of work. Decorators and column types are not among them. */
const BANNED: Record<string, ReadonlySet<string>> = {
  typeorm: new Set(['DataSource', 'Repository', 'TreeRepository', 'MongoRepository', 'QueryRunner', 'getRepository']),
  '@nestjs/typeorm': new Set(['InjectDataSource', 'InjectRepository', 'InjectEntityManager', 'TypeOrmModule']),
};

/** As a type it is the caller's transaction; as a value it is a token that injects a connection outside of it. */
const BANNED_AS_VALUE: Record<string, ReadonlySet<string>> = { typeorm: new Set(['EntityManager']) };

const DRIVERS = new Set(['pg', 'pg-pool', 'postgres']);

type Specifier = NodeOf<'ImportDeclaration'>['specifiers'][number];

/** Reads and writes go through the unit of work, so that no statement can leave the caller's transaction. */
export const noDataSourceOutsidePlatform: Rule = {
  create: (context) => ({
    ImportDeclaration(node: NodeOf<'ImportDeclaration'>) {
      const source = node.source.value;
      const asType = node.importKind === 'type';
      if (DRIVERS.has(source) && !asType) report(context, node, `the driver "${source}"`);
      for (const specifier of node.specifiers) checkSpecifier(context, specifier, { source, asType });
    },
  }),
};

function checkSpecifier(
  context: Context,
  specifier: Specifier,
  { source, asType }: { source: string; asType: boolean },
) {
  const banned = BANNED[source];
  if (!banned) return;
  if (specifier.type !== 'ImportSpecifier') {
    if (!asType) report(context, specifier, `all of "${source}"`);
    return;
  }
  const name = importedName(specifier);
  const isType = asType || specifier.importKind === 'type';
  if (banned.has(name) || (!isType && BANNED_AS_VALUE[source]?.has(name))) report(context, specifier, name);
}

function report(context: Context, node: NodeOf<'ImportDeclaration'> | Specifier, what: string) {
  context.report({ node, message: `Only the platform may import ${what}; take the transaction of the unit of work.` });
}
