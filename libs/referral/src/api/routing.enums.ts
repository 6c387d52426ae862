import { registerEnumType } from '@nestjs/graphql';
import { RoutingFilter, RoutingPart } from '../domain/routing.js';

/** Names the enums of suggestions in the schema; called once, before the schema is built. */
export function registerRoutingEnums(): void {
  registerEnumType(RoutingFilter, {
    name: 'RoutingFilter',
    description: 'What refuses a department as a destination. 转诊去向排除条件',
    valuesMap: {
      CONFIGURED: { description: 'It has not said what it takes referrals for. 未配置转诊服务' },
      NOT_SUSPENDED: { description: 'It takes no referrals now. 暂停接收' },
      DIAGNOSIS: { description: 'It does not take the main diagnosis. 病种不符' },
      PURPOSE: { description: 'It does not take referrals for this purpose. 转诊目的不符' },
      AGE: { description: 'The patient is too young or too old. 年龄不符' },
      SEX: { description: 'It treats the other sex. 性别不符' },
    },
  });
  registerEnumType(RoutingPart, {
    name: 'RoutingPart',
    description: 'What a suggestion weighs, with the unit of its raw value. 去向评分项',
    valuesMap: {
      EARLIEST_SLOT: { description: 'Hours until the earliest free slot. 最早可约（小时）' },
      TRAVEL: { description: 'Minutes by road. 路程（分钟）' },
      ACCEPT_RATE: { description: 'Share of decided referrals that were accepted, over 90 days. 90日受理率' },
      RESPONSE: { description: 'Median minutes from submit to first answer, over 90 days. 90日响应中位数（分钟）' },
      SPECIALTY_FIT: { description: 'How closely it names the diagnosis: 1 for its category. 专科匹配度' },
      CONTINUITY: {
        description: '1: the department has treated the patient; 0.5: another one there has. 诊疗连续性',
      },
      CONTRACT: { description: '1: it has the family-doctor contract with the patient. 家庭医生签约' },
      RESIDENCE: { description: "1: it keeps the patient's health record. 居住地（建档机构）" },
      DRUGS: { description: 'Share of the needed medicines that it has. 药品保障' },
      EQUIPMENT: { description: 'Share of the needed devices that it has. 设备保障' },
      REHABILITATION: { description: 'Share of the needed rehabilitation that it offers. 康复能力' },
    },
  });
}
