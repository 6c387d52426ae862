import { registerEnumType } from '@nestjs/graphql';
import { ReferralDeadlineKind } from '../domain/deadlines.js';
import { EscalationTarget } from '../domain/escalation.js';
import { DeadlineStatusState } from '../queries/deadline-status.reader.js';

/** Names the enums of time limits in the schema; called once, before the schema is built. */
export function registerDeadlineEnums(): void {
  registerEnumType(ReferralDeadlineKind, {
    name: 'ReferralDeadlineKind',
    description: 'What is waited for with a time limit. 时限类别',
    valuesMap: {
      REVIEW: { description: 'The sender’s own review is done. 内审时限' },
      DOWN_REVIEW: { description: 'The department’s own review of a down-referral is done. 下转内审时限' },
      CLAIM: { description: 'A doctor of the department claims it. 认领时限' },
      ANSWER: { description: 'The doctor who has claimed it answers. 答复时限' },
      ARRANGEMENT: { description: 'A visit is arranged. 安排时限' },
      ARRIVAL: { description: 'The arrival is confirmed. 到院确认时限' },
      ACKNOWLEDGEMENT: { description: 'Somebody expects the patient of an emergency. 急诊确认时限' },
      RECEIPT: { description: 'The named doctor receives a patient who is sent down, or declines. 接收时限' },
      ALLOCATION: { description: 'The head of the township names a doctor. 分配时限' },
      TRANSIT: { description: 'A patient who is sent down has arrived. 转回到达时限' },
      FOLLOW_UP: { description: 'The team looks after the patient by the day that is due. 随访时限' },
      CONSENT: { description: 'The consent that an emergency did not wait for. 知情同意补签时限' },
    },
  });
  registerEnumType(DeadlineStatusState, {
    name: 'ReferralDeadlineState',
    description: 'How a time limit stands. 时限状态',
    valuesMap: {
      RUNNING: { description: 'Its time runs. 计时中' },
      PAUSED: { description: 'Its time stands still while the other side owes information. 已暂停' },
      OVERDUE: { description: 'It has passed, and somebody else was turned to. 已超时' },
    },
  });
  registerEscalationTargets();
}

function registerEscalationTargets(): void {
  registerEnumType(EscalationTarget, {
    name: 'ReferralEscalationTarget',
    description: 'Whose turn it is when a limit passes. 升级对象',
    valuesMap: {
      REVIEWER: { description: 'The sender’s heads who may review it. 内审负责人' },
      REFERRAL_COORDINATOR: { description: 'The referral centre of the hospital. 转诊中心' },
      MEDICAL_AFFAIRS: { description: 'Medical affairs of the hospital. 医务科' },
      TOWNSHIP_HEAD: { description: 'The head at the township who allocates patients. 基层转诊负责人' },
      FOLLOW_UP_TEAM: { description: 'The doctor and village doctor whose task it is. 随访团队' },
      AUTHOR: { description: 'The doctor who refers. 转诊医生' },
      DUTY_DOCTOR: { description: 'The duty doctor of the department. 科室值班医生' },
      DUTY_HEAD: { description: 'The duty head of the department. 科室值班主任' },
      MEDICAL_AFFAIRS_DUTY: { description: 'Whoever is on duty for medical affairs. 医务科值班' },
      GENERAL_DUTY: { description: 'The general duty officer. 总值班' },
    },
  });
}
