import type { MessageCatalogue } from '#platform';

/** Codes of the audit trail. */
export const auditMessages = {
  AUDIT_EXPORT_REFUSED: {
    'zh-CN': '导出内容超出限制（规则 {rule}），请分批导出。',
    en: 'Too much for one export (rule {rule}); fetch it in parts.',
  },
  'AUDIT_EXPORT_REFUSED.RANGE': {
    'zh-CN': '一次最多导出 {most} 天的审计记录，请缩短时间范围。',
    en: 'One export covers at most {most} days; choose a shorter period.',
  },
  'AUDIT_EXPORT_REFUSED.ENTRIES': {
    'zh-CN': '一次最多导出 {most} 条审计记录，请缩小范围。',
    en: 'One export holds at most {most} entries; narrow the question.',
  },
} as const satisfies MessageCatalogue;
