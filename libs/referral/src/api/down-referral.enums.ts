import { registerEnumType } from '@nestjs/graphql';
import type { DownState } from '../domain/down-state.js';
import { FollowUpMethod, FollowUpState, PatientCondition } from '../domain/follow-up.js';
import type { UpState } from '../domain/referral-state.js';
import { FollowUpDue } from '../queries/follow-up.queries.js';

/** States that only down-referrals have. */
export const downStates: Readonly<Record<Exclude<DownState, UpState>, { readonly description: string }>> = {
  PENDING_RECEIPT: { description: 'Waits for the doctor who is named in it. 待接收' },
  PENDING_ALLOCATION: { description: 'Waits for the head to name a doctor. 待分配' },
  PENDING_REASSIGNMENT: { description: 'The doctor declined; the head names another one. 待改派' },
  IN_TRANSIT: { description: 'Received; the patient is on the way back. 转回中' },
  NOT_ARRIVED: { description: 'The patient has not come. 未到达' },
  FOLLOW_UP: { description: 'The patient is back and is looked after. 随访中' },
  REFUSED: { description: 'The institution cannot take the patient. 机构退回' },
};

export function registerFollowUpEnums(): void {
  registerEnumType(FollowUpState, {
    name: 'FollowUpState',
    description: 'How far a follow-up has come. 随访任务状态',
    valuesMap: {
      OPEN: { description: 'To be done. 待随访' },
      DONE: { description: 'Done and recorded. 已随访' },
      WITHDRAWN: { description: 'No longer needed, because the follow-up has ended. 已取消' },
    },
  });
  registerEnumType(FollowUpMethod, {
    name: 'FollowUpMethod',
    description: 'How somebody looks after a patient. 随访方式',
    valuesMap: {
      PHONE: { description: 'By telephone. 电话随访' },
      VISIT: { description: 'At home. 入户随访' },
      CLINIC: { description: 'At the clinic. 门诊随访' },
    },
  });
  registerEnumType(PatientCondition, {
    name: 'PatientCondition',
    description: 'How a patient is at a follow-up. 病情评估',
    valuesMap: {
      STABLE: { description: 'Stable. 稳定' },
      IMPROVED: { description: 'Improved. 好转' },
      NEEDS_ATTENTION: { description: 'Needs attention. 需关注' },
      NEEDS_UP_REFERRAL: { description: 'Needs to be referred up. 需上转' },
    },
  });
  registerEnumType(FollowUpDue, {
    name: 'FollowUpDue',
    description: "Which of one's open follow-ups. 随访到期范围",
    valuesMap: {
      ALL: { description: 'All that are open. 全部待随访' },
      DUE: { description: 'Due today or earlier. 今日到期及逾期' },
      OVERDUE: { description: 'Due before today. 已逾期' },
    },
  });
}
