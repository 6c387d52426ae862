import { Injectable } from '@nestjs/common';
import { DutyRoster, type DutyPlace, type EscalationStep } from '#duty';
import { AccountDirectory, Role } from '#identity';
import type { Transaction } from '#platform';
import type { EscalationEntity } from '../data/escalation.entity.js';
import { EscalationRepository } from '../data/escalation.repository.js';
import type { ReferralDeadlineKind } from '../domain/deadlines.js';
import { EscalationTarget, chainOf, nextSteps, stepKey } from '../domain/escalation.js';
import { Reviewers, type Reviewed } from './reviewers.js';

/** A referral as far as it decides whose turn it can be. */
export interface Concerned {
  readonly id: string;
  readonly authorStaffId: string;
  readonly fromInstitutionId: string;
  readonly toInstitutionId: string;
  readonly toDepartmentId: string;
  /** The hospital whose referral centre answers for the patient. */
  readonly centreInstitutionId: string;
  /** Who looks after the patient, the doctor first. */
  readonly team: readonly string[];
  readonly review: Reviewed;
}

/** Whom a limit turns to: one or several people, or nobody where there is a gap. */
export interface Turn extends Pick<EscalationEntity, 'target' | 'institutionId' | 'staffId' | 'isGap'> {
  readonly staffIds: readonly string[];
}

/** Finds whose turn it is next. Where nobody holds a role or is on duty, that is a gap, and it is the next one's turn at once. */
@Injectable()
export class EscalationTurns {
  constructor(
    private readonly escalations: EscalationRepository,
    private readonly roster: DutyRoster,
    private readonly accounts: AccountDirectory,
    private readonly reviewers: Reviewers,
  ) {}

  async next(tx: Transaction, referral: Concerned, kind: ReferralDeadlineKind): Promise<readonly Turn[]> {
    const passed = await this.escalations.passed(tx, referral.id, kind);
    const chain = chainOf(kind);
    if (!chain) return this.nextOnDuty(tx, referral, passed.map(stepKey));
    const turns: Turn[] = [];
    const { REVIEWER } = EscalationTarget;
    const open = chain.filter(
      (target) =>
        !passed.some((step) => step.function === target) && !(target === REVIEWER && referral.review.centreReviews),
    );
    for (const target of open) {
      const turn = await this.turnOf(tx, referral, target);
      turns.push(turn);
      if (!turn.isGap) break;
    }
    return turns;
  }

  private async nextOnDuty(tx: Transaction, referral: Concerned, passed: readonly string[]): Promise<readonly Turn[]> {
    const { toInstitutionId: institutionId, toDepartmentId: departmentId } = referral;
    const chain = await this.roster.escalationChain(tx, { institutionId, departmentId, at: tx.now });
    return nextSteps(chain, passed).map(onDuty);
  }

  private async turnOf(tx: Transaction, referral: Concerned, target: EscalationTarget): Promise<Turn> {
    const { authorStaffId, fromInstitutionId, toInstitutionId, toDepartmentId, centreInstitutionId, team } = referral;
    switch (target) {
      case EscalationTarget.REVIEWER: {
        const heads = await this.reviewers.heads(tx, referral.review);
        return { target, institutionId: fromInstitutionId, ...everybody(heads) };
      }
      case EscalationTarget.AUTHOR:
        return { target, institutionId: fromInstitutionId, ...people([authorStaffId]) };
      case EscalationTarget.FOLLOW_UP_TEAM:
        return { target, institutionId: toInstitutionId, ...people(team) };
      case EscalationTarget.TOWNSHIP_HEAD:
        return this.holders(tx, target, { institutionId: toInstitutionId, departmentId: toDepartmentId, at: tx.now });
      case EscalationTarget.REFERRAL_COORDINATOR:
      case EscalationTarget.MEDICAL_AFFAIRS:
        return this.holders(tx, target, { institutionId: centreInstitutionId, at: tx.now });
      default: {
        const chain = await this.roster.escalationChain(tx, { institutionId: centreInstitutionId, at: tx.now });
        return onDuty(chain.at(-1)!);
      }
    }
  }

  private async holders(tx: Transaction, target: RoleTarget, place: DutyPlace): Promise<Turn> {
    const staffIds = await this.accounts.holding(tx, { ...place, roles: [Role[target]] });
    return { target, institutionId: place.institutionId, ...everybody(staffIds) };
  }
}

type RoleTarget = 'TOWNSHIP_HEAD' | 'REFERRAL_COORDINATOR' | 'MEDICAL_AFFAIRS';

function everybody(staffIds: readonly string[]): Pick<Turn, 'staffId' | 'isGap' | 'staffIds'> {
  return { staffId: null, isGap: staffIds.length === 0, staffIds };
}

function people(staffIds: readonly string[]): Pick<Turn, 'staffId' | 'isGap' | 'staffIds'> {
  return { staffId: staffIds[0] ?? null, isGap: staffIds.length === 0, staffIds };
}

function onDuty({ function: duty, institutionId, staffId, isGap }: EscalationStep): Turn {
  return {
    target: duty as EscalationTarget,
    institutionId,
    staffId,
    isGap,
    staffIds: staffId === null ? [] : [staffId],
  };
}
