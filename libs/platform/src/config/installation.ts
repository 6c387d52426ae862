import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** The folder that the product is installed in, from wherever it is started. Relative paths in settings start there. */
export const installationFolder = folderWith('package.json', import.meta.dirname);

function folderWith(name: string, folder: string): string {
  return existsSync(join(folder, name)) ? folder : folderWith(name, dirname(folder));
}
