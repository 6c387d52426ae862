import type { IncomingMessage, ServerResponse } from 'node:http';
import helmet, { type HelmetOptions } from 'helmet';

const strictPolicy = { directives: { defaultSrc: ["'none'"], frameAncestors: ["'none'"] } };

/** GraphiQL is one page with its scripts, styles and workers inside. */
const graphiqlPolicy = {
  directives: {
    defaultSrc: ["'self'"],
    scriptSrc: ["'self'", "'unsafe-inline'", 'blob:'],
    workerSrc: ["'self'", 'blob:'],
    styleSrc: ["'self'", "'unsafe-inline'"],
    imgSrc: ["'self'", 'data:'],
    fontSrc: ["'self'", 'data:'],
    frameAncestors: ["'none'"],
    upgradeInsecureRequests: null,
  },
};

/** The headers that tell browsers what not to do; they are the same for every answer, so helmet is asked once. */
export function securityHeaders({ withGraphiql }: { withGraphiql: boolean }): Readonly<Record<string, string>> {
  const options: HelmetOptions = { contentSecurityPolicy: withGraphiql ? graphiqlPolicy : strictPolicy };
  const headers: Record<string, string> = {};
  const response = {
    setHeader: (name: string, value: string) => {
      headers[name.toLowerCase()] = value;
    },
    removeHeader: () => undefined,
  };
  helmet(options)({} as IncomingMessage, response as unknown as ServerResponse, () => undefined);
  return headers;
}
