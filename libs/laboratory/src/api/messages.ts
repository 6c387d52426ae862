import type { MessageCatalogue } from '#platform';

export const laboratoryMessages = {
  SPECIMEN_UNFIT: { 'zh-CN': '标本与申请项目不符。', en: 'The specimen does not fit the items.' },
  'SPECIMEN_UNFIT.NOT_MEASURED': {
    'zh-CN': '项目未设置检验内容，无法采集标本。',
    en: 'No laboratory measures one of the items.',
  },
  'SPECIMEN_UNFIT.MIXED_GROUPS': {
    'zh-CN': '项目分属不同检验组，请分别采集标本。',
    en: 'Different groups examine these items: take a specimen for each.',
  },
  'SPECIMEN_UNFIT.WRONG_TYPE': {
    'zh-CN': '标本类型与项目类别不符。',
    en: 'A specimen of this type is not for items of this category.',
  },
  SPECIMEN_TAKEN: {
    'zh-CN': '项目已采集标本，或已不需要采集。',
    en: 'A specimen has been taken for one of the items, or none is needed any more.',
  },
  'TRANSITION_REFUSED.COLLECTED_HERE': {
    'zh-CN': '标本由本检验机构采集，无需运送。',
    en: 'The specimen was taken where it is examined.',
  },
  'TRANSITION_REFUSED.NOT_DISPATCHED': { 'zh-CN': '标本尚未送出。', en: 'The specimen is not on its way yet.' },
  'TRANSITION_REFUSED.PACKED_ALREADY': { 'zh-CN': '标本已在其他箱内。', en: 'The specimen is in another box.' },
  'TRANSITION_REFUSED.REPORTED_ALREADY': {
    'zh-CN': '标本已有提交的报告，不能拒收。',
    en: 'Somebody has signed a report about the specimen.',
  },
  RESULTS_REFUSED: { 'zh-CN': '部分结果不能采用，全部未写入。', en: 'Some results cannot stand; none was written.' },
  'TRANSITION_REFUSED.RESULTS_MISSING': {
    'zh-CN': '有项目未出结果，不能提交最终报告。',
    en: 'Something that was ordered has no result yet.',
  },
  'TRANSITION_REFUSED.GERMS_IN_NEGATIVE': {
    'zh-CN': '已填写分离菌，但培养结果未报告异常，请核对。',
    en: 'Germs are named of a culture that is said to be negative.',
  },
  'TRANSITION_REFUSED.FINAL_ALREADY': {
    'zh-CN': '已发布最终报告，不能再提交初步报告。',
    en: 'A final report has been published already.',
  },
  'TRANSITION_REFUSED.VERSION_OPEN': {
    'zh-CN': '该报告已有后续版本。',
    en: 'Another version goes on from this one already.',
  },
  'TRANSITION_REFUSED.NO_RETRACTION_ASKED': { 'zh-CN': '无人申请撤回。', en: 'Nobody wants it to be taken back.' },
  'TRANSITION_REFUSED.RETRACTION_ASKED': {
    'zh-CN': '已有人申请撤回，待审核。',
    en: 'Somebody wants it to be taken back already.',
  },
  'TRANSITION_REFUSED.SEEN_ALREADY': { 'zh-CN': '报告已查阅。', en: 'Somebody has taken note of it already.' },
} as const satisfies MessageCatalogue;

/** Words for what is wrong with a field of an input. */
export const laboratoryConstraints = {
  NOT_OF_ORDER: { 'zh-CN': '含有不属于该申请单的项目', en: 'holds an item of another order' },
  NOT_REJECTED: { 'zh-CN': '不是该申请单被拒收的标本', en: 'is no rejected specimen of the order' },
  OTHER_LABORATORY: { 'zh-CN': '含有送往其他机构的标本', en: 'holds a specimen for another laboratory' },
  BELOW_LOW: { 'zh-CN': '须高于低限', en: 'must be above the lower bound' },
  WITH_DELTA_PERCENT: { 'zh-CN': '须与变化幅度同时填写', en: 'goes together with the percentage' },
  BOUNDS_OR_TEXT: { 'zh-CN': '须填写上下限或定性参考值之一', en: 'or bounds, and not both' },
  BELOW_FROM_AGE: { 'zh-CN': '须大于起始日龄', en: 'must be above the age from which it counts' },
  THRESHOLDS_IN_OTHER_UNIT: {
    'zh-CN': '与该项目危急值界限的单位不同，请先调整危急值界限',
    en: 'is not the unit of the thresholds of the item: end those first',
  },
  NOT_MICROBIOLOGY: { 'zh-CN': '仅微生物检验可填写分离菌', en: 'are for microbiology' },
  ORGANISM_TWICE: { 'zh-CN': '同一分离菌重复', en: 'name one germ twice' },
  AGENT_TWICE: { 'zh-CN': '同一抗菌药物重复', en: 'name one drug twice' },
  NOT_ORDERED: { 'zh-CN': '该标本未申请此项目', en: 'was not ordered of this specimen' },
  OTHER_UNIT: { 'zh-CN': '单位与检验项目不一致', en: 'is not in the unit of the item' },
  ITEM_TWICE: { 'zh-CN': '同一项目重复', en: 'names one item twice' },
  MEASURED_LATER: { 'zh-CN': '检测时间晚于当前时间', en: 'was measured later than now' },
  MEASURED_BEFORE_COLLECTION: { 'zh-CN': '检测时间早于采集时间', en: 'was measured before the specimen was taken' },
  RESULT_SHEET_MISSING: { 'zh-CN': '缺少工作表“检验结果”', en: 'has no sheet 检验结果' },
  DAY_AND_TIME: { 'zh-CN': '检测日期与检测时间须同时填写', en: 'go together: day and time of measuring' },
  TOO_MANY_ROWS: { 'zh-CN': '一次不超过2000行', en: 'are more than 2000 rows' },
  SPECIMEN_UNKNOWN: { 'zh-CN': '没有该标本，或尚未接收', en: 'is no specimen that was received here' },
  SIGNED_ALREADY: { 'zh-CN': '报告已审核，结果不能再改', en: 'is signed already, with another value' },
  LAB_ITEM_UNKNOWN: { 'zh-CN': '没有该检验项目', en: 'is nothing that is measured' },
} as const satisfies MessageCatalogue;
