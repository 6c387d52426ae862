import { registerEnumType } from '@nestjs/graphql';
import { BusyKind, CommitmentKind, CommitmentState } from '../domain/commitment.js';
import { HalfDay } from '../domain/half-day.js';

const kinds = {
  DISPATCH_SESSION: { description: 'A published session of the dispatch rota. 下派坐诊' },
  CONSULTATION: { description: 'A remote consultation, held or booked. 远程会诊' },
  OWN_CLINIC: { description: 'A clinic at home. 本院门诊' },
  SURGERY_LIST: { description: 'A surgery list. 手术安排' },
  LEAVE: { description: 'Leave. 休假' },
  SECONDMENT: { description: 'Seconded to another institution. 长期派驻' },
};

/** What can be entered by hand; the rest comes from rotas, consultations and secondments. */
export const EnteredKind = {
  OWN_CLINIC: 'OWN_CLINIC',
  SURGERY_LIST: 'SURGERY_LIST',
  LEAVE: 'LEAVE',
} as const;
export type EnteredKind = (typeof EnteredKind)[keyof typeof EnteredKind];

/** Names the enums of calendars in the schema; called once, before the schema is built. */
export function registerCalendarEnums(): void {
  registerEnumType(CommitmentKind, {
    name: 'CommitmentKind',
    description: 'What takes the time of an expert. 日程类型',
    valuesMap: kinds,
  });
  registerEnumType(EnteredKind, {
    name: 'EnteredCommitmentKind',
    description: 'What is entered into a calendar by hand. 可登记的日程类型',
    valuesMap: { OWN_CLINIC: kinds.OWN_CLINIC, SURGERY_LIST: kinds.SURGERY_LIST, LEAVE: kinds.LEAVE },
  });
  registerEnumType(BusyKind, {
    name: 'BusyKind',
    description: 'Why an expert is not free. 占用原因',
    valuesMap: {
      ...kinds,
      ON_CALL: { description: 'On duty by the roster. 值班' },
      NIGHT_REST: { description: 'Rest after a night on duty. 夜班后休息' },
    },
  });
  registerEnumType(CommitmentState, {
    name: 'CommitmentState',
    description: 'Whether something still takes the time. 日程状态',
    valuesMap: {
      TENTATIVE: { description: 'Held for a while. 暂时预留' },
      CONFIRMED: { description: 'It stands. 已确认' },
      DISPLACED: { description: 'Leave has come in between. 因休假失效' },
      RELEASED: { description: 'Given back. 已释放' },
      EXPIRED: { description: 'Nobody confirmed it in time. 预留超时' },
    },
  });
  registerEnumType(HalfDay, {
    name: 'HalfDay',
    description: 'Half a working day. 半天',
    valuesMap: { MORNING: { description: 'The morning. 上午' }, AFTERNOON: { description: 'The afternoon. 下午' } },
  });
}
