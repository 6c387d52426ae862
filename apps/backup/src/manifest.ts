import { createHash, createHmac } from 'node:crypto';
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { StartupError, type KeyPurpose } from '#platform';

const FORMAT = 1;
const FILE = 'manifest.json';

/** A stored part of a backup: what came out of compression and encryption. */
export interface Part {
  readonly name: string;
  readonly bytes: number;
  readonly sha256: string;
}

/** The rows of one table, and a checksum over them that does not depend on their order. */
export interface TableContent {
  readonly schema: string;
  readonly name: string;
  readonly columns: readonly string[];
  readonly rows: string;
  readonly checksum: string;
  readonly part: Part;
}

/** A partition that housekeeping has made, and its bounds in PostgreSQL's words. */
export interface Partition {
  readonly parent: string;
  readonly name: string;
  readonly bounds: string;
}

/** What a backup holds. It is written last: a folder without it is no backup. */
export interface Manifest {
  readonly format: number;
  /** Random; keys of encrypted parts depend on it. */
  readonly id: string;
  readonly takenAt: string;
  readonly productVersion: string;
  readonly serverVersion: string;
  readonly encrypted: boolean;
  /** Names of the migrations that had run, in their order. */
  readonly migrations: readonly string[];
  readonly tables: readonly TableContent[];
  readonly partitions: readonly Partition[];
  readonly sequences: readonly { readonly name: string; readonly lastValue: string }[];
  /** Keys of the settings that values in it stand under. */
  readonly keys: readonly { readonly purpose: KeyPurpose; readonly keyId: string }[];
  /** Null where files are kept in a bucket, which has a backup of its own. */
  readonly files: { readonly count: number; readonly missing: readonly string[]; readonly part: Part } | null;
}

export type Draft = Omit<Manifest, 'format'>;

/** The text of a manifest with its own checksum; keyed where the backup is encrypted. */
export function sealedManifest(draft: Draft, key: Buffer | undefined): string {
  const text = JSON.stringify({ format: FORMAT, ...draft });
  return `${JSON.stringify({ seal: sealOf(text, key), manifest: text }, null, 1)}\n`;
}

export const manifestFile = (folder: string): string => join(folder, FILE);

/** @throws StartupError where the folder holds no backup, a damaged one, or one that this version or key cannot open */
export function readManifest(folder: string, key: Buffer | undefined): Manifest {
  const { seal, text } = contentOf(folder);
  const manifest = JSON.parse(text) as Manifest;
  if (manifest.format !== FORMAT) {
    throw new StartupError('The backup was made by a newer version of the product: restore it with that version.');
  }
  if (manifest.encrypted && !key) throw new StartupError('The backup is encrypted: BACKUP_KEY is missing.');
  if (seal !== sealOf(text, manifest.encrypted ? key : undefined)) {
    throw new StartupError(
      manifest.encrypted ? 'BACKUP_KEY does not open this backup, or its manifest is damaged.' : DAMAGED_MANIFEST,
    );
  }
  return manifest;
}

const DAMAGED_MANIFEST = 'The backup is damaged: its manifest has been changed.';

function contentOf(folder: string): { seal: string; text: string } {
  const file = manifestFile(folder);
  if (!existsSync(file)) {
    const isThere = existsSync(folder) && readdirSync(folder).length > 0;
    throw new StartupError(
      isThere ? `The backup in ${folder} was never finished: it has no manifest.` : `There is no backup in ${folder}.`,
    );
  }
  try {
    const { seal, manifest } = JSON.parse(readFileSync(file, 'utf8')) as { seal: string; manifest: string };
    JSON.parse(manifest);
    return { seal, text: manifest };
  } catch (cause) {
    throw new StartupError(DAMAGED_MANIFEST, { cause });
  }
}

function sealOf(text: string, key: Buffer | undefined): string {
  const hash = key ? createHmac('sha256', key) : createHash('sha256');
  return hash.update(text).digest('hex');
}
