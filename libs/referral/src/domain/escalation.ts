import { ReferralDeadlineKind } from './deadlines.js';

/** Whose turn it is when a limit passes: a role at the receiver, the author, or somebody on duty. */
export const EscalationTarget = {
  REFERRAL_COORDINATOR: 'REFERRAL_COORDINATOR',
  MEDICAL_AFFAIRS: 'MEDICAL_AFFAIRS',
  AUTHOR: 'AUTHOR',
  DUTY_DOCTOR: 'DUTY_DOCTOR',
  DUTY_HEAD: 'DUTY_HEAD',
  MEDICAL_AFFAIRS_DUTY: 'MEDICAL_AFFAIRS_DUTY',
  GENERAL_DUTY: 'GENERAL_DUTY',
} as const;
export type EscalationTarget = (typeof EscalationTarget)[keyof typeof EscalationTarget];

const { REFERRAL_COORDINATOR, MEDICAL_AFFAIRS, AUTHOR } = EscalationTarget;

/** By level. Emergencies go along the duty roster instead. */
const TARGETS: Readonly<Partial<Record<ReferralDeadlineKind, readonly EscalationTarget[]>>> = {
  [ReferralDeadlineKind.CLAIM]: [REFERRAL_COORDINATOR],
  [ReferralDeadlineKind.ANSWER]: [REFERRAL_COORDINATOR],
  [ReferralDeadlineKind.ARRANGEMENT]: [REFERRAL_COORDINATOR, MEDICAL_AFFAIRS],
  [ReferralDeadlineKind.ARRIVAL]: [REFERRAL_COORDINATOR],
  [ReferralDeadlineKind.CONSENT]: [AUTHOR],
};

/** @param level of the deadline, from 1. @returns null where the duty roster answers */
export function targetOf(kind: ReferralDeadlineKind, level: number): EscalationTarget | null {
  return TARGETS[kind]?.[level - 1] ?? null;
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
