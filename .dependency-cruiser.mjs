/**
 * Who may import whom: a library, and the libraries it builds upon. What those build upon is allowed as well.
 * What must flow the other way flows as an event.
 */
const LIBRARIES = {
  kernel: [],
  platform: ['kernel'],
  identity: ['platform'],
  organization: ['identity'],
  audit: ['organization'],
  patient: ['organization', 'notification'],
  duty: ['organization'],
  capacity: ['organization'],
  calendar: ['duty', 'organization'],
  notification: ['duty', 'organization'],
  worklist: ['organization'],
  order: ['patient', 'organization'],
  referral: ['patient', 'capacity', 'duty', 'notification'],
  recognition: ['order', 'patient', 'organization'],
  criticalvalue: ['referral', 'patient', 'duty', 'notification'],
  dispatch: ['calendar', 'duty', 'patient', 'notification', 'referral'],
  consultation: ['calendar', 'duty', 'patient', 'notification', 'referral', 'order'],
  imaging: ['order', 'worklist', 'recognition', 'criticalvalue', 'patient', 'notification'],
  laboratory: ['order', 'worklist', 'recognition', 'criticalvalue', 'patient', 'notification'],
  indicator: ['organization'],
  setup: ['organization', 'capacity', 'calendar', 'dispatch'],
};

/** Floors of a library, and the floors that each may stand on. */
const FLOORS = {
  api: ['prints', 'commands', 'queries', 'data', 'domain'],
  prints: ['queries', 'data', 'domain'],
  commands: ['queries', 'data', 'domain'],
  queries: ['data', 'domain'],
  data: ['domain'],
  domain: [],
};

/** Libraries with floors; the kernel and the platform are arranged by subject. */
const STOREYED = Object.keys(LIBRARIES).filter((library) => library !== 'kernel' && library !== 'platform');

const SPEC = '\\.(spec|int-spec|proc-spec)\\.ts$';
/** Of a library; and of the settings, which a program reads before it loads a library as a whole. */
const INDEX = '^libs/([^/]+/src|platform/src/config)/index\\.ts$';
const anyOf = (names) => `(${names.join('|')})`;

function below(library) {
  return LIBRARIES[library].flatMap((other) => [other, ...below(other)]);
}

const libraryRules = Object.keys(LIBRARIES).map((library) => ({
  name: `library-${library}`,
  comment: `${library} builds only upon: ${LIBRARIES[library].join(', ') || 'nothing'} (and what those build upon).`,
  severity: 'error',
  from: { path: `^libs/${library}/` },
  to: { path: '^libs/', pathNot: `^libs/${anyOf([library, 'testing', ...new Set(below(library))])}/` },
}));

const floorRules = Object.entries(FLOORS).map(([floor, allowed]) => ({
  name: `floor-${floor}`,
  comment: `Inside a library ${floor} stands only on: ${allowed.join(', ') || 'nothing'}; never on the index or the module.`,
  severity: 'error',
  from: { path: `^libs/([^/]+)/src/${floor}/` },
  to: {
    path: `^libs/$1/src/(${Object.keys(FLOORS).join('|')}|index\\.ts$|[^/]+\\.module\\.ts$)`,
    pathNot: `^libs/$1/src/${anyOf([floor, ...allowed])}/`,
  },
}));

const betweenLibraries = [
  {
    name: 'library-not-in-plan',
    comment: 'A new library takes its place in the table of this file first.',
    severity: 'error',
    from: { path: '^libs/', pathNot: `^libs/${anyOf([...Object.keys(LIBRARIES), 'testing'])}/` },
    to: {},
  },
  {
    name: 'only-through-index',
    comment: 'The index of a library is the only file that others may import.',
    severity: 'error',
    from: { path: '^libs/([^/]+)/' },
    to: { path: '^libs/', pathNot: ['^libs/$1/', INDEX] },
  },
  {
    name: 'only-through-index-from-outside',
    comment: 'The index of a library is the only file that others may import.',
    severity: 'error',
    from: { pathNot: '^libs/' },
    to: { path: '^libs/', pathNot: INDEX },
  },
  {
    name: 'libraries-by-name',
    comment: "Another library is imported by its subpath name: '#kernel', never '../../kernel/src/index.js'.",
    severity: 'error',
    from: { path: '^(?:libs/([^/]+)|apps|db|test|bench|tools)/' },
    to: { path: '^libs/', pathNot: '^libs/$1/', dependencyTypesNot: ['aliased-subpath-import'] },
  },
];

const insideLibraries = [
  {
    name: 'floor-not-in-plan',
    comment: `A library has the floors ${Object.keys(FLOORS).join(', ')} and no others.`,
    severity: 'error',
    from: { path: `^libs/${anyOf(STOREYED)}/src/[^/]+/`, pathNot: `^libs/[^/]+/src/${anyOf(Object.keys(FLOORS))}/` },
    to: {},
  },
  {
    name: 'kernel-is-pure',
    comment: 'The kernel is pure TypeScript and imports nothing.',
    severity: 'error',
    from: { path: '^libs/kernel/', pathNot: SPEC },
    to: { pathNot: '^libs/kernel/' },
  },
  {
    name: 'domain-is-pure',
    comment: 'Rules are pure: the domain imports itself and the kernel, no package and no part of Node.',
    severity: 'error',
    from: { path: '^libs/([^/]+)/src/domain/', pathNot: SPEC },
    to: { pathNot: ['^libs/$1/src/domain/', '^libs/kernel/src/index\\.ts$'] },
  },
  {
    name: 'domain-specs-are-pure',
    comment: 'Rules are tested as they are written: without database, framework or other libraries.',
    severity: 'error',
    from: { path: `^libs/([^/]+)/src/domain/.*${SPEC}` },
    to: { path: '^(libs|apps|db|test)/', pathNot: ['^libs/$1/src/domain/', '^libs/kernel/src/index\\.ts$'] },
  },
  {
    name: 'api-types-are-not-entities',
    comment: 'The API maps entities to types of its own; it may name an entity as a type only.',
    severity: 'error',
    from: { path: '^libs/[^/]+/src/api/', pathNot: SPEC },
    to: { path: '\\.entity\\.ts$', dependencyTypesNot: ['type-only'] },
  },
];

const aroundLibraries = [
  {
    name: 'libraries-stand-alone',
    comment: 'Libraries know nothing of the processes, scripts and tests around them; only libs/testing wires them up.',
    severity: 'error',
    from: { path: '^libs/', pathNot: '^libs/testing/' },
    to: { path: '^(apps|db|test|bench|tools)/' },
  },
  {
    name: 'product-stands-alone',
    comment: 'What ships knows nothing of tests, benchmarks and tools.',
    severity: 'error',
    from: { path: '^(apps|db)/', pathNot: SPEC },
    to: { path: '^(test|bench|tools)/' },
  },
  {
    name: 'testing-is-for-tests',
    comment: 'libs/testing never ships.',
    severity: 'error',
    from: { path: '^(apps|libs|db)/', pathNot: ['^libs/testing/', SPEC] },
    to: { path: '^libs/testing/' },
  },
  {
    name: 'seeds-below-apps',
    comment: 'Applications load the seeds, not the other way round.',
    severity: 'error',
    from: { path: '^db/' },
    to: { path: '^apps/' },
  },
  {
    name: 'migrations-are-frozen',
    comment: 'A merged migration never changes its meaning: it imports nothing but the types of TypeORM.',
    severity: 'error',
    from: { path: '^db/migrations/', pathNot: SPEC },
    to: { pathNot: ['^db/migrations/', '^node_modules/typeorm/'] },
  },
];

const everywhere = [
  {
    name: 'no-circular',
    comment: 'No cycles, not even of types.',
    severity: 'error',
    from: {},
    to: { circular: true },
  },
  {
    name: 'resolvable',
    comment: 'Every import leads somewhere; what the build writes is not there on a fresh checkout.',
    severity: 'error',
    from: {},
    to: { couldNotResolve: true, pathNot: '/dist/' },
  },
  {
    name: 'product-dependencies',
    comment: 'What ships imports only what is installed with it.',
    severity: 'error',
    from: { path: '^(apps|libs|db)/', pathNot: ['^libs/testing/', SPEC] },
    to: { dependencyTypes: ['npm-dev', 'npm-no-pkg', 'npm-unknown'], dependencyTypesNot: ['type-only'] },
  },
];

export default {
  forbidden: [
    ...libraryRules,
    ...betweenLibraries,
    ...floorRules,
    ...insideLibraries,
    ...aroundLibraries,
    ...everywhere,
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^dist/' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      conditionNames: ['source', 'import', 'require', 'node', 'default', 'types'],
      exportsFields: ['exports'],
      extensions: ['.ts', '.js', '.mjs', '.d.ts', '.json'],
      mainFields: ['main', 'types'],
    },
    skipAnalysisNotInRules: true,
  },
};
