import { registerEnumType } from '@nestjs/graphql';
import { ClinicSessionState } from '../domain/session-state.js';

/** Names the enums of capacity in the schema; called once, before the schema is built. */
export function registerCapacityEnums(): void {
  registerEnumType(ClinicSessionState, {
    name: 'ClinicSessionState',
    description: 'Whether a session gives places. 门诊时段状态',
    valuesMap: {
      OPEN: { description: 'It gives places as long as some are free. 可预约' },
      CLOSED: { description: 'The clinic is closed at that time. 停诊' },
      RELEASED: { description: 'What nobody held has gone back to the hospital. 未用号源已释放' },
      WITHDRAWN: { description: 'It was taken back before anybody held a place. 已撤回' },
    },
  });
}
