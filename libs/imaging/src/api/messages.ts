import type { MessageCatalogue } from '#platform';

export const imagingMessages = {
  NOT_EXAMINED_HERE: { 'zh-CN': '该项目不属于影像或心电检查。', en: 'The item is no imaging and no ECG.' },
  EXAM_NOT_WANTED: { 'zh-CN': '该申请项目不能登记检查。', en: 'No exam of the item can be registered.' },
  'EXAM_NOT_WANTED.ITEM_STATE': {
    'zh-CN': '该申请项目已检查、已互认或已取消。',
    en: 'The item has been examined, recognised or taken back.',
  },
  'EXAM_NOT_WANTED.REGISTERED_ALREADY': { 'zh-CN': '该申请项目已登记。', en: 'The item is registered already.' },
  PACS_NOT_CONFIGURED: {
    'zh-CN': '未配置影像系统（PACS），请手工关联影像。',
    en: 'The alliance has no PACS; link images by hand.',
  },
  PACS_UNAVAILABLE: { 'zh-CN': '影像系统（PACS）无响应，请稍后再试。', en: 'The PACS does not answer.' },
  STUDY_NOT_FOUND: {
    'zh-CN': '影像系统中该检查号对应 {found} 份影像，无法自动关联。',
    en: 'The PACS has {found} studies with that accession number.',
  },
  'TRANSITION_REFUSED.NO_PROPOSAL': { 'zh-CN': '尚无匹配建议。', en: 'Nobody has said yet which exam it shows.' },
  'TRANSITION_REFUSED.PROPOSED_ALREADY': {
    'zh-CN': '已有匹配建议，待确认。',
    en: 'Somebody has said already which exam it shows.',
  },
  STUDY_TAKEN: { 'zh-CN': '该影像已关联其他检查。', en: 'The study shows another exam.' },
  TEMPLATE_UNKNOWN: { 'zh-CN': '该诊断组没有此报告模板。', en: 'The group has no such template now.' },
  'TRANSITION_REFUSED.STUDY_LINKED': { 'zh-CN': '已关联影像。', en: 'A study is linked already.' },
  'TRANSITION_REFUSED.EXAM_BEGUN': { 'zh-CN': '检查已开始，不能取消登记。', en: 'The exam has begun.' },
  'TRANSITION_REFUSED.EXAM_NOT_BEGUN': {
    'zh-CN': '检查尚未开始，请取消登记。',
    en: 'The exam has not begun; cancel it.',
  },
  'TRANSITION_REFUSED.SAME_GROUP': { 'zh-CN': '该检查已在此诊断组。', en: 'That group reads it already.' },
  'TRANSITION_REFUSED.READING_BEGUN': {
    'zh-CN': '已有医师开始诊断，须由中心主任转组。',
    en: 'Somebody has begun to read it; the head of the centre may give it to others.',
  },
  'TRANSITION_REFUSED.ALREADY_REPORTED': { 'zh-CN': '已有正式报告。', en: 'It has been reported.' },
  'TRANSITION_REFUSED.NO_NEW_RESULT': { 'zh-CN': '没有未读的结果。', en: 'There is nothing new to see.' },
  'TRANSITION_REFUSED.IMAGES_MISSING': {
    'zh-CN': '影像不完整，不能发布报告。',
    en: 'The images are not complete: no study is linked.',
  },
  'TRANSITION_REFUSED.AMENDMENT_OPEN': { 'zh-CN': '已有正在书写的更正报告。', en: 'A correction is being written.' },
  'TRANSITION_REFUSED.RETRACTION_OPEN': { 'zh-CN': '已有人申请撤回。', en: 'Somebody wants to take it back already.' },
  'TRANSITION_REFUSED.NO_RETRACTION': { 'zh-CN': '无人申请撤回。', en: 'Nobody wants to take it back.' },
  'TRANSITION_REFUSED.FINDING_UNFIT': {
    'zh-CN': '结构化所见 {field} 不符合模板。',
    en: 'The structured finding {field} does not fit the template.',
  },
  'TRANSITION_REFUSED.FINDING_MISSING': {
    'zh-CN': '缺少模板要求的结构化所见 {field}。',
    en: 'The template asks for the structured finding {field}.',
  },
  'TRANSITION_REFUSED.REPORT_EMPTY': {
    'zh-CN': '所见与结论不能为空。',
    en: 'Findings and conclusion must say something.',
  },
  'TRANSITION_REFUSED.ABNORMAL_UNSAID': { 'zh-CN': '请注明阳性或阴性。', en: 'Say whether it is abnormal.' },
} as const satisfies MessageCatalogue;

/** Words for what is wrong with a field of an input. */
export const imagingConstraints = {
  FIELD_TWICE: { 'zh-CN': '同一代码出现两次', en: 'stands there twice' },
  UNIT_OF_NUMBERS: { 'zh-CN': '仅数值项有单位', en: 'belongs to numbers alone' },
  OPTIONS_OF_CHOICES: { 'zh-CN': '仅选择项有选项', en: 'belong to choices alone' },
  OPTIONS_DIFFER: { 'zh-CN': '至少两个互不相同的选项', en: 'must be at least two, each once' },
  TURNAROUND_PERIOD: { 'zh-CN': '须为一年以内', en: 'must lie within a year of the first day' },
} as const satisfies MessageCatalogue;
