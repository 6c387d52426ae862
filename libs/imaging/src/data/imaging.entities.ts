import { ExamEntity } from './exam.entity.js';
import { ImagingReportEntity } from './imaging-report.entity.js';
import { ImagingTemplateEntity } from './imaging-template.entity.js';
import { ReportSignatureEntity } from './report-signature.entity.js';
import { UnmatchedStudyEntity } from './unmatched-study.entity.js';

export const imagingEntities = [
  ExamEntity,
  ImagingReportEntity,
  ReportSignatureEntity,
  ImagingTemplateEntity,
  UnmatchedStudyEntity,
];
