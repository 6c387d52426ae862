import { DutyFunction, isOfInstitution } from './duty-function.js';

/** Whom to reach on duty in a function. */
export interface OnDutyThere {
  readonly institutionId: string;
  /** Null: for the whole institution. */
  readonly departmentId: string | null;
  readonly function: DutyFunction;
}

/** One step of an escalation. Nobody on duty there is told as a gap, never left out. */
export interface ChainStep<Duty extends OnDutyThere> extends OnDutyThere {
  readonly onDuty: Duty | null;
}

export interface ChainFacts<Duty extends OnDutyThere> {
  readonly institutionId: string;
  readonly departmentId: string | null;
  readonly leadHospitalId: string | null;
  /** Whoever is on duty at the instant, at the institution and at the lead hospital. */
  readonly onDuty: readonly Duty[];
  /** Functions of the institution as a whole that it has to staff. */
  readonly required: readonly DutyFunction[];
}

/** Department duty → duty head → 医务科 → 总值班, as emergencies escalate. */
const ORDER = [
  DutyFunction.DUTY_DOCTOR,
  DutyFunction.DUTY_HEAD,
  DutyFunction.MEDICAL_AFFAIRS_DUTY,
  DutyFunction.GENERAL_DUTY,
] as const;

/**
 * Whom to reach one after the other. A department's duty falls back to the one that the institution has for all of its
 * departments. A function of the whole institution that it has nobody for goes on to the lead hospital; where the
 * institution ought to have somebody, its own gap is told before that. The last step is always the general duty officer.
 */
export function escalationSteps<Duty extends OnDutyThere>(facts: ChainFacts<Duty>): ChainStep<Duty>[] {
  return ORDER.flatMap((duty) => (isOfInstitution(duty) ? ofInstitution(duty, facts) : [ofDepartment(duty, facts)]));
}

function ofDepartment<Duty extends OnDutyThere>(duty: DutyFunction, facts: ChainFacts<Duty>): ChainStep<Duty> {
  const { institutionId, departmentId } = facts;
  const there = facts.onDuty.filter((one) => one.institutionId === institutionId && one.function === duty);
  const onDuty =
    there.find((one) => departmentId !== null && one.departmentId === departmentId) ??
    there.find((one) => one.departmentId === null) ??
    null;
  return { institutionId, departmentId: onDuty ? onDuty.departmentId : departmentId, function: duty, onDuty };
}

function ofInstitution<Duty extends OnDutyThere>(duty: DutyFunction, facts: ChainFacts<Duty>): ChainStep<Duty>[] {
  const { institutionId, leadHospitalId } = facts;
  const stepAt = (at: string): ChainStep<Duty> => ({
    institutionId: at,
    departmentId: null,
    function: duty,
    onDuty: facts.onDuty.find((one) => one.institutionId === at && one.function === duty) ?? null,
  });
  const own = stepAt(institutionId);
  if (own.onDuty || leadHospitalId === null || leadHospitalId === institutionId) return [own];
  const lead = stepAt(leadHospitalId);
  return facts.required.includes(duty) ? [own, lead] : [lead];
}
