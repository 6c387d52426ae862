import type { Template } from './notice-template.js';

/** What is told of looks at patients without a relation. */
export const patientTemplates: Readonly<Record<string, Template>> = {
  'system.break-glass-opened': {
    inbox: {
      zh: [
        '紧急访问待核查',
        '{institution}有人员在无服务关系的情况下紧急访问了一名患者，原因：{reason}。请核查是否合理。',
      ],
      en: [
        'Access without a relation',
        'Somebody of {institution} has opened a patient without a relation: {reason}. Please review it.',
      ],
    },
    outside: {
      zh: ['紧急访问待核查', '{institution}有一次紧急访问待核查，请登录平台处理。'],
      en: ['Access without a relation', 'An access at {institution} has to be reviewed. Please sign in.'],
    },
  },
  'system.break-glass-alarm': {
    inbox: {
      zh: ['紧急访问过于频繁', '{institution}有同一人员短期内已紧急访问 {count} 次，请尽快核查。'],
      en: [
        'Accesses without a relation pile up',
        'One person of {institution} has opened {count} patients without a relation in a short time. Please review them.',
      ],
    },
    outside: {
      zh: ['紧急访问过于频繁', '{institution}有人员频繁紧急访问，请登录平台处理。'],
      en: ['Accesses pile up', 'Somebody of {institution} opens patients often. Please sign in.'],
    },
  },
};
