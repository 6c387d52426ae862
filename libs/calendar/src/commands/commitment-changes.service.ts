import { Injectable } from '@nestjs/common';
import { NotFoundError } from '#kernel';
import {
  UnitOfWork,
  claimRequest,
  peopleBehind,
  type ActorContext,
  type ChangeCommand,
  type Transaction,
} from '#platform';
import { CommitmentRepository, requireVersion, type LockedCommitment } from '../data/commitment.repository.js';
import { CommitmentKind } from '../domain/commitment.js';
import { CommitmentFixedError } from '../domain/errors.js';
import { requireKeeping } from './calendar-scope.js';

export interface WithdrawalCommand extends ChangeCommand {
  /** Also whatever comes later in the same series. */
  readonly following?: boolean;
}

/** Takes back what people have put into calendars, and approves leave. Rules are asked before the version is. */
@Injectable()
export class CommitmentChangesService {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly commitments: CommitmentRepository,
  ) {}

  /** Takes back leave, an own clinic or a surgery list. @throws CommitmentFixedError, NotFoundError, ForbiddenError, StaleVersionError */
  withdraw(actor: ActorContext, command: WithdrawalCommand): Promise<string> {
    return this.once(actor, 'withdrawCommitment', command, async (tx, commitment) => {
      if (commitment.domain !== 'calendar') throw new CommitmentFixedError('OWNED_ELSEWHERE');
      if (commitment.end <= tx.now) throw new CommitmentFixedError('PAST');
      requireVersion(commitment, command.expectedVersion);
      const withdrawn = await this.commitments.withdraw(tx, commitment, command.following ?? false);
      this.announce(tx, 'calendar.commitment-withdrawn', commitment, withdrawn.length);
    });
  }

  /** Approves leave of somebody else. @throws CommitmentFixedError (OWN_LEAVE), NotFoundError, ForbiddenError, StaleVersionError */
  approve(actor: ActorContext, command: ChangeCommand): Promise<string> {
    return this.once(actor, 'approveLeave', command, (tx, commitment) => {
      if (commitment.kind !== CommitmentKind.LEAVE) throw new CommitmentFixedError('NOT_LEAVE');
      if (peopleBehind(actor).includes(commitment.expertId)) throw new CommitmentFixedError('OWN_LEAVE');
      if (commitment.approvedAt) throw new CommitmentFixedError('APPROVED');
      requireVersion(commitment, command.expectedVersion);
      this.commitments.approve(tx, commitment.id);
      this.announce(tx, 'calendar.leave-approved', commitment, 1);
      return Promise.resolve();
    });
  }

  private once(
    actor: ActorContext,
    operation: string,
    command: ChangeCommand,
    work: (tx: Transaction, commitment: LockedCommitment) => Promise<void>,
  ): Promise<string> {
    return this.unitOfWork.run(actor, async (tx) => {
      const claim = await claimRequest(tx, operation, command, command.id);
      if (!claim.fresh) return claim.aggregateId;
      const found = await this.commitments.find(tx, command.id);
      if (found?.institutionId !== actor.institutionId) throw new NotFoundError('Commitment', command.id);
      await requireKeeping(tx, actor, found.expertId);
      await this.commitments.lockCalendars(tx, [found.expertId]);
      const commitment = await this.commitments.lock(tx, command.id);
      if (commitment.state !== 'TENTATIVE' && commitment.state !== 'CONFIRMED') throw new CommitmentFixedError('ENDED');
      await work(tx, commitment);
      return command.id;
    });
  }

  private announce(
    tx: Transaction,
    topic: string,
    { id, expertId, kind, version }: LockedCommitment,
    times: number,
  ): void {
    tx.publish({
      topic,
      aggregateType: 'commitment',
      aggregateId: id,
      aggregateVersion: version + 1,
      payload: { institutionId: tx.actor.institutionId, expertId, kind, times },
    });
  }
}
