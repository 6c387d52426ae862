import { registerEnumType } from '@nestjs/graphql';
import { ClosingNode } from '../domain/closing-nodes.js';
import { ReferralWorkList, WorkListSort } from '../domain/work-list.js';

/** Names the enums of work lists in the schema; called once, before the schema is built. */
export function registerWorkListEnums(): void {
  registerEnumType(ReferralWorkList, {
    name: 'ReferralWorkList',
    description: 'The lists that people work by; which of them somebody has follows from their roles. 工作列表',
    valuesMap: {
      MINE: { description: 'Open, and written by oneself or taken on. 我的' },
      SENT: { description: 'Open, written by oneself, and with the receiver. 已转出' },
      WAITING_FOR_ME: { description: 'Returned or asked back to the author, or to be received by oneself. 待我处理' },
      COMING_BACK: { description: 'Patients who are sent down to oneself, until their follow-up ends. 转回' },
      TO_CLAIM: { description: 'Waits for a doctor of the own departments. 待认领' },
      TO_REVIEW: { description: 'Waits for internal review by oneself. 待内审' },
      TO_ALLOCATE: { description: 'Sent down without a doctor, or declined by the doctor. 待分配' },
      TO_ARRANGE: { description: 'Accepted; waits for time and place. 待安排' },
      NO_SLOT: { description: 'Of those, the ones whose department has no free place or bed left. 无号源' },
      ARRIVING_TODAY: { description: 'Expected today and not there yet; emergencies that set off today. 今日到院' },
      OVERDUE: {
        description:
          'Not claimed, answered or arranged in time; expected before today and not there, or marked as not come; or another time limit has turned to the own institution. 逾期',
      },
      EMERGENCIES: { description: 'Open emergencies and green channels. 急诊' },
    },
  });
  registerEnumType(WorkListSort, {
    name: 'ReferralWorkListSort',
    description: 'From which end a work list is read. 排序',
    valuesMap: {
      FIRST_DUE: {
        description:
          'Green channels, emergencies, then the rest; of each the longest waiting, or the earliest expected, first. 最先处理在前',
      },
      LAST_DUE: { description: 'The other way round. 倒序' },
      LONGEST_UNTRIED: {
        description: 'For whom a place or a bed was not looked for in vain for the longest time, first. 最久未尝试在前',
      },
      LAST_TRIED: { description: 'The other way round. 最近尝试在前' },
    },
  });
}

/** Names the nodes of a referral likewise. */
export function registerClosingNodes(): void {
  registerEnumType(ClosingNode, {
    name: 'ReferralClosingNode',
    description: 'The five nodes by which people follow a referral to its end. 闭环节点',
    valuesMap: {
      SUBMITTED: { description: 'First submitted. 提交' },
      ACCEPTED: { description: 'Accepted; an emergency acknowledged; downwards received by the doctor. 受理' },
      ARRANGED: { description: 'Time and place fixed; downwards a doctor named. 安排' },
      ARRIVED: { description: 'The patient has arrived. 到院/接收' },
      ENDED: { description: 'Ended, however. 结束' },
    },
  });
}
