import { randomFillSync } from 'node:crypto';
import { v7 as uuidv7, validate, version } from 'uuid';

const ID_BYTES = 16;

/** Random bytes for many ids: asking the system for each costs more than the id. */
const pool = Buffer.allocUnsafe(256 * ID_BYTES);
let used = pool.length;

function randomBytes(): Uint8Array {
  if (used === pool.length) {
    randomFillSync(pool);
    used = 0;
  }
  used += ID_BYTES;
  return pool.subarray(used - ID_BYTES, used);
}

/** A new identifier (UUID v7) that sorts behind those of earlier instants. */
export function timeOrderedId(at: Date): string {
  return uuidv7({ msecs: at.getTime(), random: randomBytes() });
}

/** The instant in such an identifier; null where the text is none. */
export function instantOf(id: string): Date | null {
  if (!validate(id) || version(id) !== 7) return null;
  return new Date(Number.parseInt(id.slice(0, 8) + id.slice(9, 13), 16));
}
