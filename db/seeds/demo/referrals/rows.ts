import { after, days, hours, minutes } from '#kernel';
import { referralNo } from '#referral';
import type { Rows } from '../bulk-insert.js';
import { CaseTexts } from '../illness/index.js';
import type { Chance } from '../random.js';
import type { Sealing } from '../sealing.js';
import type { Act, ReferralCase, State } from './act.js';
import { inappropriateReasons } from './reasons.js';

const DIAGNOSIS_LIST = { system: 'ICD-10-CN-CLINICAL', version: '2.0' };
const INAPPROPRIATE_SHARE = 0.05;
const ALLERGIC_SHARE = 0.08;
/** As the reference settings have it. */
const CODE_VALIDITY = hours(48);
const ACCESS_AFTER_END = days(30);

/** One referral in the shape in which all its tables need it. */
export interface Recorded extends ReferralCase {
  readonly id: string;
  readonly texts: CaseTexts;
  readonly referralNo: string | null;
  readonly submittedAt: Date | null;
  readonly state: State;
  readonly endedAt: Date | null;
}

/** Gives every case its id and, in the order of submitting, its number. */
export function recorded(chance: Chance, cases: readonly ReferralCase[]): Recorded[] {
  const inOrder = cases.filter((one) => firstSubmit(one)).toSorted((a, b) => +firstSubmit(a)! - +firstSubmit(b)!);
  return cases.map((one) => {
    const last = one.acts.at(-1)!;
    return {
      ...one,
      id: chance.id(one.acts[0]!.at),
      texts: new CaseTexts(chance, one.illness.values),
      referralNo: firstSubmit(one) && referralNo(firstSubmit(one)!, inOrder.indexOf(one) + 1),
      submittedAt: firstSubmit(one),
      state: last.to,
      endedAt: last.to === 'COMPLETED' || last.to === 'REJECTED' ? last.at : null,
    };
  });
}

function firstSubmit(one: ReferralCase): Date | null {
  return actOf(one, 'submit')?.at ?? null;
}

function actOf({ acts }: ReferralCase, action: string): Act | undefined {
  return acts.find((act) => act.action === action);
}

export function packageRows(chance: Chance, referrals: readonly Recorded[]): Rows {
  return referrals.map(({ id, illness, texts }) => {
    const allergic = chance.happens(ALLERGIC_SHARE);
    return {
      id,
      diagnoses: [{ ...DIAGNOSIS_LIST, code: illness.code, display: illness.display }],
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
  });
}

export function referralRows(chance: Chance, referrals: readonly Recorded[]): Rows {
  return referrals.map((referral) => ({
    id: referral.id,
    referral_no: referral.referralNo,
    direction: 'UP',
    kind: 'ROUTINE',
    retrospective: false,
    recorded_late: false,
    source: chance.happens(0.12) ? 'INPATIENT' : referral.priority === 'II' ? 'EMERGENCY' : 'OUTPATIENT',
    priority: referral.priority,
    state: referral.state,
    version: referral.acts.length,
    patient_id: referral.patient.id,
    package_id: referral.id,
    from_institution_id: referral.patient.institution.id,
    author_staff_id: referral.cast.author.id,
    to_institution_id: referral.department.institution.id,
    to_department_id: referral.department.id,
    owner_staff_id: ownerOf(referral),
    purpose_code: chance.weighted(referral.illness.purposes),
    handling: actOf(referral, 'accept') ? referral.handling : null,
    first_submitted_at: referral.submittedAt,
    received_at: referral.submittedAt,
    arrived_at: actOf(referral, 'confirmArrival')?.at ?? null,
    state_changed_at: stateChangedAt(referral),
    ended_at: referral.endedAt,
    created_at: referral.acts[0]!.at,
  }));
}

/** Whoever claimed it last, unless it was given back since. */
function ownerOf({ acts }: ReferralCase): string | null {
  const last = acts.findLast(({ action }) => ['claim', 'release', 'returnForEdit'].includes(action));
  return last?.action === 'claim' ? last.by.id : null;
}

function stateChangedAt({ acts, state }: Recorded): Date {
  const first = acts.findLastIndex(({ to }) => to !== state) + 1;
  return acts[first]!.at;
}

export function arrangementRows(chance: Chance, referrals: readonly Recorded[], sealing: Sealing): Rows {
  return referrals.flatMap((referral, index) => {
    const arranged = actOf(referral, 'arrange');
    if (!arranged) return [];
    const { department, visitTime } = referral;
    return {
      id: chance.id(arranged.at),
      referral_id: referral.id,
      institution_id: department.institution.id,
      visit_time: visitTime,
      phone: department.phone,
      doctor_staff_id: referral.cast.doctor.id,
      ...placeOf(chance, referral),
      // The running number ends the code, so that no two are alike.
      ...sealing.appointmentCode(`${chance.integer(10_000, 99_999)}${String(index).padStart(3, '0')}`),
      code_expires_at: after(visitTime, CODE_VALIDITY),
      arranged_at: arranged.at,
    };
  });
}

function placeOf(chance: Chance, { department, handling }: ReferralCase) {
  if (handling === 'OUTPATIENT') return { floor: department.floor, room: department.room };
  const bed = `${chance.integer(1, 48)}床`;
  return { ward: `${department.name}病区`, bed, nurse_station_phone: department.phone.replace(/2(\d\d)$/, '3$1') };
}

export function outcomeRows(chance: Chance, referrals: readonly Recorded[]): Rows {
  return referrals.flatMap((referral) => {
    const told = actOf(referral, 'recordOutcome');
    if (!told) return [];
    const { illness, texts } = referral;
    const { code, display, treatment, feedback } = illness.outcome;
    const appropriate = !chance.happens(INAPPROPRIATE_SHARE);
    return {
      referral_id: referral.id,
      diagnoses: [{ ...DIAGNOSIS_LIST, code: code ?? illness.code, display: display ?? illness.display }],
      treatment: texts.fill(treatment),
      feedback: texts.fill(feedback),
      appropriate,
      inappropriate_reason: appropriate ? null : chance.pick(inappropriateReasons),
      recorded_by_staff_id: told.by.id,
      recorded_at: told.at,
    };
  });
}

/** Consent for every referral that was sent; a child's is given by a parent. */
export function consentRows(chance: Chance, referrals: readonly Recorded[], sealing: Sealing): Rows {
  return referrals
    .filter(({ submittedAt }) => submittedAt !== null)
    .map(({ patient, acts, cast }) => {
      const givenAt = after(acts[0]!.at, minutes(1));
      return {
        id: chance.id(givenAt),
        patient_id: patient.id,
        kind: 'REFERRAL',
        ...signatureOf(chance, patient, sealing),
        given_at: givenAt,
        recorded_by_staff_id: cast.author.id,
        recorded_institution_id: patient.institution.id,
        recorded_at: givenAt,
        version: 1,
      };
    });
}

function signatureOf(chance: Chance, { contact }: ReferralCase['patient'], sealing: Sealing) {
  if (contact.relation !== 'PARENT')
    return { method: chance.pick(['WRITTEN', 'WRITTEN', 'ELECTRONIC']), signer_relation: 'SELF' };
  return {
    method: 'PROXY',
    signer_relation: 'PARENT',
    signer_name_ciphertext: sealing.signer(contact.name),
    proxy_reason: '患者为未成年人，由监护人签署',
  };
}

/** The receiver may see the patient from the submit until a while after the end. */
export function referralGrants(chance: Chance, referrals: readonly Recorded[]): Rows {
  return referrals.flatMap(({ id, patient, department, submittedAt, endedAt }) =>
    submittedAt
      ? {
          id: chance.id(submittedAt),
          patient_id: patient.id,
          institution_id: department.institution.id,
          basis: 'REFERRAL',
          source_type: 'referral',
          source_id: id,
          valid_from: submittedAt,
          expires_at: endedAt && after(endedAt, ACCESS_AFTER_END),
        }
      : [],
  );
}
