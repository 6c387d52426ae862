import type { MessageCatalogue } from '#platform';

export const patientMessages = {
  CONTRACT_OVERLAPS: {
    'zh-CN': '该患者在此期间已有家庭医生签约。',
    en: 'The patient has a family-doctor contract for some of these days.',
  },
  PATIENT_MERGE_REFUSED: {
    'zh-CN': '患者记录不能如此合并（规则 {rule}）。',
    en: 'The records stay as they are, by rule {rule}.',
  },
  'PATIENT_MERGE_REFUSED.ALREADY_IDENTIFIED': {
    'zh-CN': '该患者已有证件信息。',
    en: 'The patient has a document on record.',
  },
  'PATIENT_MERGE_REFUSED.ALREADY_MERGED': {
    'zh-CN': '该患者记录已合并。',
    en: 'One of the records has been merged already.',
  },
  'PATIENT_MERGE_REFUSED.ALREADY_UNDONE': { 'zh-CN': '该合并已撤销。', en: 'The merge has been undone.' },
  'PATIENT_MERGE_REFUSED.MERGED_AGAIN': {
    'zh-CN': '之后又有合并，请先撤销后面的合并。',
    en: 'Another merge has followed; undo that one first.',
  },
  'PATIENT_MERGE_REFUSED.TOO_LATE': { 'zh-CN': '合并时间过久，不能撤销。', en: 'The merge was too long ago.' },
} as const satisfies MessageCatalogue;

/** Words for constraints of input fields. */
export const patientConstraints = {
  BIRTH_DATE_NOT_REAL: { 'zh-CN': '出生日期不存在', en: 'holds a day that does not exist' },
  BIRTH_DATE_IN_FUTURE: { 'zh-CN': '出生日期晚于今天', en: 'lies in the future' },
  CONTRADICTS_ID_NUMBER: { 'zh-CN': '与证件号码不符', en: 'contradicts the id number' },
  CONTACT_INCOMPLETE: { 'zh-CN': '联系人与关系须同时填写', en: 'goes together with a contact' },
  NAME_DIFFERS: { 'zh-CN': '与已登记的姓名不符', en: 'is not the name that is on record for this number' },
  PROXY_NEEDS: { 'zh-CN': '代签时必填', en: 'is needed where somebody signs for the patient' },
  PROXY_ONLY: { 'zh-CN': '仅代签时填写', en: 'belongs to a signature for the patient alone' },
  BEFORE_BEGIN: { 'zh-CN': '早于起始日期', en: 'lies before the first day' },
  OWN_INSTITUTION: { 'zh-CN': '必须是本机构人员', en: 'must work at the own institution' },
  UNKNOWN_INSTITUTION: { 'zh-CN': '包含未知机构', en: 'names an institution that is not in the alliance' },
  IN_PAST: { 'zh-CN': '必须晚于当前时间', en: 'must lie in the future' },
} as const satisfies MessageCatalogue;
