import { registerEnumType } from '@nestjs/graphql';
import { Attribution, IndicatorLevel, IndicatorUnit } from '../domain/definition.js';

export function registerIndicatorEnums(): void {
  registerEnumType(Attribution, {
    name: 'IndicatorAttribution',
    description: 'Which side of a referral an indicator is told of. 归属方',
    valuesMap: {
      SENDER: { description: 'Whoever sends. 转出方' },
      RECEIVER: { description: 'Whoever receives. 接收方' },
      BOTH: { description: 'Either side. 双方' },
    },
  });
  registerEnumType(IndicatorUnit, {
    name: 'IndicatorUnit',
    description: 'What a value is. 单位',
    valuesMap: {
      RATIO: { description: 'A share or ratio, 1 is all. 比值' },
      MINUTES: { description: 'Minutes. 分钟' },
    },
  });
  registerEnumType(IndicatorLevel, {
    name: 'IndicatorLevel',
    description: 'How a value stands to the thresholds. 预警等级',
    valuesMap: {
      GREEN: { description: 'As it should be. 绿' },
      YELLOW: { description: 'To be watched. 黄' },
      RED: { description: 'To be acted upon. 红' },
    },
  });
}
