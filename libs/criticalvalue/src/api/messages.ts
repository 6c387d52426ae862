import type { MessageCatalogue } from '#platform';

/** What critical values answer with, in both languages. */
export const criticalValueMessages = {
  READ_BACK_MISMATCH: {
    'zh-CN': '复述内容与通知不一致，未确认，已记录。请核对后重新复述。',
    en: 'That is not what was told. The attempt is on record; read it back again.',
  },
  NOT_CRITICAL: { 'zh-CN': '该结果不构成危急值。', en: 'The result is not critical.' },
  'NOT_CRITICAL.WITHIN': { 'zh-CN': '该结果未超出危急值界限。', en: 'The value lies within the thresholds.' },
  'NOT_CRITICAL.NO_THRESHOLD': { 'zh-CN': '该项目未设危急值界限。', en: 'The item has no threshold.' },
  'NOT_CRITICAL.OTHER_UNIT': {
    'zh-CN': '结果单位与危急值界限的单位不同，无法判断。',
    en: 'The unit is not that of the threshold.',
  },
  'NOT_CRITICAL.NOT_A_NUMBER': { 'zh-CN': '结果不是数值，无法判断。', en: 'The value is no number.' },
  'TRANSITION_REFUSED.SAME_VERIFIER': {
    'zh-CN': '须由另一人核对（夜间可由一人核对两次）。',
    en: 'Another person has to verify it; at night one may do so twice.',
  },
  'TRANSITION_REFUSED.VERIFIED_ALREADY': { 'zh-CN': '已完成核对。', en: 'It has been verified.' },
  'TRANSITION_REFUSED.UNVERIFIED': { 'zh-CN': '尚待复核，不能关闭。', en: 'It still has to be verified.' },
  'TRANSITION_REFUSED.NOT_OUTPATIENT': { 'zh-CN': '仅适用于门诊患者。', en: 'That is for outpatients.' },
  'TRANSITION_REFUSED.CONTACTS_UNTRIED': {
    'zh-CN': '尚未联系：{untried}。请先逐一联系并登记。',
    en: 'Not everybody has been tried: {untried}.',
  },
  'TRANSITION_REFUSED.CONTACT_ORDER': {
    'zh-CN': '请按顺序联系：患者本人、紧急联系人、村医。',
    en: 'Try them in order: the patient, the emergency contact, the village doctor.',
  },
  'TRANSITION_REFUSED.DRILL': { 'zh-CN': '演练不涉及真实患者。', en: 'A drill is about nobody.' },
  'TRANSITION_REFUSED.ALREADY_REFERRED': { 'zh-CN': '已发起上转。', en: 'The patient has been referred already.' },
  'TRANSITION_REFUSED.HELD_FALSE': {
    'zh-CN': '已有人申请撤销（误报），待审核。',
    en: 'Somebody holds it to be false, and another person has to look.',
  },
  'TRANSITION_REFUSED.NOT_HELD_FALSE': { 'zh-CN': '无人申请撤销。', en: 'Nobody holds it to be false.' },
  'TRANSITION_REFUSED.SAME_PERSON': { 'zh-CN': '须由另一人审核。', en: 'Another person has to decide that.' },
} as const satisfies MessageCatalogue;

/** Words for what is wrong with a field of an input. */
export const criticalValueConstraints = {
  FINDING_UNKNOWN: { 'zh-CN': '不在危急征象目录中', en: 'is not in the list of findings' },
  FINDING_OR_VALUE: { 'zh-CN': '危急征象与检验值须且只能填一项', en: 'or a value, and not both' },
  REGISTER_PERIOD: { 'zh-CN': '须为一年以内', en: 'must lie within a year of the first day' },
  OTHER_UNIT_THERE: {
    'zh-CN': '与检验项目或该项目其他危急值界限的单位不同，无法判断',
    en: 'is not the unit in which the item is measured and judged',
  },
  SUBJECT_OF_OTHERS: {
    'zh-CN': '该检查或标本属于其他患者、开单医生或中心',
    en: "is another patient's, doctor's or centre's",
  },
  PLACE_UNKNOWN: { 'zh-CN': '没有该机构', en: 'is no institution' },
  ABOVE_BELOW: { 'zh-CN': '须高于低值', en: 'must be above the lower bound' },
  REGISTER_TOO_LONG: {
    'zh-CN': '打印不超过500条，请缩短日期范围或导出表格',
    en: 'spans more than 500 entries: choose fewer days, or the workbook',
  },
  PATIENT_UNKNOWN_THERE: {
    'zh-CN': '所在机构与该患者无服务关系',
    en: 'works where nobody has to do with the patient',
  },
} as const satisfies MessageCatalogue;
