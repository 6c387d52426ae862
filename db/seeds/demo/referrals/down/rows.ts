import { medicationText } from '#referral';
import type { Rows } from '../../bulk-insert.js';
import type { Chance } from '../../random.js';
import { isBackUp, type Recorded } from '../rows.js';
import type { Task } from './follow-ups.js';

type Row = Rows[number];

/** What has been written of the up-referrals that down-referrals answer. */
export interface Answered {
  readonly idOf: (one: Recorded['answers']) => string;
  readonly formOf: (one: Recorded['answers']) => Row;
  readonly outcomeOf: (one: Recorded['answers']) => Row;
}

const isFirst = ({ direction, id, packageId }: Recorded): boolean => direction === 'DOWN' && id === packageId;

/** Diagnoses at discharge, and the history that the sender had written. */
export function dischargeForms(referrals: readonly Recorded[], { formOf, outcomeOf }: Answered): Rows {
  return referrals.filter(isFirst).map(({ id, answers }) => {
    const { past_history, allergy_status, allergy_detail } = formOf(answers);
    return {
      id,
      diagnoses: outcomeOf(answers)['diagnoses'],
      past_history,
      allergy_status,
      allergy_detail,
      transport_needs: [],
    };
  });
}

export function downPackageRows(referrals: readonly Recorded[], { outcomeOf }: Answered): Rows {
  return referrals.filter(isFirst).map(({ id, answers, down, acts }) => {
    const { plan, firstFollowUpOn } = down!;
    const isComplete = acts.length > 1;
    return {
      package_id: id,
      summary: outcomeOf(answers)['treatment'],
      medicines: isComplete ? medicinesOf(plan.medicines) : [],
      recheck_advice: plan.recheck,
      rehabilitation_goals: isComplete ? plan.rehabilitation : null,
      nursing_points: isComplete ? plan.nursing : null,
      warning_symptoms: isComplete ? plan.warning : null,
      monitoring_indicators: isComplete ? plan.monitoring : null,
      high_risk: plan.highRisk,
      first_follow_up_on: firstFollowUpOn || null,
    };
  });
}

function medicinesOf(lines: readonly string[]) {
  return lines.map((line) => {
    const [name = '', strength = '', dose = '', route = '', frequency = '', course, note] = line.split('|');
    return { name, strength, dose, route, frequency, course: course || null, note: note || null };
  });
}

/** The forms of drafts back up: diagnoses, medicines, and everything that was found at home. */
export function formsBackUp(referrals: readonly Recorded[], tasks: readonly Task[], given: Answered): Rows {
  return referrals.filter(isBackUp).map(({ id, parentId }) => {
    const parent = referrals.find((one) => one.id === parentId)!;
    const { past_history, allergy_status, allergy_detail } = given.formOf(parent.answers);
    return {
      id,
      diagnoses: given.outcomeOf(parent.answers)['diagnoses'],
      present_illness: foundOf(tasks.filter(({ referral }) => referral.id === parentId)),
      past_history,
      allergy_status,
      allergy_detail,
      treatment_course: given.outcomeOf(parent.answers)['treatment'],
      current_medication: medicationText(medicinesOf(parent.down!.plan.medicines)),
      transport_needs: [],
    };
  });
}

function foundOf(tasks: readonly Task[]): string {
  return tasks
    .flatMap(({ dueOn, visit }) => (visit ? [{ dueOn, ...visit }] : []))
    .toReversed()
    .map(({ dueOn, values, summary }) => {
      const measured = values.map(({ name, value, unit }) => `${name} ${value}${unit}`);
      return `${dueOn}：${[...measured, summary].join('；')}`;
    })
    .join('\n');
}

export function taskRows(tasks: readonly Task[]): Rows {
  return tasks.map(({ id, referral, team, createdAt, dueOn, state, visit }) => ({
    id,
    referral_id: referral.id,
    doctor_staff_id: team.doctor.id,
    village_doctor_staff_id: team.village?.id ?? null,
    due_on: dueOn,
    state,
    ...(visit ? foundAt(visit) : NOT_VISITED),
    created_at: createdAt,
    version: state === 'OPEN' ? 1 : 2,
  }));
}

const NOT_VISITED = {
  method: null,
  condition: null,
  measured_values: [],
  summary: null,
  recorded_by_staff_id: null,
  recorded_at: null,
};

function foundAt({ method, condition, values, summary, by, at }: NonNullable<Task['visit']>) {
  return { method, condition, measured_values: values, summary, recorded_by_staff_id: by.id, recorded_at: at };
}

export function callRows(chance: Chance, referrals: readonly Recorded[]): Rows {
  return referrals.flatMap(({ id, down, acts, cast }) =>
    acts.some(({ action }) => action === 'reportNotArrived')
      ? down!.calls.map(({ at, note }) => ({
          id: chance.id(at),
          referral_id: id,
          made_at: at,
          note,
          staff_id: cast.doctor.id,
        }))
      : [],
  );
}
