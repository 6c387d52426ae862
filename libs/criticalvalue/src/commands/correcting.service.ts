import { Injectable } from '@nestjs/common';
import type { Transaction } from '#platform';
import {
  CorrectionRepository,
  type Correction,
  type NamedCriticalValue,
  type ToldValue,
} from '../data/correction.repository.js';
import type { CriticalValueRow, LoadedCriticalValue } from '../data/critical-value-facts.reader.js';
import type { CriticalValueChanges } from '../data/critical-value.repository.js';
import { isSameValue, type MeasuredValue } from '../domain/critical-value.js';
import { dueAtIn } from '../domain/limits.js';
import { CriticalValueNotices, type CriticalValueText } from './critical-value-notices.js';
import { CriticalValueTransitions } from './critical-value-transitions.js';

/** Why one ends whose result two people have signed as another one, of the list `critical-value.false`. */
const REFUTED = 'result_corrected';

/** A value as a report that two people have signed tells it. */
export interface SignedValue extends MeasuredValue {
  readonly itemCode: string;
  readonly critical: boolean;
}

/** A report that counts from now on. */
export interface SignedReport {
  readonly subjectId: string;
  /** Who has signed first; whoever acts is the second. */
  readonly firstStaffId: string;
  /** Asked for only where something was critical. */
  readonly values: () => Promise<readonly SignedValue[]>;
}

/** Follows a result that has become another one, and tells everybody who was told the old one. */
@Injectable()
export class CorrectingService {
  constructor(
    private readonly transitions: CriticalValueTransitions,
    private readonly corrections: CorrectionRepository,
    private readonly notices: CriticalValueNotices,
  ) {}

  /**
   * The result is another one and critical as well. Whoever was told hears of it, it is verified and read back anew, and the
   * chain begins again.
   */
  async correctIn(
    tx: Transaction,
    { id, version }: Pick<ToldValue, 'id' | 'version'>,
    to: Correction['to'],
  ): Promise<void> {
    await this.transitions.take(
      tx,
      { id, expectedVersion: version },
      {
        action: 'correct',
        operation: 'correctCriticalValue',
        topic: 'critical-value.corrected',
        effect: async (_, loaded) => {
          const revision = await this.keep(tx, loaded.row, { outcome: 'CRITICAL', to }, 'corrected');
          return { changes: { ...to, ...begunAnew(loaded, revision, tx.now) }, payload: { revision } };
        },
      },
    );
  }

  /** What was closed about the same item stays closed, and says what was raised instead. */
  async succeedIn(
    tx: Transaction,
    about: { readonly subjectId: string; readonly itemCode: string },
    by: Correction['to'] & { readonly id: string },
  ): Promise<void> {
    const told = await this.corrections.toldAbout(tx, about.subjectId, by.id);
    const closed = told.find(({ itemCode }) => itemCode === about.itemCode);
    if (closed?.state !== 'CLOSED' || isSameValue(closed, by)) return;
    const { id: successorId, ...to } = by;
    await this.annotate(tx, closed, { outcome: 'CRITICAL', to, successorId });
  }

  /**
   * A report counts from now on: what it says is not critical ends, since two people have signed that; what it says otherwise
   * than was told is corrected. What was closed says so.
   */
  async settleIn(tx: Transaction, { subjectId, firstStaffId, values }: SignedReport): Promise<void> {
    const told = (await this.corrections.toldAbout(tx, subjectId)).filter(({ state }) => state !== 'CANCELLED');
    if (told.length === 0) return;
    const signed = await values();
    for (const one of told) {
      const value = signed.find(({ itemCode }) => itemCode === one.itemCode);
      if (!value || isSameValue(value, one)) continue;
      const to = { value: value.value, unit: value.unit, thresholdId: null };
      const outcome = value.critical ? 'CRITICAL' : 'NOT_CRITICAL';
      if (one.state === 'CLOSED') await this.annotate(tx, one, { outcome, to });
      else if (value.critical) await this.correctIn(tx, one, to);
      else await this.refute(tx, one, { to, firstStaffId });
    }
  }

  /** The report that it stands in was amended or taken back. It goes on all the same, and whoever was told hears of that. */
  async reportChangedIn(tx: Transaction, subjectId: string): Promise<void> {
    for (const row of await this.corrections.standingAbout(tx, subjectId)) {
      await this.tell(tx, row, 'report-changed');
    }
  }

  private refute(
    tx: Transaction,
    { id, version }: ToldValue,
    { to, firstStaffId }: { readonly to: Correction['to']; readonly firstStaffId: string },
  ): Promise<void> {
    return this.transitions.take(
      tx,
      { id, expectedVersion: version },
      {
        action: 'refute',
        operation: 'refuteCriticalValue',
        topic: 'critical-value.refuted',
        effect: async (_, { row }) => {
          const revision = await this.keep(tx, row, { outcome: 'NOT_CRITICAL', to }, 'refuted');
          return {
            reasonCode: REFUTED,
            changes: { revision, doubters: [firstStaffId], doubtReasonCode: REFUTED },
            payload: { revision },
          };
        },
      },
    );
  }

  private annotate(tx: Transaction, told: ToldValue, correction: Correction): Promise<void> {
    const { id, version, value, unit, thresholdId } = told;
    const isCritical = correction.outcome === 'CRITICAL';
    return this.transitions.take(
      tx,
      { id, expectedVersion: version },
      {
        action: isCritical ? 'correct' : 'refute',
        operation: 'correctClosedCriticalValue',
        topic: isCritical ? 'critical-value.corrected' : 'critical-value.refuted',
        effect: async (_, { row }) => {
          // What is closed keeps the value that it was closed with, whatever has been told of it since.
          const last = { ...row, value, unit, thresholdId };
          const revision = await this.keep(tx, last, correction, 'corrected-closed');
          return { ...(!isCritical && { reasonCode: REFUTED }), changes: { revision }, payload: { revision } };
        },
      },
    );
  }

  /** Keeps what was told beside what it has become, and tells whoever was told. @returns which value counts from now on */
  private async keep(
    tx: Transaction,
    row: CriticalValueRow,
    correction: Correction,
    text: CriticalValueText,
  ): Promise<number> {
    this.corrections.insert(tx, row, correction);
    await this.tell(tx, row, text);
    return row.revision + 1;
  }

  private async tell(tx: Transaction, row: NamedCriticalValue, text: CriticalValueText): Promise<void> {
    const staffIds = await this.corrections.people(tx, row.id);
    await this.notices.tell(tx, row, { institutionId: row.orderingInstitutionId, staffIds }, text);
  }
}

/** What counts from the first value on no longer counts; what nobody was told yet is verified anew before it is. */
function begunAnew({ row, limits }: LoadedCriticalValue, revision: number, now: Date): CriticalValueChanges {
  const changes = { revision, doubters: [], doubtReasonCode: null };
  if (row.state === 'DETECTED') return changes;
  const unanswered = { acknowledgedAt: null, acknowledgedByStaffId: null, handledAt: null, handledByStaffId: null };
  const told = { unverified: true, notifiedAt: row.notifiedAt, dueAt: dueAtIn('NOTIFIED', now, limits) };
  return { ...changes, ...told, ...unanswered, measures: null };
}
