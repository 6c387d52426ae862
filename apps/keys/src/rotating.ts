import { setTimeout as delay } from 'node:timers/promises';
import { Rotation, wantedKeys, type RotationProgress, type SealedTable } from '#platform';
import type { KeyRoom } from './key-room.js';

/** After so many passes others still hold rows, or go on writing under old keys: what is left is left to another run. */
const MAX_PASSES = 20;
const PAUSE_MS = 250;
const PROGRESS_MS = 2_000;

/** Brings every value and every index under the current keys, table by table. @returns 1 where something is left */
export async function rotate({ database, cipher, secrets, tables, say }: KeyRoom): Promise<number> {
  const rotation = new Rotation(database, cipher, wantedKeys(secrets), progressTo(say));
  let left = 0;
  for (const table of tables) left += await finish(rotation, table, say);
  say(
    left === 0 ? 'Everything stands under the current keys.' : `${left} rows are left: see above, then run it again.`,
  );
  return left === 0 ? 0 : 1;
}

/** @returns how many rows are left */
async function finish(rotation: Rotation, table: SealedTable, say: (line: string) => void): Promise<number> {
  let written = 0;
  for (let round = 1; ; round++) {
    const pass = await rotation.pass(table);
    written += pass.written;
    const left = await rotation.pending(table);
    if (left > pass.unreadable && round < MAX_PASSES) {
      if (pass.busy > 0) await delay(PAUSE_MS);
      continue;
    }
    say(`${table.table}: ${written} rows written anew`);
    if (pass.unreadable > 0) say(`${table.table}: ${pass.unreadable} rows hold a value that none of the keys opens`);
    if (left > pass.unreadable)
      say(`${table.table}: ${left - pass.unreadable} rows are held, or written under old keys`);
    return left;
  }
}

/** One line every now and then. */
function progressTo(say: (line: string) => void): (progress: RotationProgress) => void {
  let last = performance.now();
  return ({ table, done, total }) => {
    if (performance.now() - last < PROGRESS_MS) return;
    last = performance.now();
    say(`${table}: ${done} of ${total}`);
  };
}
