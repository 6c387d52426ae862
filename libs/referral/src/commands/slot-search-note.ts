import { NoFreeBedError, SlotTakenError } from '#capacity';
import { ALLIANCE_ZONE, localDate, type LocalDate } from '#kernel';
import { Parameters, statement, type Aftermath, type Opening, type Transaction } from '#platform';
import type { ReferralRow } from '../data/referral-facts.reader.js';
import type { WantedPlace } from '../domain/slot-search.js';
import { publishNote } from './referral-note.js';

/** Where, for which days, and what for somebody has looked in vain. */
export interface SlotSearch {
  readonly wanted: WantedPlace;
  readonly firstDay: LocalDate;
  readonly lastDay: LocalDate;
  readonly comment?: string | null | undefined;
}

/** An arrangement that the rules had allowed until there was no place. */
export interface RefusedArrangement {
  readonly noteId: string;
  /** As the refused attempt has seen it. */
  readonly row: ReferralRow;
  readonly visitTime: Date;
}

export const NOTE_NO_FREE_SLOT = 'noteNoFreeSlot';

/**
 * The note of what an arrangement was refused for.
 *
 * @returns null for a refusal that is not about places and beds
 */
export function noteOfRefusal(refusal: unknown, { noteId, row, visitTime }: RefusedArrangement): Aftermath | null {
  const wanted = wantedBy(refusal);
  if (!wanted) return null;
  const day = localDate(visitTime, ALLIANCE_ZONE);
  const search = { wanted, firstDay: day, lastDay: day };
  return {
    open: (tx) => noteSearch(tx, { id: noteId, row, search }),
    work: async (tx, noted) => {
      if (noted) announceSearch(tx, row, search);
    },
  };
}

interface Note {
  readonly id: string;
  readonly row: ReferralRow;
  readonly search: SlotSearch;
}

/** @returns whether it is written: it is not where the referral is another one by now */
export async function noteSearch(tx: Opening, { id, row, search }: Note): Promise<boolean> {
  const { wanted, firstDay, lastDay, comment = null } = search;
  const parameters = new Parameters();
  const [found, version] = [parameters.add(row.id), parameters.add(row.version)];
  const told = [id, wanted, firstDay, lastDay, comment, tx.actor.staffId].map((value) => parameters.add(value));
  const [noteId, ...values] = told;
  const sql = `INSERT INTO referral_slot_searches (id, referral_id, department_id, wanted, first_day, last_day, comment, staff_id, searched_at)
    SELECT ${noteId}, r.id, r.to_department_id, ${values.join(', ')}, ${parameters.instant(tx.instant)} FROM referrals r
    WHERE r.id = ${found} AND r.version = ${version} FOR NO KEY UPDATE OF r RETURNING id`;
  return (await tx.first(statement('referral.note-no-free-slot', sql), parameters.values)) !== null;
}

export function announceSearch(tx: Transaction, row: ReferralRow, search: SlotSearch): void {
  const { wanted, firstDay, lastDay, comment = null } = search;
  const payload = { wanted, firstDay, lastDay };
  publishNote(tx, row, { topic: 'referral.no-free-slot', action: NOTE_NO_FREE_SLOT, comment, payload });
}

/** A session that is over was a slip of the pen; every other one has no place to give. */
function wantedBy(refusal: unknown): WantedPlace | null {
  if (refusal instanceof NoFreeBedError) return 'BED';
  return refusal instanceof SlotTakenError && refusal.rule !== 'PAST' ? 'SLOT' : null;
}
