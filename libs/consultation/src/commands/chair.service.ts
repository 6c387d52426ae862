import { Injectable } from '@nestjs/common';
import type { ActorContext, ChangeCommand, Claim } from '#platform';
import { InvitationRepository } from '../data/invitation.repository.js';
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
        this.invitations.lead(tx, row.id, chairStaffId);
        await this.notices.to(tx, row, 'to-lead', [chairStaffId]);
        return { payload: { staffIds: [chairStaffId] } };
      },
    });
  }
}
