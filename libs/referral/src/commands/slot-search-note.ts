import { NoFreeBedError, SlotTakenError } from '#capacity';
import { ALLIANCE_ZONE, localDate, type LocalDate } from '#kernel';
import { statement, type Aftermath, type Transaction } from '#platform';
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
  /** As the refused attempt has seen it. */
  readonly row: ReferralRow;
  readonly visitTime: Date;
}

export const NOTE_NO_FREE_SLOT = 'noteNoFreeSlot';

const INSERT = statement(
  'referral.note-no-free-slot',
  `INSERT INTO referral_slot_searches (id, referral_id, department_id, wanted, first_day, last_day, comment, staff_id, searched_at)
   VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
);

/**
 * The note of what an arrangement was refused for.
 *
 * @returns null for a refusal that is not about places and beds
 */
export function noteOfRefusal(refusal: unknown, { row, visitTime }: RefusedArrangement): Aftermath | null {
  const wanted = wantedBy(refusal);
  if (!wanted) return null;
  const day = localDate(visitTime, ALLIANCE_ZONE);
  return (tx) => noteSearch(tx, row, { wanted, firstDay: day, lastDay: day });
}

/** @param row of a referral that is locked */
export function noteSearch(tx: Transaction, row: ReferralRow, search: SlotSearch): void {
  const { wanted, firstDay, lastDay, comment = null } = search;
  const found = [wanted, firstDay, lastDay, comment];
  tx.write(INSERT, [tx.newId(), row.id, row.toDepartmentId, ...found, tx.actor.staffId, tx.now]);
  const payload = { wanted, firstDay, lastDay };
  publishNote(tx, row, { topic: 'referral.no-free-slot', action: NOTE_NO_FREE_SLOT, comment, payload });
}

/** A session that is over was a slip of the pen; every other one has no place to give. */
function wantedBy(refusal: unknown): WantedPlace | null {
  if (refusal instanceof NoFreeBedError) return 'BED';
  return refusal instanceof SlotTakenError && refusal.rule !== 'PAST' ? 'SLOT' : null;
}
