import { ALLIANCE_ZONE, after, localDate, minutes } from '#kernel';
import type { Rows } from '../bulk-insert.js';
import type { Institution, StaffMember } from '../county/index.js';
import type { Patient } from '../people/patients.js';
import type { Chance } from '../random.js';

/** Something critical that a centre has found, and that is over: told, read back, handled and closed. */
export interface Found {
  readonly id: string;
  readonly domain: 'IMAGING' | 'ECG' | 'LABORATORY';
  readonly subjectId: string;
  readonly patient: Patient;
  readonly encounter: 'OUTPATIENT' | 'INPATIENT' | 'EMERGENCY';
  /** A finding of the list, or what was measured. */
  readonly what:
    | { readonly findingCode: string; readonly findingText: string }
    | { readonly itemCode: string; readonly findingText: string; readonly value: string; readonly unit: string };
  readonly doctor: StaffMember;
  readonly centre: Institution;
  readonly reporter: StaffMember;
  readonly reviewer: StaffMember;
  readonly detectedAt: Date;
}

export interface CriticalRows {
  readonly critical_values: Rows;
  readonly critical_value_verifications: Rows;
  readonly critical_value_turns: Rows;
  readonly critical_value_read_backs: Rows;
}

/** Part of them that is told within ten minutes, and that is handled within the hour. */
const [IN_TIME, SOON] = [0.94, 0.95];
const MEASURES = ['立即上转县医院，已联系转运', '复查并对症处理，留观', '电话通知患者来院，已处置', '请县医院急会诊'];

interface Times {
  readonly notifiedAt: Date;
  readonly readAt: Date;
  readonly handledAt: Date;
  readonly closedAt: Date;
}

function timesOf(chance: Chance, { detectedAt }: Found): Times {
  const notifiedAt = after(
    detectedAt,
    minutes(chance.happens(IN_TIME) ? chance.integer(2, 9) : chance.integer(11, 20)),
  );
  const readAt = after(notifiedAt, minutes(chance.integer(1, 14)));
  const handledAt = after(readAt, minutes(chance.happens(SOON) ? chance.integer(5, 50) : chance.integer(300, 700)));
  return { notifiedAt, readAt, handledAt, closedAt: after(handledAt, minutes(30)) };
}

/** What is in the database of all of them. */
export function criticalRows(chance: Chance, all: readonly Found[]): CriticalRows {
  const told = all.map((one, index) => ({
    one,
    answered: { number: index + 1, measures: chance.pick(MEASURES), times: timesOf(chance, one) },
  }));
  return {
    critical_values: told.map(({ one, answered }) => valueRow(one, answered)),
    critical_value_verifications: told.flatMap(({ one, answered }) => verificationRows(one, answered.times)),
    critical_value_turns: told.map(({ one, answered }) => turnRow(chance, one, answered.times)),
    critical_value_read_backs: told.map(({ one, answered }) => readBackRow(chance, one, answered.times)),
  };
}

interface Answered {
  readonly number: number;
  readonly measures: string;
  readonly times: Times;
}

function valueRow({ what, ...one }: Found, { number, measures, times }: Answered): Rows[number] {
  const day = localDate(one.detectedAt, ALLIANCE_ZONE).replaceAll('-', '');
  return {
    id: one.id,
    critical_no: `CV${day}${String(number).padStart(6, '0')}`,
    drill: false,
    domain: one.domain,
    subject_id: one.subjectId,
    patient_id: one.patient.id,
    encounter: one.encounter,
    ...('value' in what
      ? { item_code: what.itemCode, value: what.value, unit: what.unit }
      : { finding_code: what.findingCode, detected_by_staff_id: one.reporter.id }),
    finding_text: what.findingText,
    ordering_institution_id: one.doctor.institution.id,
    ordering_department_id: one.doctor.department.id,
    ordering_staff_id: one.doctor.id,
    centre_institution_id: one.centre.id,
    detected_at: one.detectedAt,
    state: 'CLOSED',
    version: 6,
    revision: 1,
    unverified: false,
    notified_at: times.notifiedAt,
    acknowledged_at: times.readAt,
    acknowledged_by_staff_id: one.doctor.id,
    handled_at: times.handledAt,
    handled_by_staff_id: one.doctor.id,
    measures,
    doubters: [],
    ended_at: times.closedAt,
  };
}

/** Whoever ordered was told first, and answered. */
const turnRow = (chance: Chance, { id, doctor }: Found, { notifiedAt }: Times): Rows[number] => ({
  id: chance.id(notifiedAt),
  critical_value_id: id,
  level: 0,
  revision: 1,
  position: 1,
  target: 'ORDERING_DOCTOR',
  institution_id: doctor.institution.id,
  staff_ids: [doctor.id],
  is_gap: false,
  due_at: notifiedAt,
  turned_at: notifiedAt,
});

const readBackRow = (chance: Chance, { id, doctor, what }: Found, { readAt }: Times): Rows[number] => ({
  id: chance.id(readAt),
  critical_value_id: id,
  staff_id: doctor.id,
  revision: 1,
  read_back: 'value' in what ? what.value : what.findingText,
  matches: true,
  read_at: readAt,
});

const verificationRows = ({ id, reporter, reviewer, detectedAt }: Found, { notifiedAt }: Times): Rows =>
  [reporter, reviewer].map((verifier, index) => ({
    critical_value_id: id,
    position: index + 1,
    revision: 1,
    staff_id: verifier.id,
    verified_at: index === 0 ? detectedAt : notifiedAt,
  }));
