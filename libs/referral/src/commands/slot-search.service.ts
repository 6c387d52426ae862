import { Injectable } from '@nestjs/common';
import { NoFreeBedError, SlotTakenError } from '#capacity';
import { ALLIANCE_ZONE, InvalidInputError, NotFoundError, localDate, nextState, type LocalDate } from '#kernel';
import {
  Parameters,
  UnitOfWork,
  claimRequest,
  statement,
  type ActorContext,
  type Aftermath,
  type Claim,
  type Opening,
  type RepeatableRequest,
  type Transaction,
} from '#platform';
import { ReferralFactsReader, type ReferralRow } from '../data/referral-facts.reader.js';
import type { WantedPlace } from '../domain/slot-search.js';
import { upLifecycle } from '../domain/up.lifecycle.js';
import { publishNote } from './referral-note.js';

/** Where, for which days, and what for somebody has looked in vain. */
interface SlotSearch {
  readonly wanted: WantedPlace;
  readonly firstDay: LocalDate;
  readonly lastDay: LocalDate;
  readonly comment?: string | null | undefined;
}

export interface SlotSearchCommand extends SlotSearch, RepeatableRequest {
  readonly referralId: string;
}

/** An arrangement that the rules had allowed until there was no place. */
export interface RefusedArrangement {
  readonly noteId: string;
  /** As the refused attempt has seen it. */
  readonly row: ReferralRow;
  readonly visitTime: Date;
}

const ACTION = 'noteNoFreeSlot';

/**
 * Keeps on record what a coordinator has tried where there was no free place or bed. It is a note: the referral stays as it
 * is, with its version, and waits in a list of its own.
 */
@Injectable()
export class SlotSearchService {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly facts: ReferralFactsReader,
  ) {}

  /** What somebody has looked through without asking for one of it. @throws InvalidInputError, NotFoundError */
  record(actor: ActorContext, command: SlotSearchCommand): Promise<Claim> {
    const { referralId, firstDay, lastDay } = command;
    if (lastDay < firstDay) throw new InvalidInputError([{ path: 'lastDay', constraint: 'BEFORE_FIRST_DAY' }]);
    return this.unitOfWork.run(actor, async (tx) => {
      const claim = await claimRequest(tx, 'recordNoFreeSlot', command, referralId);
      if (!claim.fresh) return claim;
      const loaded = await this.facts.lock(tx, referralId, {});
      if (!loaded) throw new NotFoundError('Referral', referralId);
      nextState(upLifecycle, loaded.row.state, ACTION, loaded.facts);
      const { row } = loaded;
      if (await note(tx, { id: tx.newId(), row, search: command })) announce(tx, row, command);
      return claim;
    });
  }

  /**
   * The note of what an arrangement was refused for.
   *
   * @returns null for a refusal that is not about places and beds
   */
  noteOf(refusal: unknown, { noteId, row, visitTime }: RefusedArrangement): Aftermath | null {
    const wanted = wantedBy(refusal);
    if (!wanted) return null;
    const day = localDate(visitTime, ALLIANCE_ZONE);
    const search = { wanted, firstDay: day, lastDay: day };
    return {
      open: (tx) => note(tx, { id: noteId, row, search }),
      work: async (tx, noted) => {
        if (noted) announce(tx, row, search);
      },
    };
  }
}

interface Note {
  readonly id: string;
  readonly row: ReferralRow;
  readonly search: SlotSearch;
}

/** @returns whether it is written: it is not where the referral is another one by now */
async function note(tx: Opening, { id, row, search }: Note): Promise<boolean> {
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

function announce(tx: Transaction, row: ReferralRow, search: SlotSearch): void {
  const { wanted, firstDay, lastDay, comment = null } = search;
  const payload = { wanted, firstDay, lastDay };
  publishNote(tx, row, { topic: 'referral.no-free-slot', action: ACTION, comment, payload });
}

/** A session that is over was a slip of the pen; every other one has no place to give. */
function wantedBy(refusal: unknown): WantedPlace | null {
  if (refusal instanceof NoFreeBedError) return 'BED';
  return refusal instanceof SlotTakenError && refusal.rule !== 'PAST' ? 'SLOT' : null;
}
