import { spawnSync } from 'node:child_process';
import { join, resolve } from 'node:path';
import { SOURCES, isBuiltFrom, noteBuiltFrom, sourcesOf } from './stamp.ts';

/**
 * Compiles into `dist`, unless it holds these very sources already: a start then need not wait for the compiler, and a
 * second command leaves the files of a product that is running alone.
 */
const root = resolve(import.meta.dirname, '../..');
const sources = sourcesOf(root);
if (!isBuiltFrom(root, sources)) {
  const compiler = join(root, 'node_modules/@swc/cli/bin/swc.js');
  const options = ['--out-dir', 'dist', '--delete-dir-on-start', '--quiet'];
  const { status } = spawnSync(process.execPath, [compiler, ...SOURCES, ...options], { cwd: root, stdio: 'inherit' });
  if (status === 0) noteBuiltFrom(root, sources);
  else process.exitCode = 1;
}
