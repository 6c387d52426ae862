import { join, resolve } from 'node:path';
import { StartupError } from '../startup-error.js';
import type { Environment } from './environment.js';
import { installationFolder } from './installation.js';

/** A bucket of a store that speaks S3, with a key for it. */
export interface S3Settings {
  readonly endpoint: string;
  readonly region: string;
  readonly bucket: string;
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
}

/** Where the content of files is kept: in a folder, or in a bucket. */
export type FileSettings = { readonly kind: 'local'; readonly folder: string } | ({ readonly kind: 's3' } & S3Settings);

/** @throws StartupError naming the setting that is wrong, never its value */
export function parseFileSettings(environment: Environment, dataFolder: string | undefined): FileSettings {
  if (environment.choice('FILE_STORE', ['local', 's3']) === 'local') {
    return { kind: 'local', folder: join(resolve(installationFolder, dataFolder ?? '.data'), 'files') };
  }
  const needed = (name: string): string => {
    const text = environment.text(name);
    if (text === undefined) throw new StartupError(`${name} is missing although FILE_STORE is s3.`);
    return text;
  };
  const endpoint = needed('S3_ENDPOINT');
  if (!/^https?:\/\/[^/@?#]+\/?$/.test(endpoint) || !URL.canParse(endpoint)) {
    throw new StartupError('S3_ENDPOINT must look like https://host:port.');
  }
  return {
    kind: 's3',
    endpoint,
    region: environment.text('S3_REGION') ?? 'us-east-1',
    bucket: needed('S3_BUCKET'),
    accessKeyId: needed('S3_ACCESS_KEY_ID'),
    secretAccessKey: needed('S3_SECRET_ACCESS_KEY'),
  };
}
