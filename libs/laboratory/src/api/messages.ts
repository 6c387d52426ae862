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
  LAB_ITEM_UNKNOWN: { 'zh-CN': '没有该检验项目', en: 'is nothing that is measured' },
} as const satisfies MessageCatalogue;
