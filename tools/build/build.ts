import { spawnSync } from 'node:child_process';
import { accessSync, constants, existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { SOURCES, isBuiltFrom, noteBuiltFrom, sourcesOf } from './stamp.ts';

/**
 * Compiles into `dist`, unless it holds these very sources already: a start then need not wait for the compiler, and a
 * second command leaves the files of a product that is running alone.
 */
const root = resolve(import.meta.dirname, '../..');
const sources = sourcesOf(root);
if (!isBuiltFrom(root, sources)) process.exitCode = build();

/** @returns the exit code */
function build(): number {
  const closed = [root, join(root, 'dist')].find((folder) => existsSync(folder) && !isWritable(folder));
  if (closed) {
    console.error(`This user may not build in ${closed}: let its owner execute \`npm run build\` first.`);
    return 1;
  }
  const compiler = join(root, 'node_modules/@swc/cli/bin/swc.js');
  const options = ['--out-dir', 'dist', '--delete-dir-on-start', '--quiet'];
  const { status } = spawnSync(process.execPath, [compiler, ...SOURCES, ...options], { cwd: root, stdio: 'inherit' });
  if (status !== 0) return 1;
  noteBuiltFrom(root, sources);
  return 0;
}

function isWritable(folder: string): boolean {
  try {
    accessSync(folder, constants.W_OK);
    return true;
  } catch {
    return false;
  }
}
