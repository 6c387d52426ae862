import { createServer } from 'node:net';
import { StartupError } from '../startup-error.js';

const NO_ADDRESS = new Set(['EADDRNOTAVAIL', 'ENOTFOUND', 'EAI_AGAIN', 'EAFNOSUPPORT', 'EINVAL']);

/** Why a server cannot listen where the settings say, in one line; null for what no setting explains. */
export function refusedAddress(
  error: unknown,
  { setting, port }: { setting: string; port: number },
): StartupError | null {
  const { code } = error as { code?: string };
  if (code === 'EADDRINUSE') return new StartupError(`${setting} ${port} is in use by another program.`);
  if (code === 'EACCES') return new StartupError(`${setting} ${port} may not be used by this account.`);
  if (code && NO_ADDRESS.has(code)) return new StartupError('HOST is not an address of this machine.');
  return null;
}

/** Where a server is to listen. */
export interface Address {
  readonly host: string;
  readonly port: number;
}

/**
 * Makes sure that a server could listen there, before anything is begun that would be in vain.
 * @throws StartupError naming the setting to mend
 */
export async function checkAddress({ host, port }: Address): Promise<void> {
  const probe = createServer();
  try {
    await new Promise<void>((resolve, reject) => probe.once('error', reject).listen(port, host, resolve));
  } catch (error) {
    throw refusedAddress(error, { setting: 'PORT', port }) ?? error;
  }
  await new Promise((resolve) => probe.close(resolve));
}
