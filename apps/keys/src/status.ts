import { keyUsage, namedKeys, registeredKeys, type KeyPurpose, type KeyUsage } from '#platform';
import type { KeyRoom } from './key-room.js';

const TITLES = { ENCRYPTION: 'ENCRYPTION_KEYS', BLIND_INDEX: 'BLIND_INDEX_KEY' } as const;
const ALGORITHMS = {
  ENCRYPTION: { international: 'AES-256-GCM', national: 'SM4 with HMAC-SM3' },
  BLIND_INDEX: { international: 'HMAC-SHA-256', national: 'HMAC-SM3' },
} as const;

/** Says how many values stand under which key, column by column. */
export async function status({ database, secrets, tables, say }: KeyRoom): Promise<number> {
  const usage = await keyUsage(database, tables);
  const registered = await registeredKeys(database);
  const keys = namedKeys(secrets);
  for (const purpose of ['ENCRYPTION', 'BLIND_INDEX'] as const) {
    say(`${TITLES[purpose]}:`);
    const own = usage.filter((each) => each.purpose === purpose);
    for (const keyId of idsOf(purpose, [registered, keys, own])) {
      const known = keys.find((key) => key.purpose === purpose && key.keyId === keyId);
      const isLast = keys.findLast((key) => key.purpose === purpose)?.keyId === keyId;
      const retiredAt = registered.find((key) => key.purpose === purpose && key.keyId === keyId)?.retiredAt;
      const notes = [
        known ? ALGORITHMS[purpose][known.key.suite] : 'not among the keys of the settings',
        ...(isLast ? ['current'] : []),
        ...(retiredAt ? [`retired on ${retiredAt.toISOString().slice(0, 10)}`] : []),
      ];
      const values = own.filter((each) => each.keyId === keyId);
      say(`  ${keyId} (${notes.join(', ')}): ${sumOf(values)} values`);
      for (const { place, count } of values) say(`    ${place}: ${count}`);
    }
  }
  return 0;
}

function idsOf(
  purpose: KeyPurpose,
  lists: readonly (readonly { readonly purpose: KeyPurpose; readonly keyId: string }[])[],
): Set<string> {
  return new Set(lists.flatMap((list) => list.filter((each) => each.purpose === purpose).map(({ keyId }) => keyId)));
}

function sumOf(usage: readonly KeyUsage[]): number {
  return usage.reduce((sum, { count }) => sum + count, 0);
}
