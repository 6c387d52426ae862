import { yuanText, type Cents } from '#kernel';
import { ageOf, fields, momentText, sexOf, timeText, type PrintContent } from '#platform';
import type { Adoption, Suggestion } from '../domain/consultation.js';
import type { ConsultationSheet, PrintedExpert } from '../queries/consultation-sheet.query.js';

export const TITLES: Readonly<Record<string, string>> = {
  NONE: '',
  JUNIOR: '初级',
  INTERMEDIATE: '中级',
  DEPUTY_SENIOR: '副高级',
  SENIOR: '正高级',
};

export const SUGGESTIONS: Readonly<Record<Suggestion, string>> = {
  TREAT_LOCALLY: '就地治疗',
  REFER: '建议转诊',
  FURTHER_EXAM: '建议进一步检查',
};

export const ADOPTIONS: Readonly<Record<Adoption, string>> = {
  ADOPTED: '采纳',
  PARTLY: '部分采纳',
  NOT_ADOPTED: '未采纳',
};

/** Amounts as patients read them. */
export const costText = (cents: Cents | null): string | null => (cents === null ? null : `${yuanText(cents)} 元`);

/** `县人民医院 心内科 李敏（副高级）` */
export const expertText = ({ name, title, institution, department }: Omit<PrintedExpert, 'isChair'>): string => {
  const rank = TITLES[title];
  return `${[institution, department, name].filter(Boolean).join(' ')}${rank ? `（${rank}）` : ''}`;
};

/** Everybody who gives advice, one a line. */
export const expertsText = ({ experts, type }: ConsultationSheet): string =>
  experts.map((one) => `${expertText(one)}${type === 'MDT' && one.isChair ? '　主持' : ''}`).join('\n');

/** When it took place, or is to. */
export function sessionText({ sessionStartedAt, sessionEndedAt, startsAt }: ConsultationSheet): string | null {
  if (sessionStartedAt === null) return startsAt && momentText(startsAt);
  return `${momentText(sessionStartedAt)}${sessionEndedAt ? `至${timeText(sessionEndedAt)}` : ''}`;
}

/** Whom the paper is about, with the age at that time. */
export function patientFields(sheet: ConsultationSheet, at: Date): PrintContent[] {
  return fields(
    [
      ['患者姓名', sheet.patientName],
      ['性别', sexOf(sheet.sex)],
      ['年龄', ageOf(sheet.birthDate, at)],
    ],
    [
      ['证件号码', sheet.idNumberMasked],
      ['档案编号', sheet.archiveNo],
    ],
  );
}
