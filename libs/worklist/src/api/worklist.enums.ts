import { registerEnumType } from '@nestjs/graphql';
import { DueClock } from '../domain/due-time.js';
import { ReadingState } from '../domain/reading-task.transitions.js';
import { Urgency } from '../domain/urgency.js';

/** Names the enums of queues in the schema; called once, before the schema is built. */
export function registerWorklistEnums(): void {
  registerEnumType(ReadingState, {
    name: 'ReadingState',
    description: 'How far reading has come. 诊断任务状态',
    valuesMap: {
      QUEUED: { description: 'It waits. 待诊断' },
      CLAIMED: { description: 'Somebody has taken it. 已领取' },
      REPORTING: { description: 'The report is being written. 报告书写中' },
      PENDING_REVIEW: { description: 'It waits for the second signature. 待审核' },
      RETURNED_TO_REPORTER: { description: 'The reviewer has given it back. 退回报告医生' },
      RETURNED_FOR_REPEAT: { description: 'It has to be repeated. 退回重做' },
      DONE: { description: 'Read and signed. 已完成' },
      WITHDRAWN: { description: 'There is nothing to read any more. 已撤销' },
    },
  });
  registerEnumType(DueClock, {
    name: 'DueClock',
    description: 'What the minutes until a report is due are of. 计时方式',
    valuesMap: {
      WALL: { description: 'All time. 自然时间' },
      WORK: { description: 'Working time. 工作时间' },
    },
  });
  registerEnumType(Urgency, {
    name: 'Urgency',
    description: 'Who comes first. 紧急程度',
    valuesMap: {
      GREEN: { description: 'Green channel. 绿色通道' },
      EMERGENCY: { description: 'Emergency. 急诊' },
      INPATIENT: { description: 'Inpatient. 住院' },
      ROUTINE: { description: 'Everybody else. 普通' },
    },
  });
}
