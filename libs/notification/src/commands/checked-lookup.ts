import { lookup, type LookupAddress, type LookupOptions } from 'node:dns';
import { promisify } from 'node:util';
import type { Destinations } from './destinations.js';

/** A channel leads to a place that no message goes to. */
export class ForbiddenAddressError extends Error {
  readonly code = 'ADDRESS_FORBIDDEN';
}

type Found = (error: NodeJS.ErrnoException | null, address: string | LookupAddress[], family?: number) => void;

/**
 * Looks a host name up as the system does, and refuses what may not be called. It answers the very connection that is
 * made, so that a name cannot mean one address when it is checked and another one when it is called.
 */
export function checkedLookup(destinations: Destinations) {
  return (hostname: string, options: LookupOptions, found: Found): void => {
    addressesOf(hostname, options, destinations).then(
      (addresses) => (options.all ? found(null, addresses) : found(null, addresses[0]!.address, addresses[0]!.family)),
      (error: NodeJS.ErrnoException) => found(error, []),
    );
  };
}

/** Where a host may be called. @throws ForbiddenAddressError, and what the resolver says */
export async function checkedAddress(hostname: string, destinations: Destinations): Promise<string> {
  const [first] = await addressesOf(hostname, {}, destinations);
  return first!.address;
}

async function addressesOf(
  hostname: string,
  options: LookupOptions,
  destinations: Destinations,
): Promise<LookupAddress[]> {
  const addresses = await promisify(lookup)(hostname, { ...options, all: true });
  if (!addresses.every(({ address }) => destinations.allows(address))) throw new ForbiddenAddressError();
  return addresses;
}
