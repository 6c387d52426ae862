import { constants, createContext } from 'node:vm';
import NodeEnvironment from 'jest-environment-node';

/** Which Jest takes from its own process on purpose, for the sake of `instanceof`. */
const SHARED = new Set(['ArrayBuffer', 'Uint8Array']);

/**
 * Jest's environment for Node.js, with a global object of the ordinary kind. Its own is a proxy, which V8 asks again at
 * every use of `Symbol`, `Map` or `Date`: a hundred times the price, and half of the time in which a schema is built.
 */
export default class OrdinaryGlobals extends NodeEnvironment {
  constructor(config, context) {
    super(config, context);
    const proxied = this.global;
    this.context = createContext(constants.DONT_CONTEXTIFY);
    this.global = this.context;
    const intrinsics = new Set(Reflect.ownKeys(this.global));
    for (const name of Reflect.ownKeys(proxied)) {
      if (SHARED.has(name) || !intrinsics.has(name)) hand(name, proxied, this.global);
    }
    this.global.global = this.global;
    this.global.Error.stackTraceLimit = proxied.Error.stackTraceLimit;
  }
}

/** What Jest loads when it is first asked for stays lazy. */
function hand(name, from, to) {
  const { enumerable, ...descriptor } = Object.getOwnPropertyDescriptor(from, name);
  const settle = (value) => Object.defineProperty(to, name, { value, enumerable, configurable: true, writable: true });
  if ('value' in descriptor) Object.defineProperty(to, name, { ...descriptor, enumerable });
  else
    Object.defineProperty(to, name, {
      enumerable,
      configurable: true,
      get: () => settle(from[name])[name],
      set: settle,
    });
}
