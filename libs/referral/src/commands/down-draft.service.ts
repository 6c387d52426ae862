import { Injectable } from '@nestjs/common';
import { Role } from '#identity';
import { UnitOfWork, claimRequest, departmentsOf, type ActorContext, type Claim, type Transaction } from '#platform';
import type { AnsweredReferral } from '../data/answered-referral.reader.js';
import { DownPackageRepository } from '../data/down-package.repository.js';
import { ReferralRepository } from '../data/referral.repository.js';
import {
  DOWN_PURPOSES,
  downHeadOf,
  type AnswerCommand,
  type DownDraftCommand,
  type NewDownReferral,
} from './down-content.js';
import { DownOrigin } from './down-origin.js';
import { DownReceiver } from './down-receiver.js';
import { newReferral, publishDrafted } from './new-referral.js';
import { PurposeCheck } from './purpose-check.js';

/** Beginning a down-referral. */
@Injectable()
export class DownDraftService {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly referrals: ReferralRepository,
    private readonly packages: DownPackageRepository,
    private readonly receiver: DownReceiver,
    private readonly purposes: PurposeCheck,
    private readonly origin: DownOrigin,
  ) {}

  /** Starts a down-referral as a draft of the acting doctor. */
  draft(actor: ActorContext, command: DownDraftCommand): Promise<Claim> {
    return this.unitOfWork.run(actor, async (tx) => {
      const claim = await claimRequest(tx, 'draftDownReferral', command, tx.newId());
      if (claim.fresh) {
        await this.origin.requirePatient(tx, command.patientId);
        await this.create(tx, claim.aggregateId, command);
      }
      return claim;
    });
  }

  /** Starts one that answers an up-referral: back to who sent the patient, with what is known by now. */
  answer(actor: ActorContext, command: AnswerCommand): Promise<Claim> {
    return this.unitOfWork.run(actor, async (tx) => {
      const claim = await claimRequest(tx, 'answerReferral', command, tx.newId());
      if (claim.fresh) {
        const answered = await this.origin.answered(tx, command.referralId);
        const content = await this.origin.contentFrom(tx, answered, command);
        await this.create(tx, claim.aggregateId, content, answered);
      }
      return claim;
    });
  }

  private async create(
    tx: Transaction,
    id: string,
    content: NewDownReferral,
    answered?: AnsweredReferral,
  ): Promise<void> {
    await this.purposes.require(tx, DOWN_PURPOSES, content);
    const target = await this.receiver.target(tx, content);
    const referral = newReferral(tx, {
      id,
      direction: 'DOWN',
      patientId: content.patientId,
      packageId: await this.packages.create(tx, content.package, answered?.history),
      fromDepartmentId: departmentsOf(tx.actor, [Role.COUNTY_DOCTOR, Role.DEPT_HEAD]).departmentIds[0] ?? null,
      answersId: answered?.id ?? null,
      ...target,
      ...downHeadOf(content),
    });
    await this.referrals.create(tx, referral);
    publishDrafted(tx, referral);
  }
}
