import { registerEnumType } from '@nestjs/graphql';
import {
  AllergyStatus,
  Direction,
  Handling,
  Priority,
  ReferralSource,
  TransportFitness,
  UpState,
} from '../domain/referral-state.js';
import { ReferralForm } from '../domain/referral-form.js';
import { ReferralBox } from '../queries/referral.queries.js';

/** Names the enums of referrals in the schema; called once, before the schema is built. */
export function registerReferralEnums(): void {
  registerRouteEnums();
  registerStateEnums();
  registerFormEnums();
  registerPrintEnums();
}

function registerStateEnums(): void {
  registerEnumType(UpState, {
    name: 'ReferralState',
    description: 'How far a referral has come. 转诊状态',
    valuesMap: {
      DRAFT: { description: 'Being written; nobody else sees it. 草稿' },
      PENDING_ACCEPTANCE: { description: 'Waits for a doctor of the receiving department. 待受理' },
      RETURNED_FOR_EDIT: { description: 'Returned because the form needs mending; keeps its place. 退回修改' },
      ACCEPTED: { description: 'Accepted; waits for time and place. 待安排' },
      ARRANGED: { description: 'Time and place are fixed and the patient has a code. 已安排' },
      ARRIVED: { description: 'The patient has arrived. 已到院' },
      COMPLETED: { description: 'Treated, and the outcome reported back. 已完成' },
      REJECTED: { description: 'Refused for a clinical reason. 已拒绝' },
    },
  });
  registerEnumType(Handling, {
    name: 'ReferralHandling',
    description: 'How the receiver will treat the patient. 处理方式',
    valuesMap: {
      OUTPATIENT: { description: 'As an outpatient. 门诊' },
      INPATIENT: { description: 'As an inpatient. 住院' },
    },
  });
}

function registerRouteEnums(): void {
  registerEnumType(Direction, {
    name: 'ReferralDirection',
    description: 'Between which levels a referral goes. 转诊方向',
    valuesMap: {
      UP: { description: 'From a township centre to a county hospital. 上转' },
      LATERAL: { description: 'Between institutions of the same kind. 平级转诊' },
    },
  });
  registerEnumType(ReferralSource, {
    name: 'ReferralSource',
    description: 'Where the patient is being treated now. 患者来源',
    valuesMap: {
      OUTPATIENT: { description: 'Outpatient clinic. 门诊' },
      INPATIENT: { description: 'Ward. 住院' },
      EMERGENCY: { description: 'Emergency department. 急诊' },
    },
  });
  registerEnumType(Priority, {
    name: 'ReferralPriority',
    description: 'How urgent the referral is. 病情分级',
    valuesMap: {
      I: { description: 'Critical. 急危' },
      II: { description: 'Severe. 急重' },
      III: { description: 'Urgent. 急症' },
      IV: { description: 'Not urgent. 非急' },
    },
  });
  registerEnumType(ReferralBox, {
    name: 'ReferralBox',
    description: "Which of the institution's referrals. 转诊列表范围",
    valuesMap: {
      SENT: { description: 'Those that it sends. 转出' },
      RECEIVED: { description: 'Those that it has received. 转入' },
    },
  });
}

function registerFormEnums(): void {
  registerEnumType(AllergyStatus, {
    name: 'AllergyStatus',
    description: 'What is known of allergies. 过敏史情况',
    valuesMap: {
      HAS: { description: 'There are allergies; the detail says which. 有' },
      NONE_KNOWN: { description: 'None are known. 无' },
      UNKNOWN: { description: 'It could not be found out. 不详' },
    },
  });
  registerEnumType(TransportFitness, {
    name: 'TransportFitness',
    description: 'Whether the patient can be moved. 转运评估',
    valuesMap: {
      FIT: { description: 'Fit for transport. 适宜转运' },
      AFTER_ASSESSMENT: { description: 'Only after an assessment. 评估后转运' },
      NOT_ADVISED: { description: 'Transport is not advised. 不建议转运' },
    },
  });
}

function registerPrintEnums(): void {
  registerEnumType(ReferralForm, {
    name: 'ReferralForm',
    description: 'The papers of a referral. 转诊单据',
    valuesMap: {
      STUB: { description: 'What stays with the sender. 存根' },
      TRANSFER: { description: 'What goes with the patient. 转出单' },
      RETURN: { description: 'What the receiver tells the sender. 回转单' },
      HANDOUT: { description: 'Where and when to go, with the code, for the patient. 就诊须知' },
      CONSENT: { description: 'The consent, to be signed. 知情同意书' },
    },
  });
}
