import { registerEnumType } from '@nestjs/graphql';
import { NationalOrigin } from '../domain/national.js';
import { RowKind, RowStanding } from '../domain/row.js';
import { AnalysisTopic } from '../domain/analysis.js';
import { Attribution, IndicatorLevel, IndicatorUnit } from '../domain/definition.js';

export function registerIndicatorEnums(): void {
  registerRowEnums();
  registerListEnums();
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
      COUNT: { description: 'How many. 数量' },
      PER_SESSION: { description: 'How many in a session of a rota. 每次派驻' },
      MONEY: { description: 'Cents of the yuan. 金额（分）' },
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

function registerRowEnums(): void {
  registerEnumType(RowKind, {
    name: 'IndicatorRowKind',
    description: 'What a row of a figure is. 明细类型',
    valuesMap: {
      REFERRAL: { description: 'A referral. 转诊' },
      ROTA_SESSION: { description: 'A session of an expert. 派驻' },
      CONSULTATION: { description: 'A remote consultation. 远程会诊' },
      EXAM: { description: 'An exam of imaging or ECG. 影像/心电检查' },
      SPECIMEN: { description: 'A specimen of a laboratory. 标本' },
      CRITICAL_VALUE: { description: 'A critical value. 危急值' },
      RECOGNITION: { description: 'A decision about a result of others. 互认决定' },
      INSTITUTION: { description: 'A member of the alliance. 成员单位' },
    },
  });
  registerEnumType(RowStanding, {
    name: 'IndicatorRowStanding',
    description: 'Whether a row counts in its figure. 计入情况',
    valuesMap: {
      COUNTED: { description: 'It counts. 计入' },
      EXCLUDED: { description: 'The definition leaves it out. 排除' },
      NOT_MEASURED: { description: 'It could not be measured. 未测得' },
    },
  });
}

function registerListEnums(): void {
  registerEnumType(AnalysisTopic, {
    name: 'ReferralAnalysisTopic',
    description: 'What a meeting on referrals talks about. 分析会议题',
    valuesMap: {
      RETURN: { description: 'Returned for editing. 退回修改' },
      REFUSAL: { description: 'Refused. 拒绝' },
      OVERDUE: { description: 'A stage took too long. 环节超时' },
      DIED: { description: 'Ended without what it was for. 断链' },
    },
  });
  registerEnumType(NationalOrigin, {
    name: 'NationalOrigin',
    description: 'Where the value of a national item comes from. 数据来源方式',
    valuesMap: {
      COMPUTED: { description: 'Told from what is on record here. 系统统计' },
      EVIDENCED: { description: 'Judged by people; what speaks for it is told. 佐证' },
      IMPORTED: { description: 'Handed in by a workbook, with its source. 填报' },
    },
  });
}
