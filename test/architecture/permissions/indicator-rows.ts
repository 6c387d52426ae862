import { Role } from '#identity';
import { everybody, mutation, outcomes, query, type Row, type Table } from './row.js';
import type { Scenery } from './scenery.js';

const readers: Role[] = [Role.DIRECTOR, Role.QUALITY, Role.MEDICAL_AFFAIRS, Role.TOWNSHIP_HEAD, Role.DEPT_HEAD];
const openers = readers.filter((role) => role !== Role.DEPT_HEAD);
/** Figures of the county hospital: heads of a township see their own institution alone. */
const figures = {
  own: { ...outcomes('allowed', ...readers), TOWNSHIP_HEAD: 'NOT_FOUND' },
  other: outcomes('NOT_FOUND', ...readers),
} as const;

/** Figures as they were told. */
export function indicatorRows(scenery: Scenery): Table {
  const ofCounty = (more: object) => () => scenery.about(scenery.county, { institutionId: scenery.county, ...more });
  return {
    ...query(
      'indicators',
      'query($institutionId: ID) { indicators(period: "2026-03", institutionId: $institutionId) { period } }',
      {
        ...figures,
        subject: ofCounty({}),
      },
    ),
    ...query(
      'indicatorSeries',
      `query($institutionId: ID) { indicatorSeries(code: "REF-03", from: "2026-01", to: "2026-02",
        institutionId: $institutionId) { period } }`,
      { ...figures, subject: ofCounty({}) },
    ),
    ...openedRows(ofCounty({})),
    ...query('nationalIndicators', '{ nationalIndicators(year: 2026) { number } }', {
      own: { ...outcomes('allowed', ...readers), TOWNSHIP_HEAD: 'FORBIDDEN LEAD_HOSPITAL' },
      other: outcomes('FORBIDDEN LEAD_HOSPITAL', ...readers),
      subject: () => scenery.about(null, {}),
    }),
    ...query('indicatorRanking', '{ indicatorRanking(period: "2026-03", code: "REF-03") { outlier } }', {
      own: { ...outcomes('allowed', ...readers), TOWNSHIP_HEAD: 'FORBIDDEN LEAD_HOSPITAL' },
      other: outcomes('FORBIDDEN LEAD_HOSPITAL', ...readers),
      subject: () => scenery.about(null, {}),
    }),
    ...query('indicatorDefinitions', '{ indicatorDefinitions { code } }', {
      own: everybody('allowed'),
      other: everybody('allowed'),
      subject: () => scenery.about(null, {}),
    }),
  };
}

/** What figures are about. */
function openedRows(subject: Row['subject']): Table {
  return {
    ...query(
      'referralAnalysis',
      'query($institutionId: ID) { referralAnalysis(period: "2026-03", institutionId: $institutionId) { count } }',
      { ...figures, subject: subject },
    ),
    ...query(
      'indicatorRows',
      `query($institutionId: ID) { indicatorRows(period: "2026-03", code: "REF-03", institutionId: $institutionId) {
        nodes { id } } }`,
      {
        own: { ...outcomes('allowed', ...openers), TOWNSHIP_HEAD: 'NOT_FOUND' },
        other: outcomes('NOT_FOUND', ...openers),
        subject: subject,
      },
    ),
  };
}

/** What they mean, and when they are frozen: for the whole alliance. */
export function indicatorChangeRows(scenery: Scenery): Table {
  return {
    ...mutation(
      'changeIndicatorDefinition',
      'ChangeIndicatorDefinitionInput',
      {
        own: outcomes('NOT_FOUND', Role.SYSTEM_ADMIN),
        other: outcomes('FORBIDDEN LEAD_HOSPITAL', Role.SYSTEM_ADMIN),
        subject: () => scenery.input(null, { code: 'NONE', nameZh: '无', nameEn: 'None', expectedVersion: 0 }),
      },
      '{ code }',
    ),
    ...mutation(
      'changeNationalItem',
      'ChangeNationalItemInput',
      {
        own: outcomes('STALE_VERSION', Role.SYSTEM_ADMIN),
        other: outcomes('FORBIDDEN LEAD_HOSPITAL', Role.SYSTEM_ADMIN),
        subject: () => scenery.input(null, { number: 1, nameZh: '甲', nameEn: 'A', unit: '', expectedVersion: 0 }),
      },
      '',
    ),
    ...mutation(
      'closeIndicatorMonth',
      'CloseIndicatorMonthInput',
      {
        own: outcomes('INDICATOR_MONTH_NOT_OVER', Role.MEDICAL_AFFAIRS),
        other: outcomes('FORBIDDEN LEAD_HOSPITAL', Role.MEDICAL_AFFAIRS),
        subject: () => scenery.input(null, { period: '2099-01' }),
      },
      '{ period }',
    ),
  };
}
