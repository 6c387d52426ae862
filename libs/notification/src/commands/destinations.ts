import { BlockList, isIP } from 'node:net';

/** Where messages may go. */
export class Destinations {
  private readonly forbidden = new BlockList();

  /** @param networks `address/bits`, of either version; an IPv4 network counts in its IPv6 notation too */
  constructor(networks: readonly string[]) {
    for (const network of networks) {
      const [address, bits] = network.split('/');
      this.forbidden.addSubnet(address!, Number(bits), versionOf(address!));
    }
  }

  /** Whether an address, as a host name resolves to, may be called. */
  allows(address: string): boolean {
    return !this.forbidden.check(address, versionOf(address));
  }

  /** Whether the host of a URL may be called as far as that shows: names show it only when they are looked up. */
  allowsHost(hostname: string): boolean {
    const literal = hostname.replace(/^\[|\]$/g, '');
    return isIP(literal) === 0 || this.allows(literal);
  }
}

const versionOf = (address: string): 'ipv4' | 'ipv6' => (isIP(address) === 6 ? 'ipv6' : 'ipv4');
