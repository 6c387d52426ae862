import { BlockList, isIP } from 'node:net';

/** A set of networks, each `address/bits`, of either version; an IPv4 network counts in its IPv6 notation too. */
export class Networks {
  private readonly list = new BlockList();

  constructor(networks: readonly string[]) {
    for (const network of networks) {
      const [address, bits] = network.split('/');
      this.list.addSubnet(address!, Number(bits), versionOf(address!));
    }
  }

  /** Whether an address, as connections tell it, lies in one of them. */
  has(address: string): boolean {
    return this.list.check(address, versionOf(address));
  }
}

/** Whether a text names a network: `10.0.0.0/8`. */
export function isNetwork(text: string): boolean {
  const [address = '', bits = '', ...more] = text.split('/');
  const version = isIP(address);
  const isWhole = version !== 0 && more.length === 0 && /^\d{1,3}$/.test(bits);
  return isWhole && Number(bits) <= (version === 4 ? 32 : 128);
}

const versionOf = (address: string): 'ipv4' | 'ipv6' => (isIP(address) === 6 ? 'ipv6' : 'ipv4');
