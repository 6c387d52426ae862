import { FIGURES, FIGURES_OF_DAYS, toldWithin } from '#indicator';
import type { TestApp } from './test-app.js';

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
