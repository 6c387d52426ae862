import { Injectable } from '@nestjs/common';
import { ALLIANCE_ZONE, localDate, nextState } from '#kernel';
import { DeadlineHandler, type DueDeadline, type Transaction } from '#platform';
import { DownFactsReader, type LoadedDown } from '../data/down-facts.reader.js';
import { ReferralDeadlineKind } from '../domain/deadlines.js';
import { DOWN_DEADLINES, downWaitsFor, type DownDeadlineKind } from '../domain/down.deadlines.js';
import { downLifecycle } from '../domain/down.lifecycle.js';
import { DownArrivalService } from './down-arrival.service.js';
import { DownService } from './down.service.js';
import { EscalationService } from './escalation.service.js';
import { downReviewed } from './reviewers.js';

const { DOWN_REVIEW, RECEIPT, TRANSIT, FOLLOW_UP } = ReferralDeadlineKind;

/** Acts for whoever has been silent when a time limit of a down-referral passes, or turns to the next one. */
@Injectable()
export class DownDeadlineHandler extends DeadlineHandler {
  readonly kinds = DOWN_DEADLINES;

  constructor(
    private readonly facts: DownFactsReader,
    private readonly referrals: DownService,
    private readonly arrivals: DownArrivalService,
    private readonly escalations: EscalationService,
  ) {
    super();
  }

  async expire(tx: Transaction, { subjectId: id, kind: kindName, level, dueAt }: DueDeadline): Promise<void> {
    const loaded = await this.facts.lock(tx, id);
    const kind = kindName as DownDeadlineKind;
    if (!loaded || !stillWaits(tx, loaded, kind)) return;
    const { row, facts } = loaded;
    const command = { id, expectedVersion: row.version };
    if (kind === RECEIPT) return this.referrals.takeBack(tx, command);
    if (kind === TRANSIT) return this.arrivals.missArrival(tx, command);
    const review = downReviewed(row);
    const referral = {
      ...row,
      escalatedState: nextState(downLifecycle, row.state, 'escalate', facts),
      centreInstitutionId: kind === DOWN_REVIEW ? review.centreInstitutionId : row.fromInstitutionId,
      team: row.followUp?.team ?? [],
      review,
    };
    await this.escalations.escalate(tx, referral, { kind, level, dueAt });
  }
}

/** A team that has looked after the patient meanwhile has another day. */
function stillWaits(tx: Transaction, { row }: LoadedDown, kind: DownDeadlineKind): boolean {
  const followUpOn = row.followUp?.dueOn ?? null;
  if (!downWaitsFor({ ...row, followUpOn }).has(kind)) return false;
  return kind !== FOLLOW_UP || (followUpOn !== null && followUpOn < localDate(tx.now, ALLIANCE_ZONE));
}
