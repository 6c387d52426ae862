import { actingFor, type ActorContext, type Parameters } from '#platform';
import { centreSide, invitingSide } from '../data/visibility.js';

/** The lists that people work by. */
export const ConsultationList = {
  MINE: 'MINE',
  TO_ANSWER: 'TO_ANSWER',
  MY_SESSIONS: 'MY_SESSIONS',
  TO_WRITE: 'TO_WRITE',
  TO_TRIAGE: 'TO_TRIAGE',
  TO_SCHEDULE: 'TO_SCHEDULE',
  OVERDUE: 'OVERDUE',
  TO_CHECK: 'TO_CHECK',
  REGISTER: 'REGISTER',
} as const;
export type ConsultationList = (typeof ConsultationList)[keyof typeof ConsultationList];

interface At {
  readonly actor: ActorContext;
  readonly now: Date;
  readonly parameters: Parameters;
}

const NOBODY = ['false'];

/** Conditions of a list (alias `c`), which say themselves what exists for the actor and exclude each other. */
export function armsOf(list: ConsultationList, at: At): string[] {
  switch (list) {
    case 'TO_ANSWER':
      return asked(at, `'INVITED'`, `c.state IN ('INVITING', 'SCHEDULED')`);
    case 'MY_SESSIONS':
      return asked(at, `'ACCEPTED'`, `c.state IN ('SCHEDULED', 'IN_SESSION')`);
    case 'TO_WRITE':
      return asked(at, `'ACCEPTED'`, `c.state = 'AWAITING_OPINION'`);
    default:
      return ofSides(list, at);
  }
}

function asked({ actor, parameters }: At, states: string, condition: string): string[] {
  const staff = parameters.add(actingFor(actor));
  return [
    `c.id IN (SELECT v.consultation_id FROM consultation_invitations v
       WHERE v.expert_staff_id = ${staff} AND v.state IN (${states})) AND ${condition}`,
  ];
}

function ofSides(list: ConsultationList, { actor, now, parameters }: At): string[] {
  const centre = (condition: () => string): string[] =>
    centreSide(actor, parameters).map((side) => `${side} AND ${condition()}`);
  const sides = {
    MINE: () => invitingSide(actor, parameters).map((side) => `${side} AND c.ended_at IS NULL`),
    TO_TRIAGE: () => centre(() => `c.ended_at IS NULL AND c.state = 'SUBMITTED'`),
    TO_SCHEDULE: () => centre(() => `c.ended_at IS NULL AND c.state = 'INVITING' AND ${TIMELESS}`),
    OVERDUE: () => centre(() => `c.ended_at IS NULL AND c.due_at < ${parameters.add(now)}`),
    TO_CHECK: () => centre(() => 'c.delivered_at IS NOT NULL AND c.quality_at IS NULL'),
    REGISTER: () => [...invitingSide(actor, parameters), ...centreSide(actor, parameters)],
  }[list as 'MINE']();
  return sides.length > 0 ? sides : NOBODY;
}

const TIMELESS = `c.starts_at IS NULL AND c.type NOT IN ('EMERGENCY', 'STORE_AND_FORWARD')`;
