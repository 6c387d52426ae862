import { BLANK, dayText, diagnosesText, fields, form, momentText, signatures, title } from '#platform';
import type { ConsultationSheet } from '../queries/consultation-sheet.query.js';
import { TYPES } from '../domain/words.js';
import type { PaperPrint } from './paper-print.js';
import { TITLES, costText, expertsText, patientFields } from './words.js';

const TITLE = '远程会诊申请单';

/** 申请单: what the invitation says, as the rules for remote service ask. */
export const applicationPrint: PaperPrint = {
  title: TITLE,
  missing: ({ consultationNo }) => (consultationNo === null ? 'CONSULTATION_NOT_SUBMITTED' : null),
  body: (sheet) => [
    title(TITLE, sheet.invitingInstitution),
    ...patientFields(sheet, sheet.submittedAt!),
    ...fields(
      [
        ['会诊类型', TYPES[sheet.type]],
        ['就诊类型', sheet.encounter === 'INPATIENT' ? '住院' : '门诊'],
        ['告知费用', costText(sheet.feeCents)],
      ],
      [['受邀机构', [sheet.centre, sheet.wantedDepartment].filter(Boolean).join(' ')]],
      [
        ['拟请职称', sheet.wantedTitle && `${TITLES[sheet.wantedTitle] || '不限'}及以上`],
        ['计划时长', `${sheet.durationMinutes} 分钟`],
      ],
      [['拟会诊时间', wantedText(sheet)]],
    ),
    form([
      { label: '拟请专家', value: expertsText(sheet) },
      { label: '会诊目的', value: sheet.purpose },
      { label: '会诊理由', value: sheet.reason, height: 60 },
      { label: '初步诊断', value: diagnosesText(sheet.diagnoses), height: 30 },
      { label: '病历摘要', value: sheet.recordSummary, height: 180 },
      { label: '知情同意', value: consentOf(sheet) },
    ]),
    signatures(
      `邀请医师（签字）：${sheet.author}　　陪同医师：${sheet.accompanying ?? BLANK}`,
      `联系电话：${sheet.authorPhone ?? BLANK}`,
      `邀请机构：${[sheet.invitingInstitution, sheet.invitingDepartment].filter(Boolean).join(' ')}`,
      dayText(sheet.submittedAt),
    ),
  ],
};

/** What was fixed, or else what is wished. */
function wantedText({ startsAt, wantedFrom, wantedUntil, type }: ConsultationSheet): string | null {
  if (startsAt) return momentText(startsAt);
  if (type === 'EMERGENCY') return '立即';
  return wantedFrom && `${momentText(wantedFrom)}${wantedUntil ? `至${momentText(wantedUntil)}` : ' 以后'}`;
}

const consentOf = ({ consentGivenAt }: ConsultationSheet): string =>
  consentGivenAt === null ? '待补签' : `已签署，${dayText(consentGivenAt)}`;
