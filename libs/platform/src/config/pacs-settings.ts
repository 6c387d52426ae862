import { StartupError } from '../startup-error.js';
import type { Environment } from './environment.js';

/** Where the PACS of the alliance answers DICOMweb. */
export interface PacsSettings {
  /** The root of its services: `https://pacs.example/dicom-web`. */
  readonly url: string;
  /** By HTTP Basic; absent where it asks for nothing. */
  readonly user: string | undefined;
  readonly password: string | undefined;
  /** Address of a viewer, with `{study}` where the Study Instance UID stands; absent where there is none. */
  readonly viewerUrl: string | undefined;
  /** How long one request may take, in milliseconds. */
  readonly timeoutMs: number;
}

/** @returns undefined where the alliance has no PACS */
export function parsePacsSettings(environment: Environment): PacsSettings | undefined {
  const url = addressOf(environment, 'PACS_URL')?.replace(/\/+$/, '');
  const viewerUrl = addressOf(environment, 'PACS_VIEWER_URL');
  if (viewerUrl && !viewerUrl.includes('{study}')) {
    throw new StartupError('PACS_VIEWER_URL must contain {study}, where the Study Instance UID stands.');
  }
  const timeoutMs = environment.integer('PACS_TIMEOUT_MS', { min: 100, max: 60_000, default: 5_000 });
  const [user, password] = [environment.text('PACS_USER'), environment.text('PACS_PASSWORD')];
  return url === undefined ? undefined : { url, user, password, viewerUrl, timeoutMs };
}

function addressOf(environment: Environment, name: string): string | undefined {
  const text = environment.text(name);
  if (text === undefined) return undefined;
  // Braces stand for nothing in an address, and mark a place in that of a viewer.
  const address = URL.canParse(text) ? new URL(text) : null;
  const isPlain = address && !address.username && !address.password;
  if (!isPlain || !['http:', 'https:'].includes(address.protocol)) {
    throw new StartupError(
      `${name} must be an address that begins with http:// or https://, without a password in it.`,
    );
  }
  return text;
}
