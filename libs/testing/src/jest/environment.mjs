/**
 * The process itself as the environment of every test file that it runs. Jest's own gives each file a context, in which
 * the product and all that it stands on have to be read, linked and evaluated anew, which takes longer than the tests.
 */
export default class ProcessEnvironment {
  global = globalThis;
  #exit = Reflect.get(process, 'exit');
  #variables = { ...process.env };
  #console = globalThis.console;

  getVmContext() {
    return null;
  }

  async setup() {}

  /** What a file or Jest itself has changed for it is as before when the next one begins. */
  async teardown() {
    process.exit = this.#exit;
    process.env = this.#variables;
    globalThis.console = this.#console;
  }
}
