export interface Import {
  /** File that imports; `*` stands for a file name. */
  from: string;
  /** A package, a subpath name, or the path of another file. */
  to: string;
  /** The rule that forbids it; absent when the import is allowed. */
  rule?: string;
  /** Imported with `import type`. */
  asType?: boolean;
}

const base = ['kernel', 'platform', 'identity', 'organization'];

/** Everything a library can reach, written out from the house plan rather than computed from its table of edges. */
export const reach: Record<string, string[]> = {
  kernel: [],
  platform: ['kernel'],
  identity: ['kernel', 'platform'],
  organization: ['kernel', 'platform', 'identity'],
  audit: base,
  patient: [...base, 'duty', 'notification'],
  duty: base,
  capacity: base,
  calendar: [...base, 'duty'],
  notification: [...base, 'duty'],
  worklist: base,
  order: [...base, 'patient', 'duty', 'notification'],
  referral: [...base, 'patient', 'capacity', 'duty', 'notification'],
  recognition: [...base, 'order', 'patient', 'duty', 'notification'],
  criticalvalue: [...base, 'referral', 'patient', 'capacity', 'duty', 'notification'],
  dispatch: [...base, 'calendar', 'duty', 'patient', 'notification', 'referral', 'capacity'],
  consultation: [...base, 'calendar', 'duty', 'patient', 'notification', 'referral', 'capacity', 'order'],
  imaging: [
    ...base,
    'order',
    'worklist',
    'recognition',
    'criticalvalue',
    'referral',
    'patient',
    'capacity',
    'duty',
    'notification',
  ],
  laboratory: [
    ...base,
    'order',
    'worklist',
    'recognition',
    'criticalvalue',
    'referral',
    'patient',
    'capacity',
    'duty',
    'notification',
  ],
  indicator: base,
  setup: [...base, 'capacity', 'calendar', 'duty', 'dispatch', 'patient', 'notification', 'referral'],
};

const libraries = Object.keys(reach);

const betweenLibraries: Import[] = libraries.flatMap((library) =>
  libraries
    .filter((other) => other !== library)
    .map((other) => ({
      from: `libs/${library}/src/*.ts`,
      to: `#${other}`,
      ...(reach[library]?.includes(other) ? {} : { rule: `library-${library}` }),
    })),
);

/** Floors that a floor may not stand on. */
const forbiddenFloors: Record<string, string[]> = {
  api: [],
  prints: ['api', 'commands'],
  commands: ['api', 'prints'],
  queries: ['api', 'prints', 'commands'],
  data: ['api', 'prints', 'commands', 'queries'],
  domain: ['api', 'prints', 'commands', 'queries', 'data'],
};

const floors = Object.keys(forbiddenFloors);

const insideLibrary: Import[] = floors.flatMap((floor) => [
  ...floors.map((other) => ({
    from: `libs/referral/src/${floor}/*.ts`,
    to: `libs/referral/src/${other}/target.ts`,
    ...(forbiddenFloors[floor]?.includes(other) ? { rule: `floor-${floor}` } : {}),
  })),
  { from: `libs/referral/src/${floor}/*.ts`, to: 'libs/referral/src/index.ts', rule: `floor-${floor}` },
  { from: `libs/referral/src/${floor}/*.ts`, to: 'libs/referral/src/referral.module.ts', rule: `floor-${floor}` },
]);

const single: Import[] = [
  { from: 'libs/referral/src/*.ts', to: 'libs/duty/src/data/target.ts', rule: 'only-through-index' },
  { from: 'apps/api/src/*.ts', to: 'libs/duty/src/data/target.ts', rule: 'only-through-index-from-outside' },
  { from: 'test/e2e/*.spec.ts', to: 'libs/duty/src/data/target.ts', rule: 'only-through-index-from-outside' },
  { from: 'libs/referral/src/*.ts', to: 'libs/duty/src/index.ts', rule: 'libraries-by-name' },
  { from: 'apps/api/src/*.ts', to: 'libs/duty/src/index.ts', rule: 'libraries-by-name' },
  { from: 'libs/billing/src/*.ts', to: '#kernel', rule: 'library-not-in-plan' },

  { from: 'libs/referral/src/jobs/*.ts', to: '#kernel', rule: 'floor-not-in-plan' },
  { from: 'libs/platform/src/jobs/*.ts', to: '#kernel' },
  { from: 'libs/kernel/src/*.ts', to: 'declared', rule: 'kernel-is-pure' },
  { from: 'libs/kernel/src/*.ts', to: 'node:crypto', rule: 'kernel-is-pure' },
  { from: 'libs/kernel/src/*.ts', to: 'libs/kernel/src/target.ts' },
  { from: 'libs/kernel/src/*.spec.ts', to: 'for-development' },
  { from: 'libs/referral/src/domain/*.ts', to: '#kernel' },
  { from: 'libs/referral/src/domain/*.ts', to: '#platform', rule: 'domain-is-pure' },
  { from: 'libs/referral/src/domain/*.ts', to: '#platform', asType: true, rule: 'domain-is-pure' },
  { from: 'libs/referral/src/domain/*.ts', to: 'declared', rule: 'domain-is-pure' },
  { from: 'libs/referral/src/domain/*.ts', to: 'node:crypto', rule: 'domain-is-pure' },
  { from: 'libs/referral/src/domain/*.spec.ts', to: 'for-development' },
  { from: 'libs/referral/src/domain/*.spec.ts', to: '#platform', rule: 'domain-specs-are-pure' },
  { from: 'libs/referral/src/domain/*.spec.ts', to: '#testing', rule: 'domain-specs-are-pure' },
  {
    from: 'libs/referral/src/api/*.ts',
    to: 'libs/referral/src/data/referral.entity.ts',
    rule: 'api-types-are-not-entities',
  },
  { from: 'libs/referral/src/api/*.ts', to: 'libs/referral/src/data/referral.entity.ts', asType: true },
  { from: 'libs/referral/src/commands/*.ts', to: 'libs/referral/src/data/referral.entity.ts' },

  ...['apps/api/src', 'db', 'test', 'bench', 'tools'].map((folder) => ({
    from: 'libs/referral/src/data/*.int-spec.ts',
    to: `${folder}/target.ts`,
    rule: 'libraries-stand-alone',
  })),
  { from: 'libs/testing/src/*.ts', to: 'apps/api/src/target.ts' },
  { from: 'libs/testing/src/*.ts', to: '#referral' },
  { from: 'apps/api/src/*.ts', to: 'test/target.ts', rule: 'product-stands-alone' },
  { from: 'apps/api/src/*.ts', to: 'bench/target.ts', rule: 'product-stands-alone' },
  { from: 'db/seeds/*.ts', to: 'tools/target.ts', rule: 'product-stands-alone' },
  { from: 'apps/api/src/*.ts', to: '#testing', rule: 'testing-is-for-tests' },
  { from: 'db/seeds/*.ts', to: '#testing', rule: 'testing-is-for-tests' },
  { from: 'libs/referral/src/data/*.ts', to: '#testing', rule: 'testing-is-for-tests' },
  { from: 'libs/referral/src/data/*.int-spec.ts', to: '#testing' },
  { from: 'apps/api/src/*.proc-spec.ts', to: '#testing' },
  { from: 'test/e2e/*.spec.ts', to: '#testing' },
  { from: 'db/seeds/*.ts', to: 'apps/api/src/target.ts', rule: 'seeds-below-apps' },
  { from: 'db/seeds/*.ts', to: '#referral' },
  { from: 'db/migrations/*.ts', to: '#kernel', rule: 'migrations-are-frozen' },
  { from: 'db/migrations/*.ts', to: 'declared', rule: 'migrations-are-frozen' },
  { from: 'db/migrations/*.ts', to: 'node:fs', rule: 'migrations-are-frozen' },
  { from: 'db/migrations/*.ts', to: 'typeorm', asType: true },

  // A cycle is reported once, at one of its files.
  { from: 'libs/duty/src/circle.ts', to: 'libs/duty/src/circle-back.ts' },
  { from: 'libs/duty/src/circle-back.ts', to: 'libs/duty/src/circle.ts', asType: true, rule: 'no-circular' },
  { from: 'libs/referral/src/*.ts', to: '#nowhere', rule: 'resolvable' },
  { from: 'libs/referral/src/data/*.ts', to: 'declared' },
  { from: 'libs/referral/src/data/*.ts', to: 'for-development', rule: 'product-dependencies' },
  { from: 'libs/referral/src/data/*.ts', to: 'undeclared', rule: 'product-dependencies' },
  { from: 'libs/referral/src/data/*.int-spec.ts', to: 'for-development' },
  { from: 'libs/testing/src/*.ts', to: 'for-development' },
];

/** Imports of a tree like this one's, each of them with the rule that must forbid it, or with none. */
export const imports: Import[] = [...betweenLibraries, ...insideLibrary, ...single];
