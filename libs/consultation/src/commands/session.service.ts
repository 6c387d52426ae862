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
import { ConsultationRepository } from '../data/consultation.repository.js';
import type { Side } from '../domain/consultation.js';
import { ChairService } from './chair.service.js';
import { ConsultationNotices } from './consultation-notices.js';
import { ConsultationTransitions, type ConsultationStep } from './consultation-transitions.js';

/** A session that did not begin. */
export const NO_SHOW = {
  action: 'recordNoShow',
  operation: 'recordConsultationNoShow',
  topic: 'consultation.no-show',
  calendars: [],
} as const satisfies ConsultationStep;

/** What happens around a session. */
@Injectable()
export class SessionService {
  constructor(
    private readonly transitions: ConsultationTransitions,
    private readonly consultations: ConsultationRepository,
    private readonly chairs: ChairService,
    private readonly reasons: ReasonCheck,
    private readonly notices: ConsultationNotices,
  ) {}

  /** Comes to the session, on one's side of it; with both sides there it has begun. */
  join(actor: ActorContext, command: ChangeCommand): Promise<Claim> {
    return this.transitions.run(actor, command, {
      action: 'join',
      operation: 'joinConsultation',
      topic: 'consultation.joined',
      bring: (_tx, loaded) => {
        const { staffId } = loaded.facts.actor;
        return { attendancesAfter: [...others(loaded), { staffId, side: sideOf(loaded) }] };
      },
      effect: async (tx, loaded, to) => {
        const side = sideOf(loaded);
        this.consultations.attend(tx, loaded.row, loaded.facts.actor.staffId, side);
        const begins = loaded.row.state === 'SCHEDULED' && to === 'IN_SESSION';
        if (begins) await this.chairs.begin(tx, loaded.row);
        return { ...(begins && { topic: 'consultation.begun' }), payload: { side } };
      },
    });
  }

  /** Somebody has not come. */
  recordNoShow(actor: ActorContext, command: ChangeCommand): Promise<Claim> {
    return this.transitions.run(actor, command, {
      ...NO_SHOW,
      effect: async (tx, { row }) => {
        await this.notices.toPlanners(tx, row, 'missed');
        return {};
      },
    });
  }

  /** The line, the picture or the room has failed. */
  failTechnically(actor: ActorContext, command: ReasonCommand): Promise<Claim> {
    return this.transitions.run(actor, command, {
      action: 'failTechnically',
      operation: 'failConsultation',
      topic: 'consultation.failed',
      calendars: [],
      bring: (tx) => this.reasons.from('consultation.failure', tx, command),
      effect: async (tx, { row }) => {
        await this.notices.toPlanners(tx, row, 'failed');
        return reasonOf(command);
      },
    });
  }

  end(actor: ActorContext, command: ChangeCommand): Promise<Claim> {
    return this.transitions.run(actor, command, {
      action: 'endSession',
      operation: 'endConsultationSession',
      topic: 'consultation.session-ended',
      effect: async (tx, { row }) => {
        await this.notices.toExperts(tx, row, 'to-write');
        return {};
      },
    });
  }
}

const sideOf = ({ facts: { actor } }: LoadedConsultation): Side => (actor.isInviter ? 'INVITER' : 'EXPERT');

function others({ row, facts }: LoadedConsultation) {
  return row.attendances.filter(({ staffId }) => staffId !== facts.actor.staffId);
}
