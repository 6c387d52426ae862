import { registerEnumType } from '@nestjs/graphql';
import { ResultFlag } from '../domain/reference-range.js';
import { ReportKind, ReportState, ResultSource } from '../domain/report.transitions.js';
import { LabReportList } from '../queries/report.queries.js';

/** Names the enums of reports in the schema; called once, before the schema is built. */
export function registerReportEnums(): void {
  registerStates();
  registerResults();
  registerLists();
}

function registerStates(): void {
  registerEnumType(ReportState, {
    name: 'LabReportState',
    description: 'How far a version of a report has come. 检验报告状态',
    valuesMap: {
      DRAFT: { description: 'Values come in. 草稿' },
      SUBMITTED: { description: 'Signed once, waits for the second signature. 待审核' },
      PUBLISHED: { description: 'It stands. 已发布' },
      SUPERSEDED: { description: 'A later version has taken its place. 已被替代' },
      RETRACTED: { description: 'Taken back by two people. 已撤回' },
      WITHDRAWN: { description: 'Never published: the specimen was rejected. 已作废' },
    },
  });
  registerEnumType(ReportKind, {
    name: 'LabReportKind',
    description: 'Whether more is to come. 报告类别',
    valuesMap: {
      PRELIMINARY: { description: 'What is known by now; the final report follows. 初步报告' },
      FINAL: { description: 'The final report. 最终报告' },
    },
  });
}

function registerResults(): void {
  registerEnumType(ResultFlag, {
    name: 'LabResultFlag',
    description: 'How a value lies to what is usual. 结果标识',
    valuesMap: {
      NORMAL: { description: 'Within. 正常' },
      LOW: { description: 'Below. 偏低' },
      HIGH: { description: 'Above. 偏高' },
      ABNORMAL: { description: 'Another word than the usual one. 异常' },
    },
  });
  registerEnumType(ResultSource, {
    name: 'LabResultSource',
    description: 'How a value came in. 结果来源',
    valuesMap: {
      ENTERED: { description: 'By hand. 手工录入' },
      FILE: { description: 'From a file. 文件导入' },
      SYSTEM: { description: 'From a system. 系统回传' },
    },
  });
}

function registerLists(): void {
  registerEnumType(LabReportList, {
    name: 'LabReportList',
    description: 'Lists of reports that people work by. 检验报告工作列表',
    valuesMap: {
      NEW_TO_ME: { description: 'Ordered by oneself and not yet noted. 我的新报告' },
      ORDERED: { description: 'Of everything that the own institution has ordered. 本机构开具' },
      CRITICAL: { description: 'Of those, with a critical value. 含危急值' },
      BENCH: { description: 'Values come in at this laboratory. 检验中' },
      TO_REVIEW: { description: 'Waits for the second signature at this laboratory. 待审核' },
      OVERDUE: { description: 'Not published in time, the longest overdue first. 超时未发' },
      PUBLISHED: { description: 'Published by this laboratory. 已发布' },
      TO_RETRACT: { description: 'Somebody wants it to be taken back. 待撤回审核' },
    },
  });
}
