import type { MessageCatalogue } from '#platform';

export const organizationMessages = {
  CODE_TAKEN: { 'zh-CN': '该代码已被使用。', en: 'The code is already in use.' },
} as const satisfies MessageCatalogue;

export const organizationConstraints = {
  CHECK_DIGIT: { 'zh-CN': '校验码不正确', en: 'has a wrong check digit' },
  FORMAT: { 'zh-CN': '格式不正确', en: 'has the wrong format' },
} as const satisfies MessageCatalogue;
