import { Injectable } from '@nestjs/common';
import { InvalidInputError, contains, type FieldProblem, type Interval } from '#kernel';
import { UnitOfWork, claimRequest, type ActorContext, type Transaction } from '#platform';
import { DutyEntryRepository } from '../data/duty-entry.repository.js';
import { copiesFor } from '../domain/copying.js';
import type { DraftProblem, DutyDraft } from '../domain/drafts.js';
import type { DutyFunction } from '../domain/duty-function.js';
import { normalisedPhone } from '../domain/duty-phone.js';
import { monthInterval, type Month } from '../domain/month.js';
import type { CorrectionReason, Past } from '../domain/past.js';
import { PastPolicy } from './past-policy.js';
import { mayPlan, requirePlanning } from './planning-scope.js';
import { RosterWriter, refusingOverlaps } from './roster-writer.js';

/** One duty of a month entry. */
export interface WantedDuty {
  readonly departmentId?: string | null;
  readonly function: DutyFunction;
  readonly from: Date;
  readonly to: Date;
  readonly staffId?: string | null;
  readonly phone?: string | null;
  readonly note?: string | null;
}

export interface MonthEntry {
  readonly idempotencyKey: string;
  readonly month: Month;
  readonly entries: readonly WantedDuty[];
  /** Why, where some of them have begun already. */
  readonly correction?: CorrectionReason | null;
}

export interface MonthCopy {
  readonly idempotencyKey: string;
  readonly fromMonth: Month;
  readonly toMonth: Month;
  readonly departmentId?: string | null;
}

/** Fills a month: entry by entry, or as another month was. */
@Injectable()
export class DutyPlanningService {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly writer: RosterWriter,
    private readonly entries: DutyEntryRepository,
    private readonly pasts: PastPolicy,
  ) {}

  /**
   * Enters many duties, all of them or none.
   * @returns the id of the plan, by which they are found
   * @throws NotFoundError, ForbiddenError, DutyOverlapError; InvalidInputError naming each bad entry by index and field
   */
  enterMonth(actor: ActorContext, command: MonthEntry): Promise<string> {
    return this.planOnce(actor, 'planDutyMonth', command, async (tx, planId) => {
      const wanted = command.entries.map(draftOf);
      const places = await this.writer.lockPlaces(
        tx,
        wanted.map(({ departmentId }) => departmentId),
      );
      requirePlanning(actor, places.keys());
      const { problems, drafts } = await this.writer.check(tx, wanted, places);
      const past = await this.pasts.of(tx, command.correction);
      const bad = [...[...problems, ...pastOf(past, wanted)].map(fieldProblem), ...outsideOf(command.month, wanted)];
      if (bad.length > 0) throw new InvalidInputError(bad, 'ROSTER');
      await this.writer.enter(tx, planId, drafts, past);
    });
  }

  /**
   * Plans a month as another one was, weekday by weekday. Substitutes stay behind, and so does whoever no longer works
   * there: their time shows as a gap. What would have begun already is left out.
   */
  copyMonth(actor: ActorContext, command: MonthCopy): Promise<string> {
    const { fromMonth, toMonth } = command;
    const departmentId = command.departmentId?.toLowerCase() ?? null;
    if (fromMonth === toMonth) throw new InvalidInputError([{ path: 'toMonth', constraint: 'SAME_MONTH' }]);
    return this.planOnce(actor, 'copyDutyMonth', command, async (tx, planId) => {
      if (departmentId !== null) {
        await this.writer.lockPlaces(tx, [departmentId]);
        requirePlanning(actor, [departmentId]);
      }
      const found = await this.dutiesOf(tx, monthInterval(fromMonth), departmentId);
      const places = await this.writer.lockPlaces(
        tx,
        found.map((duty) => duty.departmentId),
      );
      const copies = copiesFor(found, fromMonth, toMonth);
      const { problems, drafts } = await this.writer.check(tx, copies, places);
      const past = await this.pasts.of(tx, null);
      const left = new Set([...problems, ...pastOf(past, copies)].map(({ index }) => index));
      const entered = drafts.filter(({ index }) => !left.has(index));
      await this.writer.enter(tx, planId, entered, past);
    });
  }

  private planOnce(
    actor: ActorContext,
    operation: string,
    command: { readonly idempotencyKey: string },
    fill: (tx: Transaction, planId: string) => Promise<void>,
  ): Promise<string> {
    return refusingOverlaps(() =>
      this.unitOfWork.run(actor, async (tx) => {
        const claim = await claimRequest(tx, operation, command, tx.newId());
        if (claim.fresh) await fill(tx, claim.aggregateId);
        return claim.aggregateId;
      }),
    );
  }

  /** What is on the roster, as far as the actor plans it. */
  private async dutiesOf(tx: Transaction, period: Interval, departmentId: string | null): Promise<DutyDraft[]> {
    const found = await this.entries.listBeginningIn(tx, tx.actor.institutionId, period);
    const wanted = found.filter(
      (entry) =>
        mayPlan(tx.actor, entry.departmentId) && (departmentId === null || entry.departmentId === departmentId),
    );
    return wanted.map(({ startsAt, endsAt, ...entry }) => ({
      departmentId: entry.departmentId,
      function: entry.function,
      staffId: entry.staffId,
      phone: this.entries.phoneOf(entry),
      note: entry.note,
      start: startsAt,
      end: endsAt,
    }));
  }
}

/** A wanted duty in the form in which rules compare: identifiers in lower case, telephones as they are dialled. */
export function draftOf({ departmentId, staffId, phone, note, from, to, function: duty }: WantedDuty): DutyDraft {
  return {
    departmentId: departmentId?.toLowerCase() ?? null,
    function: duty,
    start: from,
    end: to,
    staffId: staffId?.toLowerCase() ?? null,
    phone: normalisedPhone(phone ?? '') || null,
    note: note ?? null,
  };
}

/** Duties that have begun, where nobody has said why they are entered only now. */
function pastOf(past: Past, drafts: readonly DutyDraft[]): DraftProblem[] {
  return drafts.flatMap((draft, index) =>
    past.forbids(null, draft) ? [{ index, field: 'from', rule: 'IN_THE_PAST' } as const] : [],
  );
}

function fieldProblem({ index, field, rule, other }: DraftProblem): FieldProblem {
  return { path: `entries.${index}.${field}`, constraint: rule, ...(other !== undefined && { other }) };
}

function outsideOf(month: Month, drafts: readonly DutyDraft[]): FieldProblem[] {
  const period = monthInterval(month);
  return drafts.flatMap(({ start }, index) =>
    contains(period, start) ? [] : [{ path: `entries.${index}.from`, constraint: 'OUTSIDE_MONTH' }],
  );
}
