import { registerEnumType } from '@nestjs/graphql';
import { CorrectionAct } from '../domain/correction-act.js';
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
  registerEnumType(CorrectionAct, {
    name: 'DutyCorrectionAct',
    description: 'What was done to a duty that had begun or was over. 更正方式',
    valuesMap: {
      ENTERED: { description: 'It was entered afterwards. 补录' },
      CHANGED: { description: 'It got other times or another person. 变更' },
      REMOVED: { description: 'It was taken off the roster. 删除' },
      SUBSTITUTED: { description: 'Somebody was entered who had stood in. 补录替班' },
      SUBSTITUTE_WITHDRAWN: { description: 'Somebody was taken back who had not stood in. 取消替班' },
    },
  });
}
