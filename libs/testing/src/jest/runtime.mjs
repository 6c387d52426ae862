import { createRequire } from 'node:module';
import { join, relative } from 'node:path';
import { pathToFileURL } from 'node:url';

const require = createRequire(import.meta.url);

/**
 * How Jest loads modules, left to Node.js: each is evaluated once in a process, whichever test files need it. Test files
 * run as they are built, beside the product that is delivered; those of `tools` as the tools do, straight from TypeScript.
 */
export default class NativeRuntime {
  #root;
  #framework;

  constructor({ rootDir }) {
    this.#root = rootDir;
  }

  unstable_shouldLoadAsEsm() {
    return true;
  }

  unstable_importModule(path) {
    const name = relative(this.#root, path);
    const isBuilt = /^(apps|db|libs|test)\/.*\.ts$/.test(name);
    return import(pathToFileURL(isBuilt ? join(this.#root, 'dist', name.replace(/ts$/, 'js')) : path).href);
  }

  /** Jest asks for its framework alone, once for each test file: its state, and nothing else, is that of one file. */
  requireInternalModule(path) {
    this.#framework = path;
    return require(path);
  }

  requireModule(path) {
    return require(path);
  }

  teardown() {
    delete require.cache[this.#framework];
    for (const key of Object.getOwnPropertySymbols(globalThis))
      if (/^(JEST_STATE_SYMBOL|EVENT_HANDLERS)$/.test(key.description)) delete globalThis[key];
  }

  // What only mocks, coverage and modules in contexts need.
  setGlobalsForRuntime() {}
  enterTestCode() {}
  leaveTestCode() {}
  getSourceMaps() {
    return new Map();
  }
  getAllCoverageInfoCopy() {}
}
