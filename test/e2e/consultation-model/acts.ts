import { SIGNING_PASSWORD } from '#testing';
import type { Asking } from '../random-acts.js';
import type { Recorded } from './ledger.js';
import type { Stage } from './stage.js';

type Fields = Readonly<Record<string, unknown>>;

/** What somebody asks of the product. */
export interface Act extends Asking {
  /** What it is done to: the case itself, the invitation of whoever acts, or the version that is being written. */
  readonly to: 'case' | 'invitation' | 'opinion';
  /** The action in the table of cases that it is, or that follows from it. */
  readonly ofCase: string;
  readonly fields: (stage: Stage, choice: number, seen: Recorded) => Fields;
}

const onCase = (mutation: string, action: string, fields: Act['fields'] = () => ({})): Act => {
  return { to: 'case', mutation, action, ofCase: action, fields };
};
/** Now and then with a reason that there is not. */
const because =
  (...codes: string[]): Act['fields'] =>
  (_stage, choice) => ({ reasonCode: choice % 7 === 6 ? 'moon' : codes[choice % codes.length]! });

/** Few hours, so that they are contended; now and then one that has passed, and a night. */
function time({ story }: Stage, choice: number, { type }: Recorded): string {
  const ahead = type === 'MDT' ? 24 : 0;
  return story.later(choice % 11 === 10 ? -1 : choice % 13 === 12 ? ahead + 12 : ahead + 1 + (choice % 3));
}

function experts({ experts: [expert, colleague, surgeon] }: Stage, choice: number, { type }: Recorded): Fields {
  const one = [expert, colleague, surgeon][choice % 3]!.staffId;
  if (type !== 'MDT') return { expertIds: [one] };
  const all = [expert.staffId, surgeon.staffId, colleague.staffId];
  return choice % 2 ? { expertIds: all, requiredExperts: 2 } : { expertIds: all.slice(0, 2) };
}

export const acts: readonly Act[] = [
  onCase('editConsultation', 'edit', ({ story, doctor }, choice) => ({
    ...story.content(doctor),
    durationMinutes: choice % 3 ? 30 : 60,
  })),
  onCase('chooseConsultationTime', 'chooseTime', (stage, choice, seen) => ({
    ...experts(stage, choice, seen),
    startsAt: time(stage, choice, seen),
  })),
  onCase('releaseConsultationTime', 'letTimeGo'),
  onCase('submitConsultation', 'submit'),
  onCase('callEmergencyConsultation', 'call'),
  onCase('returnConsultation', 'returnForMaterial', (_stage, choice) => ({
    missingCodes: choice % 5 ? ['images'] : ['moon'],
  })),
  onCase('passConsultationTriage', 'invite'),
  onCase('assignConsultation', 'assign', (stage, choice, seen) => ({
    ...experts(stage, choice, seen),
    ...(choice % 2 && { startsAt: time(stage, choice, seen) }),
  })),
  onCase('scheduleConsultation', 'schedule', (stage, choice, seen) => ({ startsAt: time(stage, choice, seen) })),
  onCase('joinConsultation', 'join'),
  onCase('recordConsultationNoShow', 'recordNoShow'),
  onCase('failConsultation', 'failTechnically', because('network')),
  onCase('rescheduleConsultation', 'reschedule', (stage, choice, seen) => ({
    startsAt: time(stage, choice, seen),
    ...because('missed')(stage, choice, seen),
  })),
  onCase('endConsultationSession', 'endSession'),
  onCase('writeConsultationOpinion', 'writeOpinion', (_stage, _choice, { opinions }) => ({
    advice: '完善冠脉造影',
    suggestion: 'REFER',
    ...(opinions.length > 0 && { amendedBecause: '补充结果' }),
  })),
  onCase('recordConsultationAdoption', 'recordAdoption', (_stage, choice) =>
    choice % 3 ? { adoption: 'ADOPTED' } : { adoption: 'NOT_ADOPTED', reasonCode: 'no_means' },
  ),
  onCase('closeConsultationWithoutOpinion', 'closeWithoutOpinion'),
  onCase('checkConsultationQuality', 'checkQuality', () => ({ verdict: 'GOOD' })),
  onCase('rateConsultation', 'rate', (_stage, choice) => ({ rating: 1 + (choice % 5) })),
  onCase('openConsultationAmendment', 'openAmendment', because('new_result')),
  onCase('cancelConsultation', 'cancel', because('improved')),
  { ...onCase('acceptConsultation', 'accept'), to: 'invitation', ofCase: 'acceptInvitation' },
  { ...onCase('declineConsultation', 'decline', because('surgery')), to: 'invitation', ofCase: 'declineInvitation' },
  {
    ...onCase('signConsultationOpinion', 'sign', () => ({ password: SIGNING_PASSWORD })),
    to: 'opinion',
    ofCase: 'signOpinion',
  },
];
