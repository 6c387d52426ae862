import type { MessageCatalogue } from '#platform';

export const worklistMessages = {
  READING_GROUP_UNKNOWN: {
    'zh-CN': '该诊断组不存在或未设置报告时限。',
    en: 'There is no such group of readers, or it has no due time for this class.',
  },
  ALREADY_QUEUED: { 'zh-CN': '该检查已在诊断队列中。', en: 'It waits to be read already.' },
  'TRANSITION_REFUSED.CERTIFICATE_MISSING': {
    'zh-CN': '您没有该诊断组要求的资质。',
    en: 'Whoever reads this group needs a certificate that you do not hold.',
  },
  'TRANSITION_REFUSED.TOO_MANY_CLAIMS': {
    'zh-CN': '您领取的任务已达上限，请先完成或退回。',
    en: 'You hold as many readings as one may; finish or release one first.',
  },
  'TRANSITION_REFUSED.HELD_BY_YOURSELF': { 'zh-CN': '该任务已由您领取。', en: 'You hold it yourself.' },
  'TRANSITION_REFUSED.LEASE_LOST': {
    'zh-CN': '领取已超时或已被他人接管，不能继续。',
    en: 'Your claim has lapsed, or somebody else has taken over.',
  },
  'TRANSITION_REFUSED.LEASE_STANDS': { 'zh-CN': '领取尚未超时。', en: 'The claim still stands.' },
  'TRANSITION_REFUSED.REVIEWER_IS_REPORTER': {
    'zh-CN': '审核医生不能是报告医生本人。',
    en: 'Whoever wrote the report does not review it.',
  },
} as const satisfies MessageCatalogue;

/** Words for what is wrong with a field of an input. */
export const worklistConstraints = {
  GROUP_UNKNOWN: { 'zh-CN': '没有该诊断组', en: 'is no group that reads' },
} as const satisfies MessageCatalogue;
