import { Injectable } from '@nestjs/common';
import type { ActorContext, ChangeCommand, Claim, Transaction } from '#platform';
import type { ConsultationRow } from '../data/consultation-facts.reader.js';
import { InvitationRepository } from '../data/invitation.repository.js';
import { heirOf, type Invitation } from '../domain/panel.js';
import { ConsultationNotices } from './consultation-notices.js';
import { ConsultationTransitions } from './consultation-transitions.js';

export interface AppointChairCommand extends ChangeCommand {
  /** One of those who have accepted. */
  readonly chairStaffId: string;
}

/** Who leads several experts, where whoever did cannot, or does not come. */
@Injectable()
export class ChairService {
  constructor(
    private readonly transitions: ConsultationTransitions,
    private readonly invitations: InvitationRepository,
    private readonly notices: ConsultationNotices,
  ) {}

  appoint(actor: ActorContext, command: AppointChairCommand): Promise<Claim> {
    const { chairStaffId } = command;
    return this.transitions.run(actor, command, {
      action: 'appointChair',
      operation: 'appointConsultationChair',
      topic: 'consultation.chair-appointed',
      bring: (_tx, { row }) => ({
        chairStaffId,
        isDraftSigned: row.opinions.some(({ state, signedBy }) => state === 'DRAFTED' && signedBy.length > 0),
      }),
      effect: async (tx, { row }) => {
        await this.lead(tx, row, chairStaffId);
        return { payload: { staffIds: [chairStaffId] } };
      },
    });
  }

  /**
   * Whoever led has left: nobody else could begin an opinion, so one of the others leads, unless somebody else is appointed.
   * @returns who that is; null where there is nobody
   */
  async passOn(tx: Transaction, row: ConsultationRow, others: readonly Invitation[]): Promise<string | null> {
    const heir = heirOf(others);
    if (heir) await this.lead(tx, row, heir);
    return heir;
  }

  /** A session begins with somebody to lead it: whoever was to lead may not have answered, where the others are enough. */
  async begin(tx: Transaction, row: ConsultationRow): Promise<void> {
    const accepted = row.invitations.filter(({ state }) => state === 'ACCEPTED');
    if (!accepted.some(({ isChair }) => isChair)) await this.passOn(tx, row, accepted);
  }

  private async lead(tx: Transaction, row: ConsultationRow, staffId: string): Promise<void> {
    this.invitations.lead(tx, row.id, staffId);
    await this.notices.to(tx, row, 'to-lead', [staffId]);
  }
}
