import { registerEnumType } from '@nestjs/graphql';
import { ExamDomain } from '../domain/exam.js';
import { ExamState } from '../domain/exam.transitions.js';
import { FieldKind } from '../domain/report-content.js';
import { PacsState } from '../domain/pacs-state.js';
import { ReportKind, ReportState } from '../domain/report.transitions.js';
import { UnmatchedState } from '../domain/unmatched-study.transitions.js';
import { ExamList } from '../queries/exam.queries.js';

/** Names the enums of imaging in the schema; called once, before the schema is built. */
export function registerImagingEnums(): void {
  registerExamEnums();
  registerReportEnums();
  registerPacsEnums();
}

function registerExamEnums(): void {
  registerEnumType(ExamDomain, {
    name: 'ExamDomain',
    description: 'What kind of exam. 检查类别',
    valuesMap: { IMAGING: { description: 'Images. 影像' }, ECG: { description: 'Electrocardiogram. 心电' } },
  });
  registerEnumType(ExamState, {
    name: 'ExamState',
    description: 'How far an exam has come. 检查状态',
    valuesMap: {
      REGISTERED: { description: 'It waits to be performed. 已登记' },
      PERFORMING: { description: 'It is being performed. 检查中' },
      ACQUIRED: { description: 'It is done. 已完成检查' },
      ABORTED: { description: 'It ended for a medical reason. 已中止' },
      CANCELLED: { description: 'It did not begin. 已取消' },
    },
  });
  registerEnumType(ExamList, {
    name: 'ExamList',
    description: 'Which exams. 检查列表',
    valuesMap: {
      TO_PERFORM: { description: 'What waits to be performed here, the oldest first. 待检查' },
      PERFORMED: { description: 'What is performed here, the newest first. 本机构检查' },
      MY_ORDERS: { description: 'What the caller has ordered. 我的申请' },
      NEW_RESULTS: { description: 'What the caller has ordered and not seen the result of. 我的新结果' },
      UNREPORTED: { description: 'What the own centre has still to report, the first due first. 待出报告' },
      READ_HERE: { description: 'Whatever the own centre reads, the newest first. 本中心检查' },
    },
  });
}

function registerReportEnums(): void {
  registerEnumType(ReportKind, {
    name: 'ImagingReportKind',
    description: 'Whether more is to come. 报告类型',
    valuesMap: {
      PRELIMINARY: { description: 'A final one follows. 临时报告' },
      FINAL: { description: 'It stands. 正式报告' },
    },
  });
  registerEnumType(ReportState, {
    name: 'ImagingReportState',
    description: 'How far a version of a report has come. 报告状态',
    valuesMap: {
      DRAFT: { description: 'It is being written. 草稿' },
      SUBMITTED: { description: 'It waits for the second signature. 待审核' },
      PUBLISHED: { description: 'It counts. 已发布' },
      SUPERSEDED: { description: 'A later version counts. 已被替代' },
      RETRACTED: { description: 'It was taken back. 已撤回' },
      DISCARDED: { description: 'It was never published. 已作废' },
    },
  });
  registerEnumType(FieldKind, {
    name: 'ImagingFieldKind',
    description: 'What a structured finding is. 所见类型',
    valuesMap: {
      NUMBER: { description: 'A number. 数值' },
      CHOICE: { description: 'One of its options. 选项' },
      TEXT: { description: 'Words. 文字' },
    },
  });
}

function registerPacsEnums(): void {
  registerEnumType(PacsState, {
    name: 'PacsState',
    description: 'Whether there is a PACS, and whether it answers. 影像系统状态',
    valuesMap: {
      NOT_CONFIGURED: { description: 'There is none: images are linked by hand. 未配置' },
      REACHABLE: { description: 'It answers. 正常' },
      UNREACHABLE: { description: 'It does not answer. 无响应' },
    },
  });
  registerEnumType(UnmatchedState, {
    name: 'UnmatchedStudyState',
    description: 'Whether a study is bound to an exam. 匹配状态',
    valuesMap: {
      UNMATCHED: { description: 'Not yet. 未匹配' },
      MATCHED: { description: 'By two people. 已匹配' },
    },
  });
}
