import { form, heading, points, text, title, dateText } from '#platform';
import type { FormPrint } from './form-print.js';
import { medicinesOf } from './medicines.js';
import { scannable } from './slip.js';

/** 回家须知: what a patient who is sent down takes home; when to call for help stands large, the illness nowhere. */
export const downHandoutPrint: FormPrint = {
  title: '下转康复随访须知',
  missing: ({ referralNo }) => (referralNo === null ? 'NOT_SUBMITTED' : null),
  body: (sheet) => {
    const { warningSymptoms, firstFollowUpOn, ...plan } = sheet.downPackage!;
    const advice = [
      ['复查', plan.recheckAdvice],
      ['康复目标', plan.rehabilitationGoals],
      ['护理要点', plan.nursingPoints],
      ['自我监测', plan.monitoringIndicators],
    ] as const;
    return [
      title('下转康复随访须知', '请妥善保管，随访时出示'),
      form([
        { label: '患者姓名', value: sheet.patientName, large: true },
        { label: '首次随访', value: dateText(firstFollowUpOn), large: true },
        { label: '随访机构', value: `${sheet.toInstitution} ${sheet.toDepartment}`, large: true },
        { label: '机构地址', value: sheet.toAddress },
        { label: '随访医生', value: sheet.receivingDoctor },
        { label: '联系电话', value: sheet.visitPhone, large: true },
      ]),
      heading('出现以下情况请立即就医或拨打 120'),
      text(warningSymptoms ?? '', { fontSize: 15, bold: true, margin: [0, 2, 0, 2] }),
      ...medicinesOf(sheet, { title: '每天怎样用药', dose: '每次', course: '用多久', note: '注意' }),
      heading('复查与康复'),
      points(...advice.flatMap(([label, words]) => (words ? [`${label}：${words}`] : []))),
      scannable({
        label: '转诊单号',
        code: sheet.referralNo!,
        under: `随访、复诊时请出示。如有疑问，请致电 ${sheet.visitPhone ?? sheet.toInstitution}。`,
        size: [18, 84],
      }),
    ];
  },
};
