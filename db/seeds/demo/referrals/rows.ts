import { after, days, hours } from '#kernel';
import { referralNo } from '#referral';
import type { Rows } from '../bulk-insert.js';
import { CaseTexts } from '../illness/index.js';
import type { Chance } from '../random.js';
import type { Sealing } from '../sealing.js';
import type { ReferralCase } from './act.js';
import type { DownCase } from './down/cases.js';
import type { EmergencyCase } from './emergencies.js';
import { inappropriateReasons } from './reasons.js';
import { standingOf, type Standing } from './standing.js';

const DIAGNOSIS_LIST = { system: 'ICD-10-CN-CLINICAL', version: '2.0' };
const INAPPROPRIATE_SHARE = 0.05;
const ALLERGIC_SHARE = 0.08;
/** As the reference settings have it. */
const CODE_VALIDITY = hours(48);
const ACCESS_AFTER_END = days(30);
const CONSENT_LIMIT = hours(24);
const LATE = hours(24);

/** One referral in the shape in which all its tables need it. */
export interface Recorded extends ReferralCase, Standing {
  readonly id: string;
  /** Of the form, which a referral that was sent on shares with the first one. */
  readonly packageId: string;
  readonly parentId: string | null;
  readonly texts: CaseTexts;
  readonly referralNo: string | null;
  readonly emergency?: EmergencyCase['emergency'];
  readonly nodeTimes?: EmergencyCase['nodeTimes'];
  readonly down?: DownCase['down'];
  readonly answers?: ReferralCase;
}

/** Gives every case its id and, in the order of submitting, its number. */
export function recorded(chance: Chance, cases: readonly ReferralCase[]): Recorded[] {
  const numbers = numbersOf(cases);
  const known = new Map<ReferralCase, Recorded>();
  for (const one of cases) {
    const parent = one.parent && known.get(one.parent);
    const id = chance.id(one.acts[0]!.at);
    const first = isSentOn(one) ? parent : undefined;
    known.set(one, {
      ...one,
      ...standingOf(one.acts),
      id,
      packageId: id,
      parentId: parent?.id ?? null,
      texts: first?.texts ?? new CaseTexts(chance, one.illness.values),
      referralNo: numbers.get(one) ?? null,
      ...(first && { submittedAt: first.submittedAt, packageId: first.packageId }),
    });
  }
  return [...known.values()];
}

/** Whether it goes on with the form and the submit time of the one before. */
const isSentOn = ({ acts, direction }: ReferralCase): boolean => acts[0]!.action === 'redirect' || direction === 'DOWN';

/** When each got its number: with its first submit, or when it was sent on. */
function numbersOf(cases: readonly ReferralCase[]): Map<ReferralCase, string> {
  const numbered = cases
    .flatMap((one) => {
      const act = one.acts.find(({ action }) => NUMBERS.has(action));
      return act ? [{ one, at: act.at }] : [];
    })
    .toSorted((a, b) => +a.at - +b.at);
  return new Map(numbered.map(({ one, at }, index) => [one, referralNo(at, index + 1, kindOf(one))]));
}

/** A draft up again, out of a follow-up. */
export const isBackUp = ({ direction, parent }: ReferralCase): boolean =>
  direction === 'UP' && parent?.direction === 'DOWN';

const NUMBERS = new Set(['submit', 'submitEmergency', 'recordRetrospectively', 'redirect']);

function kindOf(one: ReferralCase): 'ROUTINE' | 'EMERGENCY' | 'GREEN_CHANNEL' {
  if (!('emergency' in one)) return 'ROUTINE';
  return (one as EmergencyCase).emergency.channel ? 'GREEN_CHANNEL' : 'EMERGENCY';
}

/** The forms of what goes up and across; a referral that was sent on has that of the first one. */
export function packageRows(chance: Chance, referrals: readonly Recorded[]): Rows {
  return referrals
    .filter((one) => one.packageId === one.id && one.direction !== 'DOWN' && !isBackUp(one))
    .map(({ id, illness, texts, emergency }) =>
      emergency ? hastyForm(id, texts, emergency) : formOf(chance, { id, illness, texts }),
    );
}

function hastyForm(id: string, texts: CaseTexts, { complaint, consciousness }: EmergencyCase['emergency']) {
  return { id, diagnoses: [], chief_complaint: texts.fill(complaint), transport_needs: [], consciousness };
}

function formOf(chance: Chance, { id, illness, texts }: Pick<Recorded, 'id' | 'illness' | 'texts'>) {
  const allergic = chance.happens(ALLERGIC_SHARE);
  return {
    id,
    diagnoses: [diagnosisOf(illness)],
    chief_complaint: texts.fill(illness.complaint),
    present_illness: texts.fill(illness.present),
    past_history: texts.fill(illness.past),
    allergy_status: allergic ? 'HAS' : 'NONE_KNOWN',
    allergy_detail: allergic
      ? chance.pick(['青霉素皮试阳性', '磺胺类药物过敏（皮疹）', '头孢类药物过敏（皮疹）'])
      : null,
    treatment_course: texts.fill(illness.treatment),
    current_medication: texts.fill(illness.medication),
    transport_needs: [],
    transport_fitness: chance.happens(illness.assessedShare ?? 0) ? 'AFTER_ASSESSMENT' : 'FIT',
  };
}

const diagnosisOf = ({ code, display }: { readonly code: string; readonly display: string }) => ({
  ...DIAGNOSIS_LIST,
  code,
  display,
});

export function referralRows(chance: Chance, referrals: readonly Recorded[]): Rows {
  return referrals.map((referral) => ({
    ...headOf(chance, referral),
    id: referral.id,
    referral_no: referral.referralNo,
    direction: referral.direction,
    kind: kindOf(referral),
    parent_id: referral.parentId,
    priority: referral.priority,
    state: referral.state,
    version: referral.version,
    patient_id: referral.patient.id,
    package_id: referral.packageId,
    from_institution_id: referral.from.id,
    from_department_id: referral.fromDepartment?.id ?? null,
    author_staff_id: referral.cast.author.id,
    to_institution_id: referral.department.institution.id,
    to_department_id: referral.department.id,
    owner_staff_id: referral.owner?.id ?? null,
    handling: referral.handling,
    // The escalations that follow mark it.
    escalated_to_sender: false,
    escalated_to_receiver: false,
    ...timesOf(referral),
  }));
}

/** Where the patient was found and why they are referred. */
function headOf(chance: Chance, referral: Recorded) {
  const { illness, priority, emergency, down } = referral;
  if (down) return { source: 'INPATIENT', purpose_code: down.plan.purpose };
  if (emergency) return { source: 'EMERGENCY', purpose_code: null };
  const source = chance.happens(0.12) ? 'INPATIENT' : priority === 'II' ? 'EMERGENCY' : 'OUTPATIENT';
  return { source, purpose_code: chance.weighted(illness.purposes) };
}

function timesOf(referral: Recorded) {
  const afterwards = referral.acts.find(({ action }) => action === 'recordRetrospectively');
  const arrivedAt = referral.direction === 'DOWN' ? null : referral.arrivedAt;
  return {
    retrospective: afterwards !== undefined,
    recorded_late: afterwards !== undefined && +afterwards.at - +arrivedAt! > LATE,
    first_submitted_at: referral.submittedAt,
    reviewing_institution_id: referral.reviewing?.id ?? null,
    centre_reviews: false,
    received_at: referral.receivedAt,
    arrived_at: arrivedAt,
    consent_due_at: referral.emergency && arrivedAt ? after(arrivedAt, CONSENT_LIMIT) : null,
    visit_time: referral.visitTime,
    state_changed_at: referral.stateChangedAt,
    edited_at: referral.editedAt,
    archived_at: referral.archivedAt,
    ended_at: referral.endedAt,
    ended_from: referral.endedFrom,
    created_at: referral.acts[0]!.at,
  };
}

/** Each appointment that was made; what it held counts until another one was made, or it came to nothing. */
export function arrangementRows(chance: Chance, referrals: readonly Recorded[], sealing: Sealing): Rows {
  let codes = 0;
  return referrals.flatMap((referral) => {
    const visits = referral.acts.filter(({ sets }) => sets?.visitTime);
    return visits.map((act, index) => {
      const { department, endedFrom, endedAt } = referral;
      const unused = endedFrom === 'ARRANGED' || endedFrom === 'NO_SHOW' ? endedAt : null;
      const visitTime = act.sets!.visitTime!;
      codes += 1;
      return {
        id: chance.id(act.at),
        referral_id: referral.id,
        institution_id: department.institution.id,
        visit_time: visitTime,
        phone: department.phone,
        doctor_staff_id: referral.cast.doctor.id,
        ...placeOf(chance, referral),
        // The running number ends the code, so that no two are alike.
        ...sealing.appointmentCode(`${chance.integer(10_000, 99_999)}${String(codes).padStart(3, '0')}`),
        code_expires_at: after(visitTime, CODE_VALIDITY),
        arranged_at: act.at,
        replaced_at: visits[index + 1]?.at ?? unused,
      };
    });
  });
}

function placeOf(chance: Chance, { department, handling }: Recorded) {
  if (handling !== 'INPATIENT') return { floor: department.floor, room: department.room };
  const bed = `${chance.integer(1, 48)}床`;
  return { ward: `${department.name}病区`, bed, nurse_station_phone: department.phone.replace(/2(\d\d)$/, '3$1') };
}

export function outcomeRows(chance: Chance, referrals: readonly Recorded[]): Rows {
  return referrals.flatMap((referral) => {
    const told = referral.acts.find(({ action }) => action === 'recordOutcome');
    if (!told) return [];
    const { illness, texts } = referral;
    const { code, display, treatment, feedback } = illness.outcome;
    const appropriate = !chance.happens(INAPPROPRIATE_SHARE);
    return {
      referral_id: referral.id,
      diagnoses: [diagnosisOf({ code: code ?? illness.code, display: display ?? illness.display })],
      treatment: texts.fill(treatment),
      feedback: texts.fill(feedback),
      appropriate,
      inappropriate_reason: appropriate ? null : chance.pick(inappropriateReasons),
      recorded_by_staff_id: told.by!.id,
      recorded_at: told.at,
    };
  });
}

/** The receiver may see the patient from when it is theirs until a while after the end. */
export function referralGrants(chance: Chance, referrals: readonly Recorded[]): Rows {
  return referrals.flatMap(({ id, patient, department, receivedAt, endedAt }) =>
    receivedAt
      ? {
          id: chance.id(receivedAt),
          patient_id: patient.id,
          institution_id: department.institution.id,
          basis: 'REFERRAL',
          source_type: 'referral',
          source_id: id,
          valid_from: receivedAt,
          expires_at: endedAt && after(endedAt, ACCESS_AFTER_END),
        }
      : [],
  );
}
