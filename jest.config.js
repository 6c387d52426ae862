import { availableParallelism } from 'node:os';

const shared = {
  transform: {},
  modulePathIgnorePatterns: ['<rootDir>/dist/'],
  testEnvironment: '<rootDir>/libs/testing/src/jest/environment.mjs',
  runtime: '<rootDir>/libs/testing/src/jest/runtime.mjs',
  setupFiles: ['reflect-metadata'],
};

export default {
  // Jest heeds it here alone. A limit against hanging, not a measurement: whole processes start, on machines of any speed.
  testTimeout: 300_000,
  // Modules of finished test files are never given back; a worker that holds too many makes way for a new one.
  workerIdleMemoryLimit: '1GB',
  // Half of the work is PostgreSQL's and of other processes: whoever waits for them leaves a core to one worker more.
  maxWorkers: availableParallelism() + 1,
  projects: [
    { ...shared, displayName: 'unit', testMatch: ['<rootDir>/{apps,libs,tools,db}/**/*.spec.ts'] },
    {
      ...shared,
      displayName: 'database',
      testMatch: ['<rootDir>/{apps,libs,db}/**/*.int-spec.ts', '<rootDir>/test/{e2e,architecture}/**/*.spec.ts'],
      globalSetup: '<rootDir>/libs/testing/src/global-setup.mjs',
      globalTeardown: '<rootDir>/libs/testing/src/global-teardown.mjs',
    },
    // Needs a run of its own: oxlint's rule tester reserves more address space than Linux lets a process fork with.
    {
      ...shared,
      displayName: 'process',
      testMatch: ['<rootDir>/{apps,libs,tools}/**/*.proc-spec.ts'],
    },
    // Needs a PgBouncer, which no npm package brings: `.ci/with-pgbouncer` starts one.
    { ...shared, displayName: 'pooler', testMatch: ['<rootDir>/test/pooler/*.spec.ts'] },
    // Needs an Orthanc and DCMTK, which no npm package brings: `.ci/with-orthanc` starts one.
    {
      ...shared,
      displayName: 'pacs',
      testMatch: ['<rootDir>/test/pacs/*.spec.ts'],
      globalSetup: '<rootDir>/libs/testing/src/global-setup.mjs',
      globalTeardown: '<rootDir>/libs/testing/src/global-teardown.mjs',
    },
  ],
};
