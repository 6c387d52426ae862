import { Injectable } from '@nestjs/common';
import { NotFoundError, StaleVersionError, checkReason } from '#kernel';
import { ReferenceData, UnitOfWork, claimRequest, type ActorContext, type Claim, type Transaction } from '#platform';
import { GreenChannelRepository, type OpenChannel } from '../data/green-channel.repository.js';
import { GreenChannelRefusedError } from '../domain/errors.js';
import { timeRefusal, type GreenChannelNode } from '../domain/green-channel.js';

export interface RecordTimeCommand {
  readonly referralId: string;
  readonly node: GreenChannelNode;
  readonly occurredAt: Date;
  readonly idempotencyKey?: string | undefined;
}

export interface CorrectTimeCommand extends RecordTimeCommand {
  /** The version of the node's time. */
  readonly expectedVersion: number;
  readonly reasonCode: string;
  readonly comment?: string | null | undefined;
}

/** What is written of a time besides the time itself. */
interface Written {
  readonly version: number;
  readonly reasonCode: string | null;
  readonly comment: string | null;
}

const CORRECTIONS = 'referral.green_channel_correction';

/** Keeps the timelines of green channels: each node once, in order, corrected only with a reason. */
@Injectable()
export class GreenChannelTimelineService {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly channels: GreenChannelRepository,
    private readonly reference: ReferenceData,
  ) {}

  /** @throws NotFoundError, GreenChannelRefusedError */
  record(actor: ActorContext, command: RecordTimeCommand): Promise<Claim> {
    return this.once(actor, 'recordGreenChannelTime', command, async (tx, channel) => {
      const known = channel.times.find(({ node }) => node === command.node);
      if (known) {
        const time = known.occurredAt.toISOString();
        throw new GreenChannelRefusedError('NODE_RECORDED', { node: command.node, time });
      }
      requireInOrder(tx, channel, command);
      await this.write(tx, channel, command, { version: 1, reasonCode: null, comment: null });
    });
  }

  /** @throws NotFoundError, GreenChannelRefusedError, StaleVersionError */
  correct(actor: ActorContext, command: CorrectTimeCommand): Promise<Claim> {
    return this.once(actor, 'correctGreenChannelTime', command, async (tx, channel) => {
      const { node, expectedVersion, reasonCode, comment = null } = command;
      const known = channel.times.find((time) => time.node === node);
      if (!known) throw new GreenChannelRefusedError('NODE_NOT_RECORDED', { node });
      const reasons = await this.reference.reasons(CORRECTIONS, tx.now, tx);
      const verdict = checkReason(reasons, reasonCode, comment, tx.now);
      if (verdict !== true) throw new GreenChannelRefusedError(verdict.rule, { node });
      requireInOrder(tx, { ...channel, times: channel.times.filter((time) => time !== known) }, command);
      if (known.version !== expectedVersion) throw new StaleVersionError(expectedVersion, known.version);
      await this.channels.supersede(tx, known.id);
      await this.write(tx, channel, command, { version: known.version + 1, reasonCode, comment });
    });
  }

  /** Once for each request, on the locked timeline of a referral that exists for the actor and has a channel. */
  private once(
    actor: ActorContext,
    operation: string,
    command: RecordTimeCommand,
    change: (tx: Transaction, channel: OpenChannel) => Promise<void>,
  ): Promise<Claim> {
    return this.unitOfWork.run(actor, async (tx) => {
      const claim = await claimRequest(tx, operation, command, command.referralId);
      if (!claim.fresh) return claim;
      const channel = await this.channels.lock(tx, command.referralId);
      if (!channel) throw new NotFoundError('Referral', command.referralId);
      if (channel.plan === null) throw new GreenChannelRefusedError('CHANNEL_NOT_OPEN');
      await change(tx, channel);
      return claim;
    });
  }

  private async write(
    tx: Transaction,
    { patientId, referralVersion }: OpenChannel,
    command: RecordTimeCommand,
    { version, reasonCode, comment }: Written,
  ): Promise<void> {
    const { referralId, node, occurredAt } = command;
    const id = tx.newId();
    await this.channels.record(tx, {
      id,
      referralId,
      node,
      version,
      occurredAt,
      recordedByStaffId: tx.actor.staffId,
      recordedInstitutionId: tx.actor.institutionId,
      recordedAt: tx.now,
      reasonCode,
      comment,
      supersededAt: null,
    });
    tx.publish({
      topic: version === 1 ? 'green-channel.time-recorded' : 'green-channel.time-corrected',
      aggregateType: 'green-channel-time',
      aggregateId: id,
      aggregateVersion: version,
      patientId,
      action: version === 1 ? 'recordTime' : 'correctTime',
      reasonCode,
      comment,
      payload: { referralId, referralVersion, node },
    });
  }
}

function requireInOrder(tx: Transaction, { plan, times }: OpenChannel, time: RecordTimeCommand): void {
  const refusal = timeRefusal(plan ?? [], times, time, tx.now);
  if (refusal) throw new GreenChannelRefusedError(refusal.rule, refusal.facts);
}
