import { FIGURES, FIGURES_OF_DAYS, toldWithin } from '#indicator';
import type { TestApp } from './test-app.js';

/** A figure as tests look at it. */
export interface SeenFigure {
  readonly code: string;
  readonly part: string;
  readonly numerator: number | null;
  readonly denominator: number;
  readonly value: number | null;
  readonly excluded: number;
  readonly notMeasured: number;
}

const ORDER = 'ORDER BY code, part, institution_id NULLS FIRST, department_id NULLS FIRST';

/** The figures of a month as they can be told now: from what happened, and from the sums of days as they stand. */
export async function toldBothWays(
  app: TestApp,
  period: string,
): Promise<Readonly<Record<'atOnce' | 'ofDays', object[]>>> {
  const month = toldWithin(period, app.clock.now());
  return {
    atOnce: await app.asOwner(`SELECT * FROM (${FIGURES}) f ${ORDER}`, month),
    ofDays: await app.asOwner(`SELECT * FROM (${FIGURES_OF_DAYS}) f ${ORDER}`, [...month, period]),
  };
}

/**
 * Figures of a month that do not add up, by code and part: what is told of each institution to what is told of all of them,
 * and parts to their whole.
 */
export async function figuresThatDoNotAddUp(app: TestApp, period: string): Promise<object[]> {
  const institutions = await app.asOwner(
    `SELECT f.code, f.part FROM indicator_figures f JOIN indicator_definitions d ON d.code = f.code AND d.effective_to IS NULL
     WHERE f.period = $1 AND f.department_id IS NULL AND f.numerator IS NOT NULL AND d.attribution <> 'BOTH'
     GROUP BY f.code, f.part
     HAVING abs(${overAll('numerator')}) > 1e-6 OR ${overAll('excluded')} <> 0 OR ${overAll('not_measured')} <> 0
       OR f.part !~ '\\.' AND ${overAll('denominator')} <> 0`,
    [period],
  );
  const parts = await app.asOwner(
    `SELECT f.code, f.institution_id FROM indicator_figures f
     JOIN indicator_figures a ON a.period = f.period AND a.code = f.code AND a.part = 'ALL'
       AND a.institution_id IS NOT DISTINCT FROM f.institution_id AND a.department_id IS NOT DISTINCT FROM f.department_id
     WHERE f.period = $1 AND ((f.code || '/' || f.part) ~ $2)
     GROUP BY f.code, f.institution_id, f.department_id, a.numerator
     HAVING abs(sum(f.numerator) - a.numerator) > 1e-6`,
    [period, PARTS.join('|')],
  );
  return [...institutions, ...parts];
}

const overAll = (column: string): string => `(coalesce(sum(f.${column}) FILTER (WHERE f.institution_id IS NOT NULL), 0)
  - coalesce(sum(f.${column}) FILTER (WHERE f.institution_id IS NULL), 0))`;
/** Parts that come to their whole: each of what it counts is in one of them. */
const PARTS = [
  '^REF-07/STAGE[.]',
  '^REF-08/(UP|DOWN|LATERAL)[.]',
  '^REF-DL/.*[.]',
  '^CON-VOL/(?!ALL$)',
  '^IMG-VOL/(?!ALL$)',
  '^LAB-03/REASON[.]',
  '^CV-01/(INPATIENT|OUTPATIENT|EMERGENCY)$',
  '^MR-02/REASON[.]',
];
