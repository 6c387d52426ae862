import { ALLIANCE_ZONE, addDays, after, hours, instantAt, localDate, minutes } from '#kernel';
import type { Rows } from '../bulk-insert.js';
import { leadHospitalOf, type County, type StaffMember } from '../county/index.js';
import type { Patient } from '../people/patients.js';
import type { Chance } from '../random.js';
import { calendar } from '../referrals/working-time.js';

/** Consultations that have been, the last of them two days ago, so that nobody waits for anything of them. */
const DAYS = 118;
const LAST_DAYS_AGO = 2;
/** A county of twelve townships has some two thousand a year, on two hundred and fifty working days. */
const EACH_DAY = [7, 10] as const;
const TYPES = { ORDINARY: 80, EMERGENCY: 10, MDT: 6, TEACHING_ROUND: 4 } as const;
type Type = keyof typeof TYPES;
const DEPARTMENTS = ['XNK', 'SJNK', 'NFMK', 'HXNK', 'GK', 'EK'];
const QUESTIONS = {
  diagnosis: ['胸痛待查，心电图ST段改变', '反复头晕，血压控制不佳', '咳嗽伴低热两周，胸片见斑片影'],
  treatment: ['2型糖尿病口服药控制不佳，是否启用胰岛素', '骨折术后康复方案', '房颤抗凝方案调整'],
} as const;
const ADVICE = ['完善相关检查后按指南调整用药，两周后复查。', '建议上转进一步检查。', '可在当地治疗，注意随访。'];

export interface ConsultationRows {
  readonly consultations: Rows;
  readonly invitations: Rows;
  readonly attendances: Rows;
  readonly opinions: Rows;
  readonly signatures: Rows;
}

interface Asked {
  readonly id: string;
  readonly number: number;
  readonly type: Type;
  readonly patient: Patient;
  readonly author: StaffMember;
  readonly expert: StaffMember;
  readonly submittedAt: Date;
  /** Null where nobody came to it. */
  readonly startedAt: Date | null;
  readonly signedAt: Date | null;
}

/** Remote consultations of the last months between the townships and the hospital that leads, all of them over. */
export function consultationsOf(
  chance: Chance,
  { county, patients, now }: { county: County; patients: readonly Patient[]; now: Date },
): ConsultationRows {
  const asked = daysBefore(now).flatMap((day) =>
    Array.from({ length: chance.integer(...EACH_DAY) }, () => ({ day, ...castOf(chance, county, patients) })),
  );
  const all = asked.map(({ day, ...cast }, number) => played(chance, { ...cast, number }, day));
  const opinions = all.flatMap((one) => (one.signedAt ? [opinionRow(chance, one, one.signedAt)] : []));
  return {
    consultations: all.map((one) => consultationRow(chance, one)),
    invitations: all.map((one) => invitationRow(chance, one)),
    attendances: all.flatMap((one) => (one.startedAt ? attendanceRows(one, one.startedAt) : [])),
    opinions,
    signatures: opinions.map(({ id, author_staff_id, signed_at }) => ({
      opinion_id: id,
      staff_id: author_staff_id,
      position: 1,
      content_hash: 'demo',
      signed_at,
    })),
  };
}

function daysBefore(now: Date): string[] {
  const today = localDate(now, ALLIANCE_ZONE);
  return Array.from({ length: DAYS }, (_, at) => addDays(today, at - DAYS - LAST_DAYS_AGO + 1)).filter((day) =>
    calendar.isWorkday(day),
  );
}

function castOf(chance: Chance, county: County, patients: readonly Patient[]) {
  const patient = chance.pick(patients);
  const author = chance.pick(
    county.staff.filter(
      ({ institution, roles }) => institution === patient.institution && roles.includes('TOWNSHIP_DOCTOR'),
    ),
  );
  const lead = leadHospitalOf(county);
  const code = chance.pick(DEPARTMENTS);
  const expert = chance.pick(
    county.staff.filter(
      ({ institution, department, roles }) =>
        institution === lead && department.code === code && roles.includes('EXPERT'),
    ),
  );
  return { patient, author, expert };
}

/** Emergencies are joined within minutes, as a rule; the others are held on the same day, and signed by the evening. */
function played(chance: Chance, cast: Pick<Asked, 'number' | 'patient' | 'author' | 'expert'>, day: string): Asked {
  const submittedAt = instantAt(day, `${chance.pick(['08', '09', '10'])}:${chance.integer(10, 59)}`, ALLIANCE_ZONE);
  const type = chance.weighted(TYPES);
  const wait =
    type === 'EMERGENCY' ? minutes(chance.happens(0.93) ? chance.integer(2, 9) : 14) : hours(chance.integer(2, 5));
  const startedAt = chance.happens(0.96) ? after(submittedAt, wait) : null;
  const isSigned = startedAt !== null && type !== 'TEACHING_ROUND';
  const writing = chance.happens(0.95) ? minutes(chance.integer(40, 150)) : hours(26);
  return {
    ...cast,
    id: chance.id(submittedAt),
    type,
    submittedAt,
    startedAt,
    signedAt: isSigned ? after(startedAt, writing) : null,
  };
}

function consultationRow(chance: Chance, { startedAt, signedAt, ...one }: Asked) {
  const purpose = chance.pick(['diagnosis', 'treatment'] as const);
  const endedAt = signedAt
    ? after(signedAt, hours(1))
    : startedAt
      ? after(startedAt, hours(1))
      : after(one.submittedAt, hours(1));
  return {
    id: one.id,
    consultation_no: `HZ${localDate(one.submittedAt, ALLIANCE_ZONE).replaceAll('-', '')}9${String(one.number).padStart(5, '0')}`,
    type: one.type,
    state: startedAt ? 'CLOSED' : 'CANCELLED',
    version: 9,
    patient_id: one.patient.id,
    encounter: 'OUTPATIENT',
    inviting_institution_id: one.author.institution.id,
    inviting_department_id: one.author.department.id,
    author_staff_id: one.author.id,
    accompanying_staff_id: one.author.id,
    centre_institution_id: one.expert.institution.id,
    wanted_department_id: one.expert.department.id,
    specialty_code: one.expert.department.specialtyCode,
    wanted_title: 'INTERMEDIATE',
    reason: chance.pick(QUESTIONS[purpose]),
    purpose_code: purpose,
    record_summary: '病史、查体及检查结果已随申请提交。',
    diagnoses: [],
    duration_minutes: 30,
    fee_cents: 20_000,
    linked_order_ids: [],
    session_no: 1,
    missing_codes: [],
    submitted_at: one.submittedAt,
    ...(startedAt && {
      starts_at: startedAt,
      ends_at: after(startedAt, minutes(30)),
      session_started_at: startedAt,
      session_ended_at: after(startedAt, minutes(25)),
      retained_until: '2045-12-31',
    }),
    ...(signedAt && { delivered_at: signedAt, ...adoption(chance, one.author, endedAt) }),
    ended_at: endedAt,
    ...(!startedAt && { end_reason_code: 'improved' }),
    created_at: one.submittedAt,
  };
}

function adoption(chance: Chance, author: StaffMember, at: Date) {
  const decided = chance.weighted({ ADOPTED: 92, PARTLY: 6, NOT_ADOPTED: 2 });
  return {
    adoption: decided,
    adoption_reason_code: decided === 'ADOPTED' ? null : 'no_means',
    adopted_by_staff_id: author.id,
    adopted_at: at,
  };
}

const invitationRow = (chance: Chance, { id, expert, submittedAt, startedAt }: Asked) => ({
  id: chance.id(submittedAt),
  consultation_id: id,
  expert_staff_id: expert.id,
  institution_id: expert.institution.id,
  is_chair: true,
  state: startedAt ? 'ACCEPTED' : 'WITHDRAWN',
  version: 3,
  invited_at: submittedAt,
  answered_at: startedAt,
  created_at: submittedAt,
});

const attendanceRows = ({ id, author, expert }: Asked, startedAt: Date) =>
  (
    [
      [author, 'INVITER'],
      [expert, 'EXPERT'],
    ] as const
  ).map(([member, side]) => ({
    consultation_id: id,
    session_no: 1,
    staff_id: member.id,
    side,
    joined_at: startedAt,
  }));

const opinionRow = (chance: Chance, { id, expert }: Asked, signedAt: Date) => ({
  id: chance.id(signedAt),
  consultation_id: id,
  revision: 1,
  state: 'SIGNED',
  version: 2,
  diagnoses: [],
  diagnosis_text: '见会诊意见',
  advice: chance.pick(ADVICE),
  suggestion: chance.pick(['TREAT_LOCALLY', 'TREAT_LOCALLY', 'REFER', 'FURTHER_EXAM']),
  author_staff_id: expert.id,
  written_at: signedAt,
  signed_at: signedAt,
});
