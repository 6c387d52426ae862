import { Injectable } from '@nestjs/common';
import { DutyRoster } from '#duty';
import { Role } from '#identity';
import { nextState } from '#kernel';
import { Notices, Urgency, type Recipients } from '#notification';
import { DeadlineHandler, type DueDeadline, type Transaction } from '#platform';
import type { EscalationEntity } from '../data/escalation.entity.js';
import { EscalationRepository } from '../data/escalation.repository.js';
import { ReferralFactsReader, type Loaded, type ReferralRow } from '../data/referral-facts.reader.js';
import { ReferralDeadlineKind, waitsFor } from '../domain/deadlines.js';
import { EscalationTarget, nextSteps, targetOf } from '../domain/escalation.js';
import { upLifecycle } from '../domain/up.lifecycle.js';
import { routeOf } from './referral-transition.service.js';

const { ACKNOWLEDGEMENT, CONSENT } = ReferralDeadlineKind;

/** What people are told of the limit that has passed. */
const TEMPLATES: Readonly<Record<ReferralDeadlineKind, string>> = {
  [ReferralDeadlineKind.CLAIM]: 'referral.unclaimed',
  [ReferralDeadlineKind.ANSWER]: 'referral.unanswered',
  [ReferralDeadlineKind.ARRANGEMENT]: 'referral.unarranged',
  [ReferralDeadlineKind.ARRIVAL]: 'referral.arrival-unconfirmed',
  [ACKNOWLEDGEMENT]: 'referral.emergency-unacknowledged',
  [CONSENT]: 'referral.consent-overdue',
};

interface Passed {
  readonly kind: ReferralDeadlineKind;
  readonly level: number;
  readonly dueAt: Date;
}

/** Whom a limit turns to: somebody, everybody with a role, or nobody where the roster has a gap. */
type Turn = Pick<EscalationEntity, 'target' | 'institutionId' | 'staffId' | 'isGap'>;

/** Turns to the next one when a time limit of a referral passes. The referral itself stays as it is, with its version. */
@Injectable()
export class ReferralDeadlineHandler extends DeadlineHandler {
  readonly kinds = Object.values(ReferralDeadlineKind);

  constructor(
    private readonly facts: ReferralFactsReader,
    private readonly escalations: EscalationRepository,
    private readonly roster: DutyRoster,
    private readonly notices: Notices,
  ) {
    super();
  }

  async expire(tx: Transaction, { subjectId, kind: kindName, level, dueAt }: DueDeadline): Promise<void> {
    const loaded = await this.facts.lock(tx, subjectId, { reach: 'system' });
    const kind = kindName as ReferralDeadlineKind;
    if (!loaded || !stillWaits(loaded.row, kind)) return;
    // An emergency calls the first one at once: that is no escalation yet.
    const passed = { kind, dueAt, level: kind === ACKNOWLEDGEMENT ? level - 1 : level };
    const turns = await this.turns(tx, loaded.row, { ...passed, level });
    // A consent is owed also when the referral has ended meanwhile.
    if (loaded.row.endedAt === null) await this.annotate(tx, loaded, passed, turns);
    for (const turn of turns) if (!isTold(passed, turn)) await this.tell(tx, loaded.row, kind, turn);
  }

  private async turns(tx: Transaction, row: ReferralRow, { kind, level }: Passed): Promise<readonly Turn[]> {
    const target = targetOf(kind, level);
    if (target) {
      const isAuthor = target === EscalationTarget.AUTHOR;
      const institutionId = isAuthor ? row.fromInstitutionId : row.toInstitutionId;
      return [{ target, institutionId, staffId: isAuthor ? row.authorStaffId : null, isGap: false }];
    }
    const { toInstitutionId: institutionId, toDepartmentId: departmentId } = row;
    const chain = await this.roster.escalationChain(tx, { institutionId, departmentId, at: tx.now });
    const steps = nextSteps(chain, await this.escalations.passed(tx, row.id, kind));
    return steps.map((step) => ({ ...step, target: step.function as EscalationTarget }));
  }

  private async annotate(
    tx: Transaction,
    { row, facts }: Loaded,
    { kind, level, dueAt }: Passed,
    turns: readonly Turn[],
  ): Promise<void> {
    const to = nextState(upLifecycle, row.state, 'escalate', facts);
    const escalation = { referralId: row.id, kind, level, dueAt, escalatedAt: tx.now, endedAt: null };
    const rows = turns.map(({ target, institutionId, staffId, isGap }, position) => {
      return { ...escalation, id: tx.newId(), position, target, institutionId, staffId, isGap };
    });
    await this.escalations.create(tx, rows);
    for (const { target, institutionId, staffId, isGap } of turns) {
      tx.publish({
        topic: isGap ? 'referral.escalation-gap' : 'referral.escalated',
        aggregateType: 'referral',
        aggregateId: row.id,
        aggregateVersion: row.version,
        patientId: row.patientId,
        action: 'escalate',
        fromState: row.state,
        toState: to,
        payload: { ...routeOf(row), kind, level, target, institutionId, assigneeStaffId: staffId },
      });
    }
  }

  private async tell(tx: Transaction, row: ReferralRow, kind: ReferralDeadlineKind, turn: Turn): Promise<void> {
    await this.notices.send(tx, {
      institutionId: turn.institutionId,
      recipients: recipientsOf(turn),
      template: TEMPLATES[kind],
      parameters: {
        fromInstitution: row.fromInstitutionId,
        toInstitution: row.toInstitutionId,
        department: row.toDepartmentId,
        referralNo: row.referralNo!,
      },
      subject: { type: 'Referral', id: row.id },
      urgency: kind === ACKNOWLEDGEMENT ? Urgency.EMERGENCY : Urgency.URGENT,
    });
  }
}

function stillWaits(row: ReferralRow, kind: ReferralDeadlineKind): boolean {
  if (kind !== CONSENT) return waitsFor(row).has(kind);
  return row.forwarded ? !row.onwardConsentOnFile : !row.consentOnFile;
}

/** Nobody can be told in a gap; and the emergency itself is announced to the doctor on duty. */
function isTold({ level }: Passed, { target, isGap }: Turn): boolean {
  return isGap || (level === 0 && target === EscalationTarget.DUTY_DOCTOR);
}

function recipientsOf({ target, institutionId, staffId }: Turn): Recipients {
  if (staffId !== null) return { staffIds: [staffId] };
  const role = target === EscalationTarget.MEDICAL_AFFAIRS ? Role.MEDICAL_AFFAIRS : Role.REFERRAL_COORDINATOR;
  return { holders: [{ institutionId, roles: [role] }] };
}
