import { registerEnumType } from '@nestjs/graphql';
import {
  AllergyStatus,
  Consciousness,
  Direction,
  Handling,
  PlannedHandling,
  Priority,
  ReferralKind,
  ReferralSource,
  ReferralState,
  TransportFitness,
  TransportNeed,
} from '../domain/referral-state.js';
import { ReferralForm } from '../domain/referral-form.js';
import { OnwardState } from '../domain/onward.transitions.js';
import { ReviewedDirection } from '../domain/review.js';
import { downStates } from './down-referral.enums.js';
import { ReferralBox } from '../queries/referral.queries.js';

/** Names the enums of referrals in the schema; called once, before the schema is built. */
export function registerReferralEnums(): void {
  registerRouteEnums();
  registerKindEnums();
  registerUrgencyEnums();
  registerStateEnums();
  registerHandlingEnums();
  registerFormEnums();
  registerPrintEnums();
}

function registerStateEnums(): void {
  registerEnumType(ReferralState, {
    name: 'ReferralState',
    description: 'How far a referral has come. 转诊状态',
    valuesMap: {
      DRAFT: { description: 'Being written; nobody else sees it. 草稿' },
      PENDING_INTERNAL_REVIEW: { description: "Waits for the sender's head; the receiver sees nothing yet. 待内审" },
      PENDING_ACCEPTANCE: { description: 'Waits for a doctor of the receiving department. 待受理' },
      RETURNED_FOR_EDIT: { description: 'Returned because the form needs mending; keeps its place. 退回修改' },
      AWAITING_INFORMATION: { description: 'The receiver has asked the author something. 待补充' },
      ACCEPTED: { description: 'Accepted; waits for time and place. 待安排' },
      ARRANGED: {
        description: 'Time and place are fixed and the patient has a code; an emergency is expected at once. 已安排',
      },
      NO_SHOW: { description: 'The patient did not come. 爽约' },
      ARRIVED: { description: 'The patient has arrived. 已到院' },
      COMPLETED: { description: 'Treated, and the outcome reported back. 已完成' },
      RETURNED_WITH_ADVICE: { description: 'Answered with advice, to be treated where the patient is. 退回并建议' },
      REJECTED: { description: 'Refused for a clinical reason. 已拒绝' },
      REDIRECTED: { description: 'Goes on elsewhere, as a child or beyond the alliance. 已转介' },
      CANCELLED: { description: 'Taken back by the author. 已撤销' },
      CLOSED: { description: 'Closed by agreement or for want of an answer; can be reopened. 协商关闭' },
      EXPIRED: { description: 'Waited for too long; can be reopened. 超时关闭' },
      ...downStates,
    },
  });
}

function registerHandlingEnums(): void {
  registerEnumType(Handling, {
    name: 'ReferralHandling',
    description: 'How the receiver will treat the patient. 处理方式',
    valuesMap: {
      OUTPATIENT: { description: 'As an outpatient. 门诊' },
      INPATIENT: { description: 'As an inpatient. 住院' },
      EMERGENCY: { description: 'As an emergency. 急诊' },
    },
  });
  registerEnumType(PlannedHandling, {
    name: 'ReferralPlannedHandling',
    description: 'How a receiver who accepts will treat the patient. 受理处理方式',
    valuesMap: {
      OUTPATIENT: { description: 'As an outpatient. 门诊' },
      INPATIENT: { description: 'As an inpatient. 住院' },
    },
  });
  registerEnumType(OnwardState, {
    name: 'OnwardReferralState',
    description: 'How far a referral beyond the alliance has come. 向外转诊状态',
    valuesMap: {
      DRAFT: { description: 'Not sent yet. 草稿' },
      SENT: { description: 'Sent; waits for the answer. 已发出' },
      ANSWERED: { description: 'The receiver has answered. 已答复' },
      COMPLETED: { description: 'The patient was treated there. 已完成' },
      CLOSED: { description: 'It leads nowhere. 已关闭' },
    },
  });
}

function registerRouteEnums(): void {
  registerEnumType(Direction, {
    name: 'ReferralDirection',
    description: 'Between which levels a referral goes. 转诊方向',
    valuesMap: {
      UP: { description: 'From a township centre to a county hospital. 上转' },
      DOWN: { description: 'From a county hospital back to a township centre. 下转' },
      LATERAL: { description: 'Between institutions of the same level. 平级转诊' },
    },
  });
  registerEnumType(ReviewedDirection, {
    name: 'ReviewedDirection',
    description: 'Directions for which internal review can be switched on. 内审转诊方向',
    valuesMap: {
      UP: { description: 'To a county hospital. 上转' },
      LATERAL: { description: 'Between institutions of one level. 平级转诊' },
      DOWN: { description: 'Back to a township centre. 下转' },
    },
  });
}

function registerKindEnums(): void {
  registerEnumType(ReferralKind, {
    name: 'ReferralKind',
    description: 'Whether nothing may stand in its way. 转诊类别',
    valuesMap: {
      ROUTINE: { description: 'Waits for review, acceptance and a visit. 普通' },
      EMERGENCY: { description: 'Expected at once. 急诊' },
      GREEN_CHANNEL: { description: 'An emergency that is followed by the minute. 绿色通道' },
    },
  });
  registerEnumType(Consciousness, {
    name: 'Consciousness',
    description: 'How conscious the patient is. 意识状态',
    valuesMap: {
      ALERT: { description: 'Alert. 清醒' },
      DROWSY: { description: 'Drowsy. 嗜睡' },
      STUPOR: { description: 'Stuporous. 昏睡' },
      COMA: { description: 'In a coma. 昏迷' },
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
}

function registerUrgencyEnums(): void {
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
  registerEnumType(TransportNeed, {
    name: 'TransportNeed',
    description: 'What has to be there while a patient is moved. 转运需求',
    valuesMap: {
      OXYGEN: { description: 'Oxygen. 吸氧' },
      MONITOR: { description: 'A monitor. 心电监护' },
      STRETCHER: { description: 'A stretcher. 担架' },
      ESCORT: { description: 'Somebody of the sender who goes along. 医护陪送' },
      AMBULANCE: { description: 'An ambulance, called by 120. 120 救护车' },
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
