import type { MessageCatalogue } from '#platform';

export const patientMessages = {
  CONTRACT_OVERLAPS: {
    'zh-CN': '该患者在此期间已有家庭医生签约。',
    en: 'The patient has a family-doctor contract for some of these days.',
  },
  BREAK_GLASS_REFUSED: {
    'zh-CN': '不能紧急访问（规则 {rule}）。',
    en: 'The access without a relation is refused, by rule {rule}.',
  },
  'BREAK_GLASS_REFUSED.RELATION_EXISTS': {
    'zh-CN': '您已有权查看该患者，无需紧急访问。',
    en: 'You may see the patient anyway.',
  },
  'BREAK_GLASS_REFUSED.OWN_ACCESS': {
    'zh-CN': '不能核查自己的紧急访问。',
    en: 'Nobody reviews an access of their own.',
  },
  'BREAK_GLASS_REFUSED.ALREADY_REVIEWED': {
    'zh-CN': '该紧急访问已核查。',
    en: 'The access has been reviewed already.',
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
  'PATIENT_MERGE_REFUSED.ALREADY_DECIDED': {
    'zh-CN': '该疑似重复已处理。',
    en: 'Somebody has decided about the two already.',
  },
  'PATIENT_MERGE_REFUSED.CONTRACTS_OVERLAP': {
    'zh-CN': '两条记录有同期的家庭医生签约，请先终止其一。',
    en: 'Both records have a family-doctor contract for the same days; end one of them first.',
  },
  'PATIENT_MERGE_REFUSED.DESK_ONLY': {
    'zh-CN': '重复档案的合并由患者服务台撤销。',
    en: 'The patient desk has merged the records, and it takes that back.',
  },
  'PATIENT_MERGE_REFUSED.NOT_IDENTIFIED': {
    'zh-CN': '没有可撤销的身份补录。',
    en: 'Nobody has completed the identity of the patient.',
  },
  'PATIENT_MERGE_REFUSED.SAME_RECORD': { 'zh-CN': '不能与自身合并。', en: 'It is one record already.' },
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
  LETTERS_TOO_FEW: { 'zh-CN': '拼音至少需要 {least} 个字母', en: 'needs at least {least} letters' },
  CONTACT_INCOMPLETE: { 'zh-CN': '联系人与关系须同时填写', en: 'goes together with a contact' },
  NAME_DIFFERS: { 'zh-CN': '与已登记的姓名不符', en: 'is not the name that is on record for this number' },
  PROXY_NEEDS: { 'zh-CN': '代签时必填', en: 'is needed where somebody signs for the patient' },
  PROXY_ONLY: { 'zh-CN': '仅代签时填写', en: 'belongs to a signature for the patient alone' },
  TEAM_OR_DOCTOR: { 'zh-CN': '请选择团队，或填写团队名称和家庭医生', en: 'is needed where no team is chosen' },
  TEAM_NAME_TAKEN: { 'zh-CN': '本机构已有同名团队', en: 'is the name of another team' },
  TEAM_CLOSED: { 'zh-CN': '该团队已停用', en: 'takes no new contracts' },
  CONTRACT_OVER: { 'zh-CN': '该签约已到期', en: 'is over' },
  WITHIN_CONTRACT: {
    'zh-CN': '须在今天至签约截止日之间',
    en: 'must lie between today and the last day of the contract',
  },
  BEFORE_BEGIN: { 'zh-CN': '早于起始日期', en: 'lies before the first day' },
  OWN_INSTITUTION: { 'zh-CN': '必须是本机构人员', en: 'must work at the own institution' },
  UNKNOWN_INSTITUTION: { 'zh-CN': '包含未知机构', en: 'names an institution that is not in the alliance' },
  COST_NEEDED: { 'zh-CN': '会诊知情同意须填写已告知的费用', en: 'is needed for a consultation' },
  CONSULTATION_ONLY: { 'zh-CN': '仅会诊知情同意填写', en: 'belongs to a consultation alone' },
  UNKNOWN_TEXT: { 'zh-CN': '没有该版本的知情同意书', en: 'names a text that does not exist' },
  IN_PAST: { 'zh-CN': '必须晚于当前时间', en: 'must lie in the future' },
} as const satisfies MessageCatalogue;
