import type { MessageCatalogue } from '#platform';

/** What down-referrals and follow-ups answer with, in both languages. */
export const downMessages = {
  'TRANSITION_REFUSED.PACKAGE_INCOMPLETE': {
    'zh-CN': '下转随访包未填写完整：{missing}',
    en: 'The package lacks: {missing}',
  },
  'TRANSITION_REFUSED.FIRST_FOLLOW_UP_IN_PAST': {
    'zh-CN': '首次随访日期不能早于{today}。',
    en: 'The first follow-up must not lie before {today}.',
  },
  'TRANSITION_REFUSED.FIRST_FOLLOW_UP_TOO_LATE': {
    'zh-CN': '首次随访日期最晚为{latest}。',
    en: 'The first follow-up must be no later than {latest}.',
  },
  'TRANSITION_REFUSED.DOCTOR_REFERS_BACK': {
    'zh-CN': '再上转须由医生办理，请先更换随访医生。',
    en: 'A doctor refers the patient back; let one of the doctors take over first.',
  },
  'TRANSITION_REFUSED.SAME_DOCTOR': { 'zh-CN': '请选择另一位医生。', en: 'Another doctor has to take over.' },
  'TRANSITION_REFUSED.REFERRAL_BACK_MISSING': {
    'zh-CN': '返回县级请使用“再上转”。',
    en: 'Refer the patient back to the county instead.',
  },
  'TRANSITION_REFUSED.NEXT_FOLLOW_UP_IN_PAST': {
    'zh-CN': '下次随访日期必须晚于今天。',
    en: 'The next follow-up must be later than today.',
  },
  'TRANSITION_REFUSED.NEXT_FOLLOW_UP_TOO_FAR': {
    'zh-CN': '下次随访日期最晚为{latest}。',
    en: 'The next follow-up must be no later than {latest}.',
  },
} as const satisfies MessageCatalogue;

/** Words for constraints of input fields. */
export const downConstraints = {
  TOWNSHIP: { 'zh-CN': '必须是乡镇卫生院的科室', en: 'must belong to a township centre' },
  ANOTHER_DEPARTMENT: { 'zh-CN': '必须是其他科室', en: 'must be another department' },
  CALL_IN_FUTURE: { 'zh-CN': '不能晚于当前时间', en: 'must not lie in the future' },
  COUNTY: { 'zh-CN': '必须是县级医院的科室', en: 'must belong to a county hospital' },
  RECEIVING_DOCTOR: { 'zh-CN': '必须是转入机构的接收医生', en: 'must be a doctor who receives patients there' },
  PATIENT_ARRIVED: { 'zh-CN': '患者尚未到院，不能下转', en: 'is of a patient who has not arrived yet' },
} as const satisfies MessageCatalogue;
