import { registerEnumType } from '@nestjs/graphql';
import { BookingState } from '../domain/booking-state.js';
import { PlanState } from '../domain/plan-state.js';
import { SecondmentState } from '../domain/secondment.js';
import { SessionKind, SessionState } from '../domain/session-state.js';
import { ObjectivePart } from '../domain/solver/answer.js';

export const RotaChangeKind = { ADDED: 'ADDED', REMOVED: 'REMOVED' } as const;
export type RotaChangeKind = (typeof RotaChangeKind)[keyof typeof RotaChangeKind];

/** Names the enums of rotas in the schema; called once, before the schema is built. */
export function registerDispatchEnums(): void {
  registerEnumType(RotaChangeKind, {
    name: 'RotaChangeKind',
    description: 'What a version of a rota did with a session. 变更类型',
    valuesMap: { ADDED: { description: 'It came in. 新增' }, REMOVED: { description: 'It left. 取消' } },
  });
  registerEnumType(PlanState, {
    name: 'RotaPlanState',
    description: 'How far a rota is. 排班计划状态',
    valuesMap: {
      DRAFT: { description: 'Made by hand so far. 草稿' },
      GENERATED: { description: 'Filled by a search. 已生成' },
      UNDER_REVIEW: { description: 'Looked at before it is published. 审核中' },
      PUBLISHED: { description: 'It counts. 已发布' },
      AMENDING: { description: 'It counts, and its next version is being made. 变更中' },
      CLOSED: { description: 'It is over and everything is settled. 已归档' },
      DISCARDED: { description: 'It was not used. 已作废' },
    },
  });
  registerSecondmentStates();
  registerBookingStates();
  registerSessionEnums();
  registerGoals();
}

function registerGoals(): void {
  registerEnumType(ObjectivePart, {
    name: 'RotaObjectivePart',
    description: 'A goal of rotas that is weighed, not demanded. 软目标',
    valuesMap: {
      SHORT_OF_IDEAL: { description: 'As many experts as would be best. 理想人数' },
      TRAVEL: { description: 'Little time on the way. 路程' },
      FAIRNESS: { description: 'The same load for everybody. 负荷公平' },
      BURDEN: { description: 'Weekends and far townships shared. 周末与偏远分担' },
      PREFERENCE: { description: 'What experts wish. 专家偏好' },
      CONTINUITY: { description: 'The same expert at the same township. 连续性' },
      CHANGE: { description: 'Few changes to what was published. 少变更' },
    },
  });
}

function registerSecondmentStates(): void {
  registerEnumType(SecondmentState, {
    name: 'SecondmentState',
    description: 'How far a secondment is. 派驻状态',
    valuesMap: {
      PLANNED: { description: 'It has not begun. 待开始' },
      ACTIVE: { description: 'Under way. 派驻中' },
      ENDED: { description: 'It has ended in time. 已结束' },
      TERMINATED: { description: 'It ended before its time. 已终止' },
      WITHDRAWN: { description: 'It was taken back before it began. 已撤回' },
    },
  });
}

function registerBookingStates(): void {
  registerEnumType(BookingState, {
    name: 'RotaBookingState',
    description: 'What has become of a patient’s place. 预约状态',
    valuesMap: {
      BOOKED: { description: 'The patient is to come. 已预约' },
      ATTENDED: { description: 'The patient came. 已到诊' },
      ABSENT: { description: 'The patient did not come. 未到诊' },
      CANCELLED: { description: 'The place was given back. 已取消' },
    },
  });
}

function registerSessionEnums(): void {
  registerEnumType(SessionState, {
    name: 'RotaSessionState',
    description: 'What has become of a session. 下派班次状态',
    valuesMap: {
      PLANNED: { description: 'Nobody has confirmed it yet. 待确认' },
      CONFIRMED: { description: 'The expert will come. 已确认' },
      CHECKED_IN: { description: 'The expert is there. 已签到' },
      COMPLETED: { description: 'Attendance is on record. 已完成' },
      SWAP_PENDING: { description: 'The expert asks somebody else to go. 换班待审批' },
      SUBSTITUTED: { description: 'Somebody else goes, in a session of their own. 已换人' },
      CANCELLED: { description: 'It does not take place. 已取消' },
      NO_SHOW: { description: 'Nobody came. 未到岗' },
      SUSPENDED: { description: 'It has lost its expert and waits for repair. 停诊' },
    },
  });
  registerEnumType(SessionKind, {
    name: 'RotaSessionKind',
    description: 'What an expert does at a township. 下派类别',
    valuesMap: {
      SUPPORT: { description: 'Support of the staff there. 对口支援' },
      ROUNDS: { description: 'Going round. 巡诊' },
      CLINIC: { description: 'An expert clinic. 专家门诊/联合门诊' },
      WARD_ROUND: { description: 'Ward rounds together. 联合病房查房' },
      SURGERY: { description: 'Surgery. 手术' },
      TEACHING: { description: 'Teaching. 带教' },
      OUTREACH: { description: 'Free clinic for the public. 义诊' },
    },
  });
}
