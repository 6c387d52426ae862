import { Injectable } from '@nestjs/common';
import { nextState } from '#kernel';
import {
  Deadlines,
  TransitionService,
  UnitOfWork,
  type Concern,
  type Opening,
  type Taken,
  type Transaction,
  type TransitionStep,
} from '#platform';
import { CriticalValueFactsReader, type LoadedCriticalValue } from '../data/critical-value-facts.reader.js';
import { CriticalValueRepository, type CriticalValueChanges } from '../data/critical-value.repository.js';
import { criticalValueLifecycle, type CriticalValueAttempt } from '../domain/critical-value.lifecycle.js';
import type { CriticalValueState } from '../domain/critical-value.js';
import type { CriticalValueAction } from '../domain/critical-value.transitions.js';
import { deadlinesIn, dueAtIn } from '../domain/limits.js';
import { CriticalValueChain } from './critical-value-chain.js';

export type CriticalValueStep = TransitionStep<
  CriticalValueAction,
  LoadedCriticalValue,
  CriticalValueAttempt,
  CriticalValueState,
  CriticalValueChanges
>;

/** What happens to it because its result is another one, whoever brings that. */
const BY_RESULT: readonly CriticalValueAction[] = ['correct', 'refute'];

/** Takes a critical value through its table; with the notice, and with each value that it is corrected to, the chain begins. */
@Injectable()
export class CriticalValueTransitions extends TransitionService<
  LoadedCriticalValue,
  CriticalValueAttempt,
  CriticalValueState,
  CriticalValueChanges,
  CriticalValueStep
> {
  protected override readonly aggregate = { type: 'CriticalValue', events: 'critical-value' };

  constructor(
    unitOfWork: UnitOfWork,
    private readonly facts: CriticalValueFactsReader,
    private readonly criticalValues: CriticalValueRepository,
    private readonly deadlines: Deadlines,
    private readonly chain: CriticalValueChain,
  ) {
    super(unitOfWork);
  }

  protected lock(tx: Opening, id: string, { action }: CriticalValueStep): Promise<LoadedCriticalValue | null> {
    return this.facts.lock(tx, id, BY_RESULT.includes(action));
  }

  protected next({ row, facts }: LoadedCriticalValue, step: CriticalValueStep, attempt: CriticalValueAttempt) {
    return nextState(criticalValueLifecycle, row.state, step.action, { ...facts, ...attempt });
  }

  protected change(
    tx: Transaction,
    { row, limits }: LoadedCriticalValue,
    to: CriticalValueState,
    changes?: CriticalValueChanges,
  ): number {
    const moved = to === row.state ? {} : { state: to, dueAt: dueAtIn(to, tx.now, limits), ...stampOf(to, tx.now) };
    return this.criticalValues.change(tx, row, { ...moved, ...changes });
  }

  protected concern({ row }: LoadedCriticalValue): Concern {
    const { orderingInstitutionId, centreInstitutionId, drill } = row;
    return {
      ...(row.patientId && { patientId: row.patientId }),
      payload: { orderingInstitutionId, centreInstitutionId, drill },
    };
  }

  protected override async follow(
    tx: Transaction,
    { row, limits }: LoadedCriticalValue,
    { to, effect }: Taken<CriticalValueStep, CriticalValueAttempt, CriticalValueState, CriticalValueChanges>,
  ): Promise<void> {
    const revision = effect.changes?.revision ?? row.revision;
    const isTold = to === 'NOTIFIED' && (row.state === 'DETECTED' || revision !== row.revision);
    if (to === row.state && !isTold) return;
    const subject = { subjectType: 'CriticalValue', subjectId: row.id, institutionId: row.centreInstitutionId };
    await this.deadlines.change(tx, { ...subject, ...deadlinesIn(to, limits) });
    if (!isTold) return;
    const unverified = effect.changes?.unverified === true;
    await this.chain.advance(tx, { ...row, unverified, revision }, { dueAt: tx.now, version: row.version + 1 });
  }
}

function stampOf(to: CriticalValueState, now: Date): CriticalValueChanges {
  if (to === 'NOTIFIED') return { notifiedAt: now };
  return to === 'CLOSED' || to === 'CANCELLED' ? { endedAt: now } : {};
}
