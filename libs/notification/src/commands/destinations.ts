import { isIP } from 'node:net';
import { Networks } from '#platform';

/** Where messages may go. */
export class Destinations {
  private readonly forbidden: Networks;

  /** @param networks that no message goes to */
  constructor(networks: readonly string[]) {
    this.forbidden = new Networks(networks);
  }

  /** Whether an address, as a host name resolves to, may be called. */
  allows(address: string): boolean {
    return !this.forbidden.has(address);
  }

  /** Whether the host of a URL may be called as far as that shows: names show it only when they are looked up. */
  allowsHost(hostname: string): boolean {
    const literal = hostname.replace(/^\[|\]$/g, '');
    return isIP(literal) === 0 || this.allows(literal);
  }
}
