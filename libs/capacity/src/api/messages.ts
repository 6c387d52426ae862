import type { MessageCatalogue } from '#platform';

export const capacityMessages = {
  SLOT_TAKEN: { 'zh-CN': '该时段号源不可用，请另选。', en: 'That session has no place to give; choose another one.' },
  'SLOT_TAKEN.FULL': {
    'zh-CN': '该时段号源已被占满，请从最近可用号源中另选。',
    en: 'All places of that session are taken; choose one of the next that are free.',
  },
  'SLOT_TAKEN.CLOSED': { 'zh-CN': '该时段已停诊，请另选。', en: 'The clinic is closed then; choose another time.' },
  'SLOT_TAKEN.RELEASED': {
    'zh-CN': '该时段未用号源已释放，请另选。',
    en: 'The unused places of that session have gone back; choose another one.',
  },
  'SLOT_TAKEN.WITHDRAWN': {
    'zh-CN': '该时段号源已撤回，请另选。',
    en: 'That session was withdrawn; choose another one.',
  },
  'SLOT_TAKEN.PAST': { 'zh-CN': '该时段已过，请另选。', en: 'That session has passed; choose another one.' },
  NO_FREE_BED: {
    'zh-CN': '该科室暂无可预留床位（数据更新于 {reportedAt}）。',
    en: 'The department has no free bed, as told at {reportedAt}.',
  },
  HOLD_ENDED: { 'zh-CN': '号源或床位预留已失效，请重新选择。', en: 'What was held is free again; choose anew.' },
  CLINIC_SESSION_FIXED: { 'zh-CN': '该时段不能变更。', en: 'That session cannot be changed.' },
  'CLINIC_SESSION_FIXED.IN_USE': {
    'zh-CN': '该时段已有 {taken} 个号源被占用，不能这样变更。',
    en: '{taken} places of that session are taken; it cannot be changed so.',
  },
  'CLINIC_SESSION_FIXED.RELEASED': {
    'zh-CN': '该时段未用号源已释放，不能再变更。',
    en: 'The unused places of that session have gone back already.',
  },
  'CLINIC_SESSION_FIXED.WITHDRAWN': { 'zh-CN': '该时段已撤回。', en: 'That session was withdrawn.' },
  CLINIC_SESSION_OVERLAP: {
    'zh-CN': '与该科室已有门诊时段重叠（{from}）。',
    en: 'The department has a session at that time already: {from}.',
  },
  CLINIC_CLOSED: { 'zh-CN': '该科室在此期间已停诊。', en: 'The clinic is closed at that time already.' },
} as const satisfies MessageCatalogue;

/** Words for what is wrong with a field of an input. */
export const capacityConstraints = {
  SESSION_EMPTY: { 'zh-CN': '必须晚于开始时间', en: 'must lie after the begin' },
  SESSION_OVERNIGHT: { 'zh-CN': '必须在同一天内', en: 'must lie on the same day' },
  SESSION_OVERLAPS: { 'zh-CN': '与本次提交的另一时段重叠', en: 'overlaps another session of the same request' },
  RELEASE_PASSED: { 'zh-CN': '该日号源释放时间已过', en: 'lies on a day whose unused places have gone back' },
  SAME_WEEK: { 'zh-CN': '必须是另一周', en: 'must lie in another week' },
} as const satisfies MessageCatalogue;
