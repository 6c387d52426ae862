import type { CriticalValueDomain, CriticalValueState } from '../domain/critical-value.js';

/** What fields of work are called on paper. */
export const DOMAIN_WORDS: Readonly<Record<CriticalValueDomain, string>> = {
  IMAGING: '影像',
  ECG: '心电',
  LABORATORY: '检验',
  PATHOLOGY: '病理',
};

/** How far a critical value is, on paper. */
export const STATE_WORDS: Readonly<Record<CriticalValueState, string>> = {
  DETECTED: '待核对',
  NOTIFIED: '待确认',
  ACKNOWLEDGED: '已确认',
  UNREACHABLE: '患者失联',
  HANDLED: '已处置',
  CLOSED: '已关闭',
  CANCELLED: '已撤销',
};
