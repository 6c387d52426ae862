import { Injectable } from '@nestjs/common';
import { DeadlineHandler, Deadlines, type DueDeadline, type Transaction } from '#platform';
import { CriticalValueFactsReader, type LoadedCriticalValue } from '../data/critical-value-facts.reader.js';
import { CriticalValueDeadline, RUNNING, repeatedLimit } from '../domain/limits.js';
import { CriticalValueChain } from './critical-value-chain.js';
import { CriticalValueNotices } from './critical-value-notices.js';
import { CriticalValueTransitions } from './critical-value-transitions.js';

const { ACKNOWLEDGEMENT, HANDLING, VERIFICATION } = CriticalValueDeadline;

/** Goes on when nobody has done what was due. A limit whose levels have all passed comes again: nothing falls silent. */
@Injectable()
export class CriticalValueDeadlines extends DeadlineHandler {
  readonly kinds = Object.values(CriticalValueDeadline);

  constructor(
    private readonly facts: CriticalValueFactsReader,
    private readonly transitions: CriticalValueTransitions,
    private readonly chain: CriticalValueChain,
    private readonly notices: CriticalValueNotices,
    private readonly deadlines: Deadlines,
  ) {
    super();
  }

  async expire(tx: Transaction, { subjectId, kind, dueAt }: DueDeadline): Promise<void> {
    const loaded = await this.facts.lock(tx, subjectId);
    const running = loaded && RUNNING[loaded.row.state];
    if (!loaded || running !== kind) return;
    if (kind === VERIFICATION) return this.notifyUnverified(tx, loaded);
    const { row } = loaded;
    if (kind === ACKNOWLEDGEMENT) await this.chain.advance(tx, row, { dueAt, version: row.version });
    else await this.remind(tx, loaded, kind === HANDLING ? 'unhandled' : 'unreachable');
    await this.repeat(tx, loaded, running);
  }

  private notifyUnverified(tx: Transaction, { row }: LoadedCriticalValue): Promise<void> {
    return this.transitions.take(
      tx,
      { id: row.id, expectedVersion: row.version },
      {
        action: 'notifyUnverified',
        operation: 'criticalValueVerificationLimit',
        topic: 'critical-value.notified-unverified',
        effect: () => ({ changes: { unverified: true } }),
      },
    );
  }

  private remind(tx: Transaction, { row }: LoadedCriticalValue, text: 'unhandled' | 'unreachable'): Promise<void> {
    const people = [row.acknowledgedByStaffId, row.orderingStaffId].filter((id) => id !== null);
    return this.notices.tell(
      tx,
      row,
      { institutionId: row.orderingInstitutionId, staffIds: [...new Set(people)] },
      text,
    );
  }

  private async repeat(
    tx: Transaction,
    { row, limits }: LoadedCriticalValue,
    kind: CriticalValueDeadline,
  ): Promise<void> {
    const open = await this.deadlines.listOpen(tx, [row.id]);
    if (open.length > 0) return;
    const subject = { subjectType: 'CriticalValue', subjectId: row.id, institutionId: row.centreInstitutionId };
    await this.deadlines.set(tx, { ...subject, ...repeatedLimit(kind, limits) });
  }
}
