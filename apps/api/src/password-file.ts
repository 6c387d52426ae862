import { closeSync, fsyncSync, openSync, rmSync, writeSync } from 'node:fs';
import { StartupError } from '#platform';

/** The passwords are on the disk before they count; where they come to nothing they do not stay there. */
export async function keepUnlessRefused(
  file: string,
  lines: readonly string[],
  act: () => Promise<void>,
): Promise<void> {
  writePasswords(file, lines);
  try {
    await act();
  } catch (error) {
    rmSync(file, { force: true });
    throw error;
  }
}

/** For the eyes of its owner alone, and never over anything. @throws StartupError */
export function writePasswords(file: string, lines: readonly string[]): void {
  let descriptor: number;
  try {
    descriptor = openSync(file, 'wx', 0o600);
  } catch {
    throw new StartupError(`--passwords: ${file} exists already or cannot be written.`);
  }
  try {
    writeSync(descriptor, `${lines.join('\n')}\n`);
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
}
