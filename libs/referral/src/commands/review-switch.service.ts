import { Injectable } from '@nestjs/common';
import { Role } from '#identity';
import { ForbiddenError, NotFoundError, StaleVersionError } from '#kernel';
import { OrganizationDirectory } from '#organization';
import {
  UnitOfWork,
  claimRequest,
  departmentsOf,
  violatedConstraint,
  type ActorContext,
  type RepeatableRequest,
  type Transaction,
} from '#platform';
import { ReviewSwitchRepository } from '../data/review-switch.repository.js';
import type { ReviewedDirection } from '../domain/review.js';

export interface SwitchCommand extends RepeatableRequest {
  readonly departmentId?: string | null;
  readonly direction: ReviewedDirection;
  readonly reviewRequired: boolean;
  readonly fallbackInstitutionId?: string | null;
  /** 0 where the switch was never set. */
  readonly expectedVersion: number;
}

const SAME_PLACE = 'uq_referral_review_switches_place';

/** Switches internal review on and off, at the actor's institution. */
@Injectable()
export class ReviewSwitchService {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly switches: ReviewSwitchRepository,
    private readonly directory: OrganizationDirectory,
  ) {}

  /** @returns the id of the switch */
  async set(actor: ActorContext, command: SwitchCommand): Promise<string> {
    try {
      return await this.unitOfWork.run(actor, (tx) => this.change(tx, command));
    } catch (error) {
      if (violatedConstraint(error) === SAME_PLACE) throw new StaleVersionError(command.expectedVersion, 1);
      throw error;
    }
  }

  private async change(tx: Transaction, command: SwitchCommand): Promise<string> {
    const { direction, reviewRequired, fallbackInstitutionId = null, expectedVersion } = command;
    const { institutionId } = tx.actor;
    const departmentId = command.departmentId ?? null;
    await this.requirePlaces(tx, departmentId, fallbackInstitutionId);
    const known = await this.switches.lock(tx, { institutionId, departmentId, direction });
    const { aggregateId: id, fresh } = await claimRequest(tx, 'switchReferralReview', command, known?.id ?? tx.newId());
    if (!fresh) return id;
    const version = known?.version ?? 0;
    if (version !== expectedVersion) throw new StaleVersionError(expectedVersion, version);
    await this.switches.save(tx, {
      id,
      institutionId,
      departmentId,
      direction,
      reviewRequired,
      fallbackInstitutionId,
      version: version + 1,
    });
    tx.publish({
      topic: 'referral-review.switched',
      aggregateType: 'referral-review-switch',
      aggregateId: id,
      aggregateVersion: version + 1,
      payload: { institutionId, departmentId, direction, reviewRequired, fallbackInstitutionId },
    });
    return id;
  }

  /** Departments of the own institution, and for a head of department only theirs. */
  private async requirePlaces(tx: Transaction, departmentId: string | null, fallbackId: string | null): Promise<void> {
    const department = departmentId && (await this.directory.departmentForReferral(tx, departmentId));
    if (departmentId && (!department || department.institutionId !== tx.actor.institutionId)) {
      throw new NotFoundError('Department', departmentId);
    }
    const heads = departmentsOf(tx.actor, [Role.TOWNSHIP_HEAD, Role.DEPT_HEAD, Role.SYSTEM_ADMIN]);
    if (!heads.all && !(departmentId && heads.departmentIds.includes(departmentId))) throw new ForbiddenError();
    if (fallbackId && !(await this.directory.knows(tx, [fallbackId])))
      throw new NotFoundError('Institution', fallbackId);
  }
}
