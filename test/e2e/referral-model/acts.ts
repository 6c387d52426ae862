import { after, before, days, hours } from '#kernel';
import { completeForm, type Person } from '#testing';
import type { Modelled } from './model.js';
import type { Stage } from './stage.js';

type Fields = Readonly<Record<string, unknown>>;

/** What somebody asks of the product, and the action of the table that it is. */
export interface Act {
  readonly mutation: string;
  readonly action: string;
  readonly isDown: boolean;
  /** What it brings; `choice` varies it. */
  readonly fields: (stage: Stage, choice: number, referral: Modelled) => Fields | Promise<Fields>;
}

const HOSPITAL_DEPARTMENTS = ['cardiology', 'surgery', 'tcm-internal'];
const TOWNSHIP_DEPARTMENTS = ['general-north', 'general-south'];

const up = (mutation: string, action: string, fields: Act['fields'] = () => ({})): Act => ({
  mutation,
  action,
  isDown: false,
  fields,
});
const down = (mutation: string, action: string, fields: Act['fields'] = () => ({})): Act => ({
  ...up(mutation, action, fields),
  isDown: true,
});
/** Now and then with a reason that there is not. */
const because =
  (...codes: string[]): Act['fields'] =>
  (_stage, choice) => ({ reasonCode: choice % 7 === 6 ? 'no_such_reason' : codes[choice % codes.length]! });
const oneOf = (people: readonly Person[], choice: number): string => people[choice % people.length]!.staffId;

/** A place, a bed or a time alone. */
async function appointment(stage: Stage, choice: number, { toDepartmentId }: Modelled): Promise<Fields> {
  const sessions = await stage.nextSessions(toDepartmentId);
  const session = sessions[choice % 4];
  if (session) return { visitTime: session.startsAt, clinicSessionId: session.id };
  const visitTime = after(stage.app.clock.now(), hours(20));
  return choice % 4 === 2 ? { visitTime, bedPoolId: stage.bedPoolId } : { visitTime };
}

export const acts: readonly Act[] = [
  up('editReferral', 'edit', (stage, choice) => ({
    toDepartmentId: stage.department(HOSPITAL_DEPARTMENTS, choice),
    source: 'OUTPATIENT',
    priority: choice % 2 ? 'II' : 'III',
    purposeCode: 'specialist_needed',
    form: completeForm,
  })),
  up('submitReferral', 'submit'),
  up('approveReferral', 'approve'),
  up('returnReferralForEdit', 'returnForEdit', because('incomplete_info')),
  up('claimReferral', 'claim'),
  up('releaseReferral', 'release'),
  up('assignReferral', 'assign', (stage, choice) => ({
    doctorStaffId: oneOf([stage.person('cardiologist'), stage.person('surgeon'), stage.person('tcm-doctor')], choice),
  })),
  up('requestReferralInformation', 'requestInformation', () => ({ question: '请补充心电图结果' })),
  up('supplyReferralInformation', 'supplyInformation', () => ({ answer: '心电图未见异常' })),
  up('acceptReferral', 'accept', () => ({ handling: 'OUTPATIENT' })),
  up('returnReferralWithAdvice', 'returnWithAdvice', (_stage, choice) => ({
    advice: choice % 2 ? '请复查' : '请继续口服药物治疗并复查',
  })),
  up('rejectReferral', 'reject', because('out_of_scope')),
  up('redirectReferral', 'redirect', (stage, choice) => ({
    toDepartmentId: stage.department(HOSPITAL_DEPARTMENTS, choice),
  })),
  up('forwardReferralOnward', 'forwardOnward', () => ({ institutionName: '省人民医院' })),
  up('arrangeReferral', 'arrange', appointment),
  up('rearrangeReferral', 'rearrange', appointment),
  up('confirmReferralArrival', 'confirmArrival'),
  up('recordReferralOutcome', 'recordOutcome', (_stage, choice) => ({
    diagnoses: completeForm.diagnoses,
    treatment: '药物治疗',
    feedback: '请继续服药',
    appropriate: choice % 2 === 0,
  })),
  up('completeReferral', 'complete'),
  up('openGreenChannel', 'openGreenChannel', () => ({ channel: 'CHEST_PAIN' })),
  up('acknowledgeEmergencyReferral', 'acknowledgeEmergency'),
  up('amendEmergencyReferral', 'amendEmergency', () => ({
    priority: 'I',
    consciousness: 'DROWSY',
    phone: '13800000002',
  })),
  up('recordReferralRetrospectively', 'recordRetrospectively', (stage, choice) => ({
    arrivedAt: before(stage.app.clock.now(), days(choice % 5)),
  })),
  up('markReferralNoShow', 'markNoShow', because('patient_forgot')),
  up('cancelReferral', 'cancel', because('patient_withdraw')),
  up('closeReferralByAgreement', 'closeByAgreement', because('patient_giveup')),
  up('reopenReferral', 'reopen', because('ended_in_error')),
  down('editDownReferral', 'edit', (stage, choice) => stage.downContent(choice)),
  down('submitDownReferral', 'submit'),
  down('approveDownReferral', 'approve'),
  down('returnDownReferralForEdit', 'returnForEdit', because('incomplete_info')),
  down('allocateDownReferral', 'allocate', (stage, choice) => ({
    receiverStaffId: oneOf(
      [stage.person('township-doctor'), stage.person('township-colleague'), stage.person('other-township-doctor')],
      choice,
    ),
  })),
  down('receiveDownReferral', 'receive'),
  down('declineDownReferral', 'declineReceipt', because('beyond_capability')),
  down('refuseDownReferral', 'refuse', because('bed_full')),
  down('redirectDownReferral', 'redirect', (stage, choice) => ({
    toDepartmentId: stage.department(TOWNSHIP_DEPARTMENTS, choice),
  })),
  down('confirmDownReferralArrival', 'confirmArrival'),
  down('reportDownReferralNotArrived', 'reportNotArrived', (stage) => ({
    calls: [{ madeAt: stage.app.clock.now(), note: '无人接听' }],
  })),
  down('reassignDownReferral', 'reassign', (stage, choice) => ({
    reasonCode: 'doctor_unavailable',
    receiverStaffId: oneOf([stage.person('township-doctor'), stage.person('township-colleague')], choice),
  })),
  down('endDownReferralFollowUp', 'endFollowUp', because('plan_completed', 'back_to_county')),
  down('referBackToCounty', 'referBack', () => ({ priority: 'II', purposeCode: 'specialist_needed' })),
  down('cancelDownReferral', 'cancel', because('condition_changed')),
  down('closeDownReferralByAgreement', 'closeByAgreement', because('patient_giveup')),
];
