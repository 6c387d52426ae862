import { ALLIANCE_ZONE, localDate } from '#kernel';
import { timeText } from '#platform';
import type { CriticalValueDomain, CriticalValueState } from '../domain/critical-value.js';
import type { RegisterCorrection } from '../queries/register.query.js';

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

/** `03-04 09:00`: the year stands above the list. */
export const momentText = (at: Date | null): string | null => at && fullMomentText(at).slice('2026-'.length);

/** `2026-03-04 09:00`, where no year stands above. */
export const fullMomentText = (at: Date): string => `${localDate(at, ALLIANCE_ZONE)} ${timeText(at)}`;

/** What was told before and what is right instead, a line each. @param said how its instant is said */
export function correctionLines(
  corrections: readonly RegisterCorrection[],
  said: (at: Date) => string | null = momentText,
): string[] {
  return corrections.map(({ from, to, critical, at, acknowledgedBy, measures }) => {
    const [verdict, when] = [critical ? '' : '，非危急', said(new Date(at))!];
    const done = [acknowledgedBy && `原值由${acknowledgedBy}确认`, measures && `原处置：${measures}`].filter(Boolean);
    return `${when}更正：${from}→${to}${verdict}${done.length > 0 ? `（${done.join('；')}）` : ''}`;
  });
}
