import { registerEnumType } from '@nestjs/graphql';
import { DutyFunction } from '../domain/duty-function.js';

/** Names the enums of duty in the schema; called once, before the schema is built. */
export function registerDutyEnums(): void {
  registerEnumType(DutyFunction, {
    name: 'DutyFunction',
    description: 'What somebody is on duty as. 值班职能',
    valuesMap: {
      DUTY_DOCTOR: { description: 'The doctor on duty, first to be called. 值班医生（一线）' },
      DUTY_HEAD: { description: 'The senior doctor on call, second to be called. 值班主任（二线）' },
      CENTRE_PHONE: { description: 'The telephone of a centre, whoever answers it. 中心电话' },
      MEDICAL_AFFAIRS_DUTY: { description: 'Medical affairs on duty, for the institution. 医务科值班' },
      GENERAL_DUTY: { description: 'The general duty officer, last step of every escalation. 总值班' },
    },
  });
}
