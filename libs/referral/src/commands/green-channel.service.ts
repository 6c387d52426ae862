import { Injectable } from '@nestjs/common';
import { DutyRoster } from '#duty';
import { Role } from '#identity';
import { minutes } from '#kernel';
import { Notices, Urgency } from '#notification';
import type { ActorContext, Claim, Transaction, ChangeCommand } from '#platform';
import { GreenChannelRepository } from '../data/green-channel.repository.js';
import type { ReferralRow } from '../data/referral-facts.reader.js';
import type { ReferralChanges } from '../data/referral.repository.js';
import { GreenChannelRefusedError } from '../domain/errors.js';
import type { GreenChannel } from '../domain/green-channel.js';
import { ReceiverAccess } from './receiver-access.js';
import { UpTransitionService, type Step } from './up-transition.service.js';

export interface OpenGreenChannelCommand extends ChangeCommand {
  readonly channel: GreenChannel;
}

/** Who is called for a channel. */
interface Receiver {
  readonly institutionId: string;
  readonly departmentId: string;
}

/** As emergencies do: the next person on duty after ten minutes. */
const ESCALATION = { every: minutes(10), clock: 'WALL' } as const;

/** Opens green channels: priority I, and somebody on duty knows at once. */
@Injectable()
export class GreenChannelService {
  constructor(
    private readonly transitions: UpTransitionService,
    private readonly channels: GreenChannelRepository,
    private readonly access: ReceiverAccess,
    private readonly roster: DutyRoster,
    private readonly notices: Notices,
  ) {}

  /** @throws GreenChannelRefusedError where the referral has one already */
  open(actor: ActorContext, command: OpenGreenChannelCommand): Promise<Claim> {
    return this.transitions.run(actor, command, this.opening(command.channel));
  }

  /** The same inside a transaction that another command has opened. */
  openIn(tx: Transaction, command: OpenGreenChannelCommand): Promise<void> {
    return this.transitions.take(tx, command, this.opening(command.channel));
  }

  /** A referral with a channel goes on as another one: whoever is on duty there is told, and no time is lost. */
  async goOn(tx: Transaction, parentId: string, child: ReferralRow): Promise<void> {
    const channel = await this.channels.channelOf(tx, parentId);
    if (!channel) return;
    await this.start(tx, child, channel);
    await this.channels.copyTimes(tx, parentId, child.id);
  }

  private opening(channel: GreenChannel): Step {
    return {
      action: 'openGreenChannel',
      operation: 'openGreenChannel',
      topic: 'referral.green-channel-opened',
      effect: async (tx, { row }, to) => {
        await this.start(tx, row, channel);
        const reached: ReferralChanges = to === 'PENDING_ACCEPTANCE' ? this.access.begin(tx, row) : {};
        return { changes: { ...reached, kind: 'GREEN_CHANNEL', priority: 'I' } };
      },
    };
  }

  private async start(tx: Transaction, row: ReferralRow, channel: GreenChannel): Promise<void> {
    if (await this.channels.isOpen(tx, row.id)) throw new GreenChannelRefusedError('CHANNEL_OPEN');
    const receiver = await this.receiverOf(tx, row, channel);
    const chain = await this.roster.escalationChain(tx, { ...receiver, at: tx.now });
    const reached = chain.findIndex(({ staffId }) => staffId !== null);
    const told = chain[reached] ?? null;
    const passed = told ? chain.slice(0, reached) : chain;
    await this.channels.open(tx, {
      referralId: row.id,
      channel,
      openedByStaffId: tx.actor.staffId,
      openedAt: tx.now,
      toldInstitutionId: receiver.institutionId,
      toldDepartmentId: receiver.departmentId,
      toldFunction: told?.function ?? null,
      toldStaffId: told?.staffId ?? null,
      dutyGaps: passed.map((step) => step.function),
    });
    await this.tell(tx, row, { receiver, staffIds: told?.staffId ? [told.staffId] : [] });
  }

  /** The channel's centre where it belongs to the hospital that the patient is sent to, else the department itself. */
  private async receiverOf(tx: Transaction, row: ReferralRow, channel: GreenChannel): Promise<Receiver> {
    const centres = await this.channels.centres(tx, tx.now);
    const centre = centres.find((one) => one.channel === channel && one.institutionId === row.toInstitutionId);
    const { toInstitutionId: institutionId, toDepartmentId: departmentId } = row;
    return { institutionId, departmentId: centre?.departmentId ?? departmentId };
  }

  /** Whoever was reached first has ten minutes; the head and the coordinators know from the beginning. */
  private async tell(
    tx: Transaction,
    row: ReferralRow,
    { receiver, staffIds }: { readonly receiver: Receiver; readonly staffIds: readonly string[] },
  ): Promise<void> {
    const { institutionId, departmentId } = receiver;
    // Whoever was asked before is asked for this now.
    await this.notices.settle(tx, row.id);
    await this.notices.send(tx, {
      ...receiver,
      recipients: {
        staffIds,
        holders: [
          { institutionId, departmentId, roles: [Role.DEPT_HEAD] },
          { institutionId, roles: [Role.REFERRAL_COORDINATOR] },
        ],
      },
      template: 'referral.green-channel-opened',
      parameters: { fromInstitution: row.fromInstitutionId, toInstitution: institutionId, department: departmentId },
      subject: { type: 'Referral', id: row.id },
      urgency: Urgency.EMERGENCY,
      escalation: ESCALATION,
    });
  }
}
