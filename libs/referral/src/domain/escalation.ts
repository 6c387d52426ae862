import { ReferralDeadlineKind } from './deadlines.js';

/** Whose turn it is when a limit passes: whoever holds a role, the author, the team that has a task, or somebody on duty. */
export const EscalationTarget = {
  REVIEWER: 'REVIEWER',
  REFERRAL_COORDINATOR: 'REFERRAL_COORDINATOR',
  MEDICAL_AFFAIRS: 'MEDICAL_AFFAIRS',
  AUTHOR: 'AUTHOR',
  TOWNSHIP_HEAD: 'TOWNSHIP_HEAD',
  FOLLOW_UP_TEAM: 'FOLLOW_UP_TEAM',
  DUTY_DOCTOR: 'DUTY_DOCTOR',
  DUTY_HEAD: 'DUTY_HEAD',
  MEDICAL_AFFAIRS_DUTY: 'MEDICAL_AFFAIRS_DUTY',
  GENERAL_DUTY: 'GENERAL_DUTY',
} as const;
export type EscalationTarget = (typeof EscalationTarget)[keyof typeof EscalationTarget];

const { REVIEWER, AUTHOR, TOWNSHIP_HEAD, FOLLOW_UP_TEAM } = EscalationTarget;

/** Up from the referral centre of the hospital that answers for the patient. */
const CENTRE: readonly EscalationTarget[] = [
  EscalationTarget.REFERRAL_COORDINATOR,
  EscalationTarget.MEDICAL_AFFAIRS,
  EscalationTarget.GENERAL_DUTY,
];

/** Each level goes one further. Emergencies go along the duty roster instead, and some limits turn to nobody. */
const CHAINS: Readonly<Partial<Record<ReferralDeadlineKind, readonly EscalationTarget[]>>> = {
  [ReferralDeadlineKind.REVIEW]: [REVIEWER, ...CENTRE],
  [ReferralDeadlineKind.DOWN_REVIEW]: [REVIEWER, ...CENTRE],
  [ReferralDeadlineKind.CLAIM]: CENTRE,
  [ReferralDeadlineKind.ANSWER]: CENTRE,
  [ReferralDeadlineKind.ARRANGEMENT]: CENTRE,
  [ReferralDeadlineKind.ARRIVAL]: CENTRE,
  [ReferralDeadlineKind.CONSENT]: [AUTHOR],
  [ReferralDeadlineKind.ALLOCATION]: [TOWNSHIP_HEAD, ...CENTRE],
  [ReferralDeadlineKind.FOLLOW_UP]: [FOLLOW_UP_TEAM, TOWNSHIP_HEAD, ...CENTRE],
};

/** Whom a limit turns to, one after the other. @returns null where the duty roster answers */
export function chainOf(kind: ReferralDeadlineKind): readonly EscalationTarget[] | null {
  return CHAINS[kind] ?? null;
}

/** One function of the duty roster, as an escalation meets it. */
export interface DutyStep {
  readonly institutionId: string;
  readonly function: string;
  readonly isGap: boolean;
}

/** The steps of a chain that are taken now: gaps are passed at once, up to the first function that somebody is on. */
export function nextSteps<Step extends DutyStep>(chain: readonly Step[], passed: readonly string[]): readonly Step[] {
  const open = chain.filter((step) => !passed.includes(stepKey(step)));
  const reached = open.findIndex(({ isGap }) => !isGap);
  return reached === -1 ? open : open.slice(0, reached + 1);
}

/** Equal for the same function of the same institution, whoever is on duty. */
export function stepKey({ institutionId, function: duty }: Pick<DutyStep, 'institutionId' | 'function'>): string {
  return `${institutionId}/${duty}`;
}
