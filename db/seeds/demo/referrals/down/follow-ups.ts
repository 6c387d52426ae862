import { ALLIANCE_ZONE, before, days, localDate, type LocalDate } from '#kernel';
import type { StaffMember } from '../../county/index.js';
import { CaseTexts } from '../../illness/index.js';
import type { Patient } from '../../people/patients.js';
import type { Chance } from '../../random.js';
import type { Recorded } from '../rows.js';

/** Who looks after a patient by contract. */
export interface Team {
  readonly doctor: StaffMember;
  readonly village: StaffMember | null;
}

/** One look after a patient, done or still to come. */
export interface Task {
  readonly id: string;
  readonly referral: Recorded;
  readonly team: Team;
  readonly createdAt: Date;
  readonly dueOn: LocalDate;
  readonly state: 'OPEN' | 'DONE' | 'WITHDRAWN';
  readonly visit: Visit | null;
}

interface Visit {
  readonly at: Date;
  readonly by: StaffMember;
  readonly method: 'PHONE' | 'VISIT' | 'CLINIC';
  readonly condition: 'STABLE' | 'IMPROVED' | 'NEEDS_ATTENTION' | 'NEEDS_UP_REFERRAL';
  readonly values: readonly { readonly name: string; readonly value: string; readonly unit: string }[];
  readonly summary: string;
}

interface Given {
  readonly referral: Recorded;
  readonly team: Team;
  readonly now: Date;
}

/** Since when nobody has come where a patient is neglected. */
const NEGLECTED = days(5);

/** The tasks of the family-doctor team: each visit ends one and sets the next, until the follow-up ends. */
export function tasksOf(chance: Chance, { referral, team, now }: Given): Task[] {
  const begun = referral.acts.find(({ topic }) => topic === 'referral.down-arrived');
  if (!begun) return [];
  const { visits, isNeglected } = referral.down!;
  const until = isNeglected ? before(now, NEGLECTED) : now;
  const texts = new CaseTexts(chance);
  const tasks: Task[] = [];
  let createdAt = begun.at;
  for (const [index, at] of visits.entries()) {
    const isDone = at <= until;
    const isLast = index === visits.length - 1;
    const visit = isDone ? visitOf(chance, texts, { referral, team, at, isLast }) : null;
    const state = isDone ? 'DONE' : referral.endedAt ? 'WITHDRAWN' : 'OPEN';
    tasks.push({
      id: chance.id(createdAt),
      referral,
      team,
      createdAt,
      dueOn: localDate(at, ALLIANCE_ZONE),
      state,
      visit,
    });
    if (!isDone) break;
    createdAt = at;
  }
  return tasks;
}

function visitOf(
  chance: Chance,
  texts: CaseTexts,
  { referral, team, at, isLast }: Omit<Given, 'now'> & { readonly at: Date; readonly isLast: boolean },
): Visit {
  const { plan } = referral.down!;
  const isWorse = isLast && referral.acts.at(-1)!.action === 'referBack';
  return {
    at,
    by: team.village && chance.happens(0.5) ? team.village : team.doctor,
    method: chance.weighted({ VISIT: 5, PHONE: 3, CLINIC: 2 }),
    condition: isWorse ? 'NEEDS_UP_REFERRAL' : chance.weighted({ STABLE: 6, IMPROVED: 3, NEEDS_ATTENTION: 1 }),
    values: plan.measured.map((line) => {
      const [name = '', value = '', unit = ''] = line.split(',');
      return { name, value: texts.fill(value), unit };
    }),
    summary: isWorse ? '症状较前加重，家中处理无效，已与县医院联系，准备再次上转。' : chance.pick(plan.found),
  };
}

/** By contract, else the doctor who receives the patient. */
export function teamFor(contracts: ReadonlyMap<Patient, Team>, { patient, department, owner }: Recorded): Team {
  const contracted = contracts.get(patient);
  const isHere = contracted && patient.institution === department.institution;
  return isHere ? contracted : { doctor: owner!, village: null };
}
