import { randomUUID } from 'node:crypto';
import type { Person, World } from './world.js';

/** A referral as tests look at it. */
export interface SeenReferral {
  readonly id: string;
  readonly version: number;
  readonly state: string;
  readonly referralNo: string | null;
  readonly arrangement: { readonly code: string } | null;
}

export const SEEN = 'id version state referralNo arrangement { code }';

const DIAGNOSIS = { system: 'ICD-10-CN-CLINICAL', version: '2.0', code: 'I20.0', display: '不稳定型心绞痛' };

/** A form that can be submitted. */
export const completeForm = {
  diagnoses: [DIAGNOSIS],
  chiefComplaint: '反复胸痛3天',
  presentIllness: '活动后胸骨后压榨样疼痛，休息可缓解。',
  allergyStatus: 'NONE_KNOWN',
  transportFitness: 'FIT',
};

let nextSequence = 100;

/** A resident id in a range that is given to nobody, with the right check digit. */
export function fictionalIdNumber(birthDate = '19800101'): string {
  nextSequence += 2;
  const area = 990_000 + Math.floor(nextSequence / 1000);
  const body = `${area}${birthDate}${String(nextSequence % 1000).padStart(3, '0')}`;
  const weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
  const sum = weights.reduce((total, weight, index) => total + weight * Number(body[index]), 0);
  return body + '10X98765432'[sum % 11];
}

/** Changes of a referral, with the types of their inputs. */
const INPUTS = {
  submitReferral: 'SubmitReferralInput',
  approveReferral: 'ReferralActionInput',
  returnReferralForEdit: 'ReferralReasonInput',
  claimReferral: 'ReferralActionInput',
  assignReferral: 'AssignReferralInput',
  requestReferralInformation: 'RequestReferralInformationInput',
  supplyReferralInformation: 'SupplyReferralInformationInput',
  returnReferralWithAdvice: 'ReturnReferralWithAdviceInput',
  redirectReferral: 'RedirectReferralInput',
  forwardReferralOnward: 'ForwardReferralOnwardInput',
  rearrangeReferral: 'ArrangeReferralInput',
  confirmReferralArrival: 'ReferralActionInput',
  markReferralNoShow: 'ReferralReasonInput',
  cancelReferral: 'ReferralReasonInput',
  closeReferralByAgreement: 'ReferralReasonInput',
  reopenReferral: 'ReferralReasonInput',
  acknowledgeEmergencyReferral: 'ReferralActionInput',
  amendEmergencyReferral: 'AmendEmergencyReferralInput',
  recordReferralRetrospectively: 'RecordReferralRetrospectivelyInput',
} as const;
export type UpMutation = keyof typeof INPUTS;

const changing = (mutation: string, type: string): string =>
  `mutation($input: ${type}!) { ${mutation}(input: $input) { ${SEEN} } }`;

/** What people do with referrals, in the words of the domain; each step answers the referral as it is then. */
export class ReferralStory {
  constructor(private readonly world: World) {}

  /** A patient of the doctor's institution, with the consents to be referred, in the alliance and beyond. */
  async patient(doctor: Person, { consent = true } = {}): Promise<string> {
    const { registerPatient } = await doctor.asks<{ registerPatient: { id: string } }>(
      'mutation($input: RegisterPatientInput!) { registerPatient(input: $input) { id } }',
      {
        input: { idempotencyKey: randomUUID(), name: '测试患者', idType: 'RESIDENT_ID', idNumber: fictionalIdNumber() },
      },
    );
    if (consent) await this.consent(doctor, registerPatient.id, 'REFERRAL', 'ONWARD_REFERRAL');
    return registerPatient.id;
  }

  async consent(doctor: Person, patientId: string, ...kinds: string[]): Promise<void> {
    for (const kind of kinds.length > 0 ? kinds : ['REFERRAL']) {
      await doctor.asks('mutation($input: RecordConsentInput!) { recordConsent(input: $input) { id } }', {
        input: {
          idempotencyKey: randomUUID(),
          patientId,
          kind,
          method: 'WRITTEN',
          ...(kind === 'CONSULTATION' && { toldCostCents: 50_000 }),
        },
      });
    }
  }

  /** A family-doctor contract of the patient, for the year of tests. */
  async contract(doctor: Person, patientId: string, villageDoctor: Person): Promise<void> {
    await doctor.asks(
      'mutation($input: SignFamilyDoctorContractInput!) { signFamilyDoctorContract(input: $input) { id } }',
      {
        input: {
          idempotencyKey: randomUUID(),
          patientId,
          teamName: '一队',
          doctorStaffId: doctor.staffId,
          villageDoctorStaffId: villageDoctor.staffId,
          validFrom: '2026-01-01',
          validTo: '2026-12-31',
        },
      },
    );
  }

  async draft(doctor: Person, changes: Readonly<Record<string, unknown>> = {}): Promise<SeenReferral> {
    const patientId = (changes['patientId'] as string | undefined) ?? (await this.patient(doctor));
    return this.does(doctor, 'draftReferral', 'DraftReferralInput', {
      idempotencyKey: randomUUID(),
      patientId,
      toDepartmentId: this.world.departmentId('cardiology'),
      source: 'OUTPATIENT',
      priority: 'III',
      purposeCode: 'specialist_needed',
      form: completeForm,
      ...changes,
    });
  }

  async submitted(doctor: Person): Promise<SeenReferral> {
    return this.submit(doctor, await this.draft(doctor));
  }

  submit(doctor: Person, referral: SeenReferral): Promise<SeenReferral> {
    return this.does(doctor, 'submitReferral', 'SubmitReferralInput', at(referral));
  }

  claim(doctor: Person, referral: SeenReferral): Promise<SeenReferral> {
    return this.does(doctor, 'claimReferral', 'ReferralActionInput', at(referral));
  }

  accept(doctor: Person, referral: SeenReferral, handling: 'OUTPATIENT' | 'INPATIENT' = 'OUTPATIENT') {
    return this.does(doctor, 'acceptReferral', 'AcceptReferralInput', { ...at(referral), handling });
  }

  /** `taken` names the session or pool of beds that the visit takes a place of, if any. */
  arrange(coordinator: Person, referral: SeenReferral, visitTime: Date, taken: object = {}): Promise<SeenReferral> {
    const input = { ...at(referral), visitTime: visitTime.toISOString(), room: '302', ...taken };
    return this.does(coordinator, 'arrangeReferral', 'ArrangeReferralInput', input);
  }

  async arrive(registrar: Person, code: string): Promise<void> {
    await registrar.asks(
      'mutation($input: VerifyAppointmentCodeInput!) { verifyAppointmentCode(input: $input) { referralNo } }',
      { input: { code } },
    );
  }

  recordOutcome(doctor: Person, referral: SeenReferral): Promise<SeenReferral> {
    return this.does(doctor, 'recordReferralOutcome', 'RecordReferralOutcomeInput', {
      ...at(referral),
      diagnoses: [DIAGNOSIS],
      treatment: '冠脉造影后药物治疗',
      feedback: '请继续双联抗血小板治疗',
      appropriate: true,
    });
  }

  complete(coordinator: Person, referral: SeenReferral): Promise<SeenReferral> {
    return this.does(coordinator, 'completeReferral', 'ReferralActionInput', at(referral));
  }

  async look(person: Person, id: string): Promise<SeenReferral> {
    const { referral } = await person.asks<{ referral: SeenReferral }>(
      `query($id: ID!) { referral(id: $id) { ${SEEN} } }`,
      { id },
    );
    return referral;
  }

  /** An emergency of somebody whom nobody knows. */
  emergency(doctor: Person, changes: Readonly<Record<string, unknown>> = {}): Promise<SeenReferral> {
    return this.does(doctor, 'submitEmergencyReferral', 'SubmitEmergencyReferralInput', {
      idempotencyKey: randomUUID(),
      toDepartmentId: this.world.departmentId('cardiology'),
      priority: 'I',
      consciousness: 'COMA',
      phone: '13800000001',
      patientName: '无名氏（男，约六十岁）',
      ...changes,
    });
  }

  /** Any change of a referral, by the name of its mutation. */
  act(person: Person, mutation: UpMutation, referral: SeenReferral, more: object = {}): Promise<SeenReferral> {
    return this.does(person, mutation, INPUTS[mutation], { ...at(referral), ...more });
  }

  /** The same as an attempt. @returns the rule or code that refuses it, or null */
  async refusal(person: Person, mutation: UpMutation, referral: SeenReferral, more: object = {}) {
    const { errors } = await person.tries(changing(mutation, INPUTS[mutation]), {
      input: { ...at(referral), ...more },
    });
    const extensions = errors[0]?.extensions;
    return extensions ? (extensions.rule ?? extensions.code) : null;
  }

  private async does(person: Person, mutation: string, type: string, input: object): Promise<SeenReferral> {
    const data = await person.asks<Record<string, SeenReferral>>(changing(mutation, type), { input });
    return data[mutation]!;
  }
}

function at({ id, version }: SeenReferral): { id: string; expectedVersion: number } {
  return { id, expectedVersion: version };
}
