import { registerEnumType } from '@nestjs/graphql';
import {
  ContactOutcome,
  ContactRelation,
  CorrectionOutcome,
  CriticalValueDomain,
  CriticalValueState,
  Encounter,
} from '../domain/critical-value.js';
import { CriticalValueTarget } from '../domain/escalation.js';
import { CriticalValueList } from '../queries/critical-value.queries.js';

/** Names the enums of critical values in the schema; called once, before the schema is built. */
export function registerCriticalValueEnums(): void {
  registerEnumType(CriticalValueDomain, {
    name: 'CriticalValueDomain',
    description: 'Which field of work has found it. 危急值来源',
    valuesMap: {
      IMAGING: { description: 'Imaging. 影像' },
      ECG: { description: 'Electrocardiography. 心电' },
      LABORATORY: { description: 'Laboratory. 检验' },
      PATHOLOGY: { description: 'Pathology. 病理' },
    },
  });
  registerEnumType(CriticalValueState, {
    name: 'CriticalValueState',
    description: 'How far a critical value is. 危急值状态',
    valuesMap: {
      DETECTED: { description: 'Seen, and being verified. 已发现（待核对）' },
      NOTIFIED: { description: 'Told; nobody has read it back yet. 已通知（待确认）' },
      ACKNOWLEDGED: { description: 'Read back rightly. 已确认' },
      UNREACHABLE: { description: 'The outpatient cannot be found. 患者失联' },
      HANDLED: { description: 'Something was done. 已处置' },
      CLOSED: { description: 'Over. 已关闭' },
      CANCELLED: { description: 'False, as two people hold. 已撤销（误报）' },
    },
  });
  registerEnumType(Encounter, {
    name: 'CriticalValueEncounter',
    description: 'Where the patient is. 就诊类型',
    valuesMap: {
      OUTPATIENT: { description: 'An outpatient, who has gone home. 门诊' },
      INPATIENT: { description: 'On a ward. 住院' },
      EMERGENCY: { description: 'In the emergency room. 急诊' },
    },
  });
  registerWorkEnums();
  registerContactEnums();
}

function registerWorkEnums(): void {
  registerEnumType(CorrectionOutcome, {
    name: 'CriticalValueCorrectionOutcome',
    description: 'What a corrected result is. 更正结论',
    valuesMap: {
      CRITICAL: { description: 'Critical as well; it is told and read back anew. 仍为危急值' },
      NOT_CRITICAL: { description: 'Not critical; two people have signed that. 非危急值' },
    },
  });
  registerEnumType(CriticalValueList, {
    name: 'CriticalValueList',
    description: 'A list of critical values. 危急值列表',
    valuesMap: {
      TO_ACKNOWLEDGE: { description: 'Told to the caller, and not read back by anybody. 待我确认' },
      OPEN: { description: 'Not over, on either side of the caller. 未结束' },
      OVERDUE: { description: 'Not over, and late. 超时' },
      REGISTER: { description: 'All of them but drills, the newest first. 危急值登记本' },
      DRILLS: { description: 'Drills. 演练' },
    },
  });
}

function registerContactEnums(): void {
  registerEnumType(ContactRelation, {
    name: 'CriticalValueContactRelation',
    description: 'Whom an outpatient is sought by, in this order. 联系对象',
    valuesMap: {
      PATIENT: { description: 'The patient. 患者本人' },
      EMERGENCY_CONTACT: { description: 'Whoever is close to them. 紧急联系人' },
      VILLAGE_DOCTOR: { description: 'Their village doctor. 村医' },
    },
  });
  registerEnumType(ContactOutcome, {
    name: 'CriticalValueContactOutcome',
    description: 'What came of an attempt. 联系结果',
    valuesMap: {
      REACHED: { description: 'Somebody answered and knows. 已联系上' },
      NO_ANSWER: { description: 'Nobody answered. 无人接听' },
      WRONG_NUMBER: { description: 'The number is not theirs. 号码错误' },
      NO_NUMBER: { description: 'None is on file. 无号码' },
    },
  });
  registerEnumType(CriticalValueTarget, {
    name: 'CriticalValueTarget',
    description: 'Whom the chain turns to. 升级对象',
    valuesMap: {
      ORDERING_DOCTOR: { description: 'The doctor who ordered. 开单医生' },
      DUTY_DOCTOR: { description: 'The doctor on duty where it was ordered. 值班医生' },
      HEAD: { description: 'The head there. 负责人/科主任' },
      CENTRE: { description: 'The head of the centre, and 医务科. 中心主任与医务科' },
      GENERAL_DUTY: { description: 'The general duty officer. 总值班' },
    },
  });
}
