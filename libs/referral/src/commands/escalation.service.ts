import { Injectable } from '@nestjs/common';
import { Notices, Urgency } from '#notification';
import type { Transaction } from '#platform';
import { EscalationRepository } from '../data/escalation.repository.js';
import { ReferralDeadlineKind, isReview } from '../domain/deadlines.js';
import { EscalationTarget } from '../domain/escalation.js';
import type { ReferralState } from '../domain/referral-state.js';
import { EscalationTurns, type Concerned, type Turn } from './escalation-turns.js';
import { routeOf } from './referral-transition.service.js';

const { ACKNOWLEDGEMENT } = ReferralDeadlineKind;

/** What people are told of the limit that has passed; of what the platform itself does then, its event tells. */
const TEMPLATES = {
  [ReferralDeadlineKind.REVIEW]: 'referral.unreviewed',
  [ReferralDeadlineKind.DOWN_REVIEW]: 'referral.unreviewed',
  [ReferralDeadlineKind.CLAIM]: 'referral.unclaimed',
  [ReferralDeadlineKind.ANSWER]: 'referral.unanswered',
  [ReferralDeadlineKind.ARRANGEMENT]: 'referral.unarranged',
  [ReferralDeadlineKind.ARRIVAL]: 'referral.arrival-unconfirmed',
  [ACKNOWLEDGEMENT]: 'referral.emergency-unacknowledged',
  [ReferralDeadlineKind.CONSENT]: 'referral.consent-overdue',
  [ReferralDeadlineKind.ALLOCATION]: 'referral.down-unallocated',
  [ReferralDeadlineKind.FOLLOW_UP]: 'referral.follow-up-overdue',
} as const;

/** A level of a limit that has passed, and that somebody else is turned to for. */
export interface PassedLevel {
  readonly kind: keyof typeof TEMPLATES;
  readonly level: number;
  readonly dueAt: Date;
}

/** The referral whose limit it is. */
export interface Escalated extends Concerned {
  readonly version: number;
  readonly patientId: string;
  readonly referralNo: string | null;
  readonly state: ReferralState;
  /** What the table makes of escalating it; null where it has ended, and people are told all the same. */
  readonly escalatedState: ReferralState | null;
}

/** Turns to the next one when a time limit of a referral passes. The referral itself stays as it is, with its version. */
@Injectable()
export class EscalationService {
  constructor(
    private readonly turns: EscalationTurns,
    private readonly escalations: EscalationRepository,
    private readonly notices: Notices,
  ) {}

  async escalate(tx: Transaction, referral: Escalated, passed: PassedLevel): Promise<void> {
    const turns = await this.turns.next(tx, referral, passed.kind);
    if (referral.escalatedState) await this.annotate(tx, referral, passed, turns);
    if (isReview(passed.kind)) this.handOver(tx, referral, turns);
    for (const turn of turns) if (!isTold(passed, turn)) await this.tell(tx, referral, passed.kind, turn);
  }

  /** Heads who have opened it before can still let it pass: the referral centre reviews beside them. */
  private handOver(tx: Transaction, { id }: Escalated, turns: readonly Turn[]): void {
    const centre = turns.find(({ target, isGap }) => target === EscalationTarget.REFERRAL_COORDINATOR && !isGap);
    if (centre) this.escalations.letCentreReview(tx, id, centre.institutionId);
  }

  private async annotate(
    tx: Transaction,
    referral: Escalated,
    { kind, level, dueAt }: PassedLevel,
    turns: readonly Turn[],
  ): Promise<void> {
    const escalation = { referralId: referral.id, kind, level, dueAt, escalatedAt: tx.now, endedAt: null };
    const rows = turns.map(({ target, institutionId, staffId, isGap }, position) => {
      return { ...escalation, id: tx.newId(), position, target, institutionId, staffId, isGap };
    });
    await this.escalations.create(tx, rows);
    for (const { target, institutionId, staffId, isGap } of turns) {
      tx.publish({
        topic: isGap ? 'referral.escalation-gap' : 'referral.escalated',
        aggregateType: 'referral',
        aggregateId: referral.id,
        aggregateVersion: referral.version,
        patientId: referral.patientId,
        action: 'escalate',
        fromState: referral.state,
        toState: referral.escalatedState!,
        payload: { ...routeOf(referral), kind, level, target, institutionId, assigneeStaffId: staffId },
      });
    }
  }

  private async tell(tx: Transaction, referral: Escalated, kind: PassedLevel['kind'], turn: Turn): Promise<void> {
    await this.notices.send(tx, {
      institutionId: turn.institutionId,
      recipients: { staffIds: turn.staffIds },
      template: TEMPLATES[kind],
      parameters: {
        fromInstitution: referral.fromInstitutionId,
        toInstitution: referral.toInstitutionId,
        department: referral.toDepartmentId,
        referralNo: referral.referralNo!,
      },
      subject: { type: 'Referral', id: referral.id },
      urgency: kind === ACKNOWLEDGEMENT ? Urgency.EMERGENCY : Urgency.URGENT,
    });
  }
}

/** Nobody can be told in a gap; and the emergency itself is announced to the doctor on duty. */
function isTold({ level }: PassedLevel, { target, isGap }: Turn): boolean {
  return isGap || (level === 0 && target === EscalationTarget.DUTY_DOCTOR);
}
