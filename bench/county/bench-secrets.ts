import { Environment, parseSecrets, type Secrets } from '#platform';

const KEY = Buffer.alloc(32, 7).toString('base64');

/** Keys that protect nothing but invented people. */
export const secretSettings = { ENCRYPTION_KEYS: `bench:${KEY}`, BLIND_INDEX_KEY: KEY };

export const benchSecrets: Secrets = parseSecrets(new Environment(secretSettings))!;
