import { Injectable } from '@nestjs/common';
import {
  ReasonCheck,
  reasonOf,
  type ActorContext,
  type ChangeCommand,
  type Claim,
  type ReasonCommand,
} from '#platform';
import type { LoadedConsultation } from '../data/consultation-facts.reader.js';
import type { ConsultationChanges } from '../data/consultation.repository.js';
import { heldUntil } from '../domain/limits.js';
import { ConsultationNotices } from './consultation-notices.js';
import { ConsultationTransitions } from './consultation-transitions.js';
import { EmergencyChain } from './emergency-chain.js';
import { PanelWriter } from './panel-writer.js';

/** How an invitation goes out, and is taken back. */
@Injectable()
export class SubmissionService {
  constructor(
    private readonly transitions: ConsultationTransitions,
    private readonly panel: PanelWriter,
    private readonly chain: EmergencyChain,
    private readonly reasons: ReasonCheck,
    private readonly notices: ConsultationNotices,
  ) {}

  /** To triage. The time that was chosen stays held; what was returned keeps its place in the queue. */
  submit(actor: ActorContext, command: ChangeCommand): Promise<Claim> {
    return this.transitions.run(actor, command, {
      action: 'submit',
      operation: 'submitConsultation',
      topic: 'consultation.submitted',
      calendars: [],
      effect: async (tx, loaded) => {
        const { row, limits } = loaded;
        const proposed = row.invitations.filter(({ state }) => state === 'PROPOSED');
        if (row.startsAt) await this.panel.extend(tx, proposed, heldUntil(tx.now, row.startsAt, limits));
        await this.notices.toCoordinators(tx, row, 'submitted');
        return { changes: { ...numbered(loaded, tx.now), missingCodes: [], missingComment: null } };
      },
    });
  }

  /** An emergency: whoever is on duty is called at once. */
  call(actor: ActorContext, command: ChangeCommand): Promise<Claim> {
    return this.transitions.run(actor, command, {
      action: 'call',
      operation: 'callEmergencyConsultation',
      topic: 'consultation.called',
      calendars: [],
      effect: async (tx, loaded) => {
        const called = await this.chain.callNext(tx, loaded);
        await this.notices.toCoordinators(tx, loaded.row, 'submitted');
        const staffIds = called.map(({ expertStaffId }) => expertStaffId);
        return { changes: numbered(loaded, tx.now), payload: { staffIds } };
      },
    });
  }

  cancel(actor: ActorContext, command: ReasonCommand): Promise<Claim> {
    return this.transitions.run(actor, command, {
      action: 'cancel',
      operation: 'cancelConsultation',
      topic: 'consultation.cancelled',
      calendars: [],
      bring: (tx) => this.reasons.from('consultation.cancel', tx, command),
      effect: async (tx, { row }) => {
        await this.notices.toEverybody(tx, row, 'cancelled');
        return { ...reasonOf(command), changes: { endReasonCode: command.reasonCode } };
      },
    });
  }
}

/** The first submission gives number and place, which are kept. */
function numbered({ row }: LoadedConsultation, now: Date): ConsultationChanges {
  return row.submittedAt ? {} : { submittedAt: now, numbered: true };
}
