import { after, hours } from '#kernel';
import { referralNo } from '#referral';
import type { Rows } from '../bulk-insert.js';
import type { StaffMember } from '../county/index.js';
import type { Chance } from '../random.js';
import type { Recorded } from './rows.js';

/** A referral beyond the alliance, and how far it has come. */
export interface Onward {
  readonly id: string;
  readonly parent: Recorded;
  readonly coordinator: StaffMember;
  readonly steps: readonly Step[];
}

interface Step {
  readonly action: 'forwardOnward' | 'send' | 'answer' | 'complete' | 'close';
  readonly topic: string;
  readonly to: 'DRAFT' | 'SENT' | 'ANSWERED' | 'COMPLETED' | 'CLOSED';
  readonly at: Date;
  readonly reasonCode?: string;
}

const HOSPITALS = ['市人民医院', '市第一医院', '省立医院'];
const ANSWER = '患者已收治入院，诊断明确，择期手术；出院后将出院小结寄回转诊中心。';
/** How long after the step before each came. */
const WAYS: readonly (readonly (readonly [Step['action'], Step['topic'], Step['to'], number])[])[] = [
  [],
  [['send', 'referral.onward-sent', 'SENT', 3]],
  [
    ['send', 'referral.onward-sent', 'SENT', 2],
    ['answer', 'referral.onward-answered', 'ANSWERED', 50],
  ],
  [
    ['send', 'referral.onward-sent', 'SENT', 4],
    ['answer', 'referral.onward-answered', 'ANSWERED', 72],
    ['complete', 'referral.onward-completed', 'COMPLETED', 200],
  ],
  [
    ['send', 'referral.onward-sent', 'SENT', 2],
    ['close', 'referral.onward-closed', 'CLOSED', 90],
  ],
];

/** The newest has not been sent yet, older ones have come further. */
export function onwardsOf(chance: Chance, referrals: readonly Recorded[], now: Date): Onward[] {
  const forwarded = referrals.filter(({ acts }) => acts.some(({ action }) => action === 'forwardOnward'));
  return forwarded.toReversed().map((parent, index) => {
    const began = parent.acts.at(-1)!;
    const steps: Step[] = [{ action: 'forwardOnward', topic: 'referral.onward-drafted', to: 'DRAFT', at: began.at }];
    for (const [action, topic, to, later] of WAYS[index] ?? []) {
      const at = after(steps.at(-1)!.at, hours(later));
      if (at > now) break;
      steps.push({ action, topic, to, at, ...(action === 'close' && { reasonCode: 'patient_giveup' }) });
    }
    return { id: chance.id(began.at), parent, coordinator: began.by!, steps };
  });
}

/** @param numbered how many referrals of the alliance have a number already */
export function onwardRows(chance: Chance, onwards: readonly Onward[], numbered: number): Rows {
  return onwards.toReversed().map(({ id, parent, steps }, index) => {
    const atOf = (action: Step['action']) => steps.find((step) => step.action === action)?.at ?? null;
    return {
      id,
      referral_no: referralNo(steps[0]!.at, numbered + index + 1),
      parent_id: parent.id,
      state: steps.at(-1)!.to,
      version: steps.length,
      institution_name: chance.pick(HOSPITALS),
      department_name: parent.department.name,
      answer: atOf('answer') && ANSWER,
      created_at: steps[0]!.at,
      sent_at: atOf('send'),
      answered_at: atOf('answer'),
      ended_at: atOf('complete') ?? atOf('close'),
    };
  });
}
