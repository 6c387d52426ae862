import { form, heading, points, title, momentText, type FormRow, type PrintContent } from '#platform';
import type { ReferralSheet } from '../queries/referral-sheet.query.js';
import type { FormPrint } from './form-print.js';
import { scannable } from './slip.js';

/** 就诊须知: what the patient takes home; it says where to go and nothing of the illness. */
export const handoutPrint: FormPrint = {
  title: '转诊就诊须知',
  missing: ({ visitTime }) => (visitTime === null ? 'NOT_ARRANGED' : null),
  body: (sheet) => [
    title('转诊就诊须知', '请妥善保管，就诊时出示'),
    form([{ label: '患者姓名', value: sheet.patientName, large: true }, ...placeOf(sheet)]),
    ...codeOf(sheet),
    heading('请携带'),
    points(
      '居民身份证（或其他有效身份证件）、医保卡（医保电子凭证）',
      '双向转诊（转出）单',
      '既往病历、检查检验报告和影像资料（胶片或光盘）',
      '正在服用的药品或用药清单',
    ),
    heading('温馨提示'),
    points(
      '请提前 30 分钟到达，在转诊服务窗口出示预约码报到。',
      `如不能按时就诊，请尽早致电 ${sheet.visitPhone ?? sheet.fromPhone ?? '转诊机构'} 改约。`,
      '途中如病情加重，请立即拨打 120。',
    ),
  ],
};

function placeOf(sheet: ReferralSheet): FormRow[] {
  const inpatient: FormRow[] = sheet.ward
    ? [
        { label: '病区 / 床号', value: [sheet.ward, sheet.bed].filter(Boolean).join(' / ') },
        { label: '护士站电话', value: sheet.nurseStationPhone },
      ]
    : [];
  return [
    { label: '就诊时间', value: momentText(sheet.visitTime!), large: true },
    { label: '就诊医院', value: sheet.toInstitution, large: true },
    { label: '医院地址', value: sheet.toAddress },
    { label: '科室', value: sheet.toDepartment, large: true },
    { label: '楼层 / 诊室', value: [sheet.floor, sheet.room].filter(Boolean).join(' / '), large: true },
    { label: '接诊医生', value: sheet.receivingDoctor },
    { label: '联系电话', value: sheet.visitPhone },
    ...inpatient,
  ];
}

function codeOf({ appointmentCode, codeExpiresAt }: ReferralSheet): PrintContent[] {
  if (appointmentCode === null) return [];
  const under = `有效期至 ${momentText(codeExpiresAt!)}`;
  return [scannable({ label: '预约码', code: appointmentCode, under, size: [34, 118] })];
}
