import type { FileSettings } from '../config/file-settings.js';
import type { FileStore } from './file-store.js';
import { LocalFileStore } from './local-file-store.js';

export async function openFileStore(settings: FileSettings): Promise<FileStore> {
  if (settings.kind === 'local') return new LocalFileStore(settings.folder);
  // Its client is large: whoever keeps files on a disk does not load it.
  const { S3FileStore } = await import('./s3-file-store.js');
  return new S3FileStore(settings);
}
