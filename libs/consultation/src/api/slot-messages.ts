import type { MessageCatalogue } from '#platform';

export const slotMessages = {
  AGREEMENT_MISSING: {
    'zh-CN': '双方机构之间没有覆盖该时间段的有效合作协议。',
    en: 'No agreement between the two institutions stands for that time.',
  },
} as const satisfies MessageCatalogue;

/** Words for what is wrong with a field of an input. */
export const slotConstraints = {
  SPECIALTY_OR_EXPERTS: { 'zh-CN': '专业与专家须且只能填写一项', en: 'is given, or experts are: one of both' },
  MORE_THAN_NAMED: { 'zh-CN': '不能多于所选专家人数', en: 'must not be more than those who are named' },
  CHAIR_NOT_NAMED: { 'zh-CN': '主持专家须在所选专家之中', en: 'must be one of those who are named' },
  SAME_INSTITUTION: { 'zh-CN': '双方不能是同一机构', en: 'must be another institution' },
  WITH_BEGIN_AND_END: { 'zh-CN': '开始与结束须同时填写', en: 'needs a begin and an end' },
  ROOM_TEMPLATE: {
    'zh-CN': '须为 https 地址，主机名之后含 {room}，且不含账号',
    en: 'must be an https address with {room} after its host, and without an account',
  },
  UNKNOWN_TO_CONSULTATIONS: { 'zh-CN': '不存在', en: 'does not exist' },
} as const satisfies MessageCatalogue;
