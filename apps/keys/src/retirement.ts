import {
  StartupError,
  keyUsage,
  namedKeys,
  registeredKeys,
  recentHashes,
  retireKey,
  rowsWithoutIndex,
  wantedKeys,
  writersUnder,
  type KeyPurpose,
  type KeyUsage,
} from '#platform';
import { before, hours } from '#kernel';
import type { KeyRoom } from './key-room.js';

/** How long a repeated request is recognised at least. */
const RECOGNISED_FOR = hours(24);

interface KeyName {
  readonly purpose: KeyPurpose;
  readonly keyId: string;
}

/** Notes that nothing stands under a key any more, so that it may leave the settings. @throws StartupError where something does */
export async function retire(room: KeyRoom, { purpose, keyId }: KeyName): Promise<number> {
  const { database, secrets, clock, say } = room;
  const isSame = (key: KeyName): boolean => key.purpose === purpose && key.keyId === keyId;
  const registered = (await registeredKeys(database)).find(isSame);
  if (!registered) throw new StartupError(`No value of this database was ever written under the key ${keyId}.`);
  const current = namedKeys(secrets).findLast((key) => key.purpose === purpose)!;
  if (isSame(current)) throw new StartupError(`The key ${keyId} is the current one: put another one behind it first.`);
  if ((await writersUnder(database, purpose, keyId)) > 0) {
    throw new StartupError(
      `Processes of the product still write under the key ${keyId}: start them with the new settings first.`,
    );
  }
  const uses = await (purpose === 'ENCRYPTION' ? encryptedUnder(room, keyId) : indexedOnlyUnder(room, keyId));
  if (uses.length > 0) {
    uses.forEach(({ place, count }) => say(`${place}: ${count}`));
    throw new StartupError(`The key ${keyId} is still used: run \`npm run keys -- rotate\` first.`);
  }
  if (purpose === 'BLIND_INDEX') await refuseRecent(room, keyId);
  if (!registered.retiredAt) await retireKey(database, { purpose, keyId }, clock.now());
  say(`The key ${keyId} is retired: it may leave the settings.`);
  if (purpose === 'ENCRYPTION')
    say('Keep it where you keep the audit trail: it proves the seals that were made with it.');
  return 0;
}

async function encryptedUnder({ database, tables }: KeyRoom, keyId: string): Promise<KeyUsage[]> {
  const usage = await keyUsage(database, tables);
  return usage.filter((each) => each.purpose === 'ENCRYPTION' && each.keyId === keyId);
}

/** A row may keep its index of the old generation: what counts is that it has one of the new. */
function indexedOnlyUnder({ database, secrets, tables }: KeyRoom, keyId: string): Promise<KeyUsage[]> {
  const blindIndexKeys = new Map([...secrets.blindIndexKeys].filter(([generation]) => String(generation) !== keyId));
  return rowsWithoutIndex(database, tables, wantedKeys({ ...secrets, blindIndexKeys }));
}

async function refuseRecent({ database, hashes, clock }: KeyRoom, keyId: string): Promise<void> {
  const recent = await recentHashes(database, hashes, before(clock.now(), RECOGNISED_FOR));
  if (!recent.some((each) => each.keyId === keyId)) return;
  throw new StartupError(
    `By the key ${keyId} repeated requests of the last 24 hours are recognised: retire it a day after the new key became the last one.`,
  );
}
