import { Injectable } from '@nestjs/common';
import { statement, type Queryable, type Transaction } from '#platform';
import type { Month } from '../domain/period.js';
import { FIGURES_OF_DAYS, SUMS_OF_DAYS } from './figures-sql.js';
import { toldWithin } from './told-within.js';

const SCOPE = 'institution_id, department_id';

const LOCK = statement(
  'indicator.lock-month',
  `INSERT INTO indicator_months AS m (id, period, computed_at, version) VALUES ($1, $2, $3, 1)
   ON CONFLICT (period) DO UPDATE SET computed_at = $3, version = m.version + 1 WHERE m.closed_at IS NULL
   RETURNING id, version`,
);
const STATE = statement(
  'indicator.month-state',
  'SELECT closed_at AS "closedAt" FROM indicator_months WHERE period = $1',
);
const CLEAR = statement('indicator.clear-figures', 'DELETE FROM indicator_figures WHERE period = $1');
const FILL = statement(
  'indicator.fill',
  `INSERT INTO indicator_figures (id, period, code, part, definition_version, ${SCOPE}, institution_name, numerator,
     denominator, value, excluded, not_measured)
   SELECT gen_random_uuid(), $6, f.code, f.part, f.definition_version, f.institution_id, f.department_id, n.name,
     f.numerator, f.denominator, f.value, f.excluded, f.not_measured
   FROM (${FIGURES_OF_DAYS}) f LEFT JOIN indicator_institutions n ON n.id = f.institution_id`,
);
const CLEAR_CORRECTIONS = statement(
  'indicator.clear-corrections',
  'DELETE FROM indicator_corrections WHERE period = $1 AND of_period = $2',
);
/** What a closed month would be now, less what it was and what other closed months have corrected since. */
const CORRECT = statement(
  'indicator.correct',
  `INSERT INTO indicator_corrections (id, period, of_period, code, part, ${SCOPE}, numerator, denominator, excluded,
     not_measured)
   SELECT gen_random_uuid(), $7, $6, d.code, d.part, d.institution_id, d.department_id, sum(d.numerator),
     sum(d.denominator), sum(d.excluded), sum(d.not_measured)
   FROM (
     SELECT code, part, ${SCOPE}, numerator, denominator, excluded, not_measured FROM (${SUMS_OF_DAYS}) now
     UNION ALL
     SELECT code, part, ${SCOPE}, -numerator, -denominator, -excluded, -not_measured FROM indicator_figures
     WHERE period = $6 AND numerator IS NOT NULL
     UNION ALL
     SELECT code, part, ${SCOPE}, -numerator, -denominator, -excluded, -not_measured FROM indicator_corrections
     WHERE of_period = $6 AND period < $7
   ) d
   GROUP BY d.code, d.part, d.institution_id, d.department_id
   HAVING abs(sum(d.numerator)) > 1e-6 OR sum(d.denominator) <> 0 OR sum(d.excluded) <> 0 OR sum(d.not_measured) <> 0`,
);
const FIRST = statement('indicator.first-event', 'SELECT min(occurred_at) AS at FROM domain_events');
const CLOSED = statement(
  'indicator.closed-months',
  'SELECT period, closed_at AS at FROM indicator_months WHERE closed_at IS NOT NULL AND period >= $1 AND period < $2',
);
const TOLD = statement(
  'indicator.told-months',
  'SELECT count(*)::int AS months FROM indicator_months WHERE period BETWEEN $1 AND $2',
);
const SEALED = statement(
  'indicator.sealed-rows',
  `SELECT code, part, definition_version AS version, institution_id AS "institutionId", department_id AS "departmentId",
     institution_name AS "institutionName", numerator, denominator, value, excluded, not_measured AS "notMeasured"
   FROM indicator_figures WHERE period = $1
   ORDER BY code, part, institution_id NULLS FIRST, department_id NULLS FIRST`,
);
const CLOSE = statement(
  'indicator.close-month',
  'UPDATE indicator_months SET closed_at = $2, hash = $3, version = version + 1 WHERE period = $1 RETURNING id, version',
);
const OPEN_BEFORE = statement(
  'indicator.open-before',
  'SELECT 1 FROM indicator_months WHERE closed_at IS NULL AND period < $1 LIMIT 1',
);

/** A month as it stands in the database. */
export interface MonthRow {
  readonly id: string;
  readonly version: number;
}

/** Months, their figures, and what corrects them. */
@Injectable()
export class MonthRepository {
  /** Locks an open month for its figures to be told anew, or begins it; null where it is closed. */
  lock(tx: Transaction, period: Month): Promise<MonthRow | null> {
    return tx.first<MonthRow & Record<string, unknown>>(LOCK, [tx.newId(), period, tx.now]);
  }

  async isClosed(on: Queryable, period: Month): Promise<boolean> {
    const [row] = await on.query<{ closedAt: Date | null }>(STATE, [period]);
    return row !== undefined && row.closedAt !== null;
  }

  /** Whether figures of a month have ever been told. */
  async isTold(on: Queryable, period: Month): Promise<boolean> {
    return (await on.query(STATE, [period])).length > 0;
  }

  /** Tells the figures of a locked month anew, from the sums of its days. */
  async fill(tx: Transaction, period: Month): Promise<void> {
    await tx.query(CLEAR, [period]);
    await tx.query(FILL, [...toldWithin(period, tx.now), period]);
  }

  /** Tells anew what a locked month corrects of a closed one, by the sums of the days of that. */
  async correct(tx: Transaction, period: Month, ofPeriod: Month): Promise<void> {
    await tx.query(CLEAR_CORRECTIONS, [period, ofPeriod]);
    await tx.query(CORRECT, [...toldWithin(ofPeriod, tx.now), ofPeriod, period]);
  }

  /** Closed months from one to before another. */
  async closedBetween(on: Queryable, from: Month, to: Month): Promise<Month[]> {
    const rows = await on.query<{ period: Month }>(CLOSED, [from, to]);
    return rows.map(({ period }) => period);
  }

  /** How many months from one to another, both included, have been told. */
  async toldBetween(on: Queryable, from: Month, to: Month): Promise<number> {
    const [row] = await on.query<{ months: number }>(TOLD, [from, to]);
    return row!.months;
  }

  /** When the first of everything happened; null where nothing has. */
  async beginning(on: Queryable): Promise<Date | null> {
    const [row] = await on.query<{ at: Date | null }>(FIRST, []);
    return row?.at ?? null;
  }

  async hasOpenBefore(on: Queryable, period: Month): Promise<boolean> {
    return (await on.query(OPEN_BEFORE, [period])).length > 0;
  }

  /** Every figure of a month in one order. */
  rows(on: Queryable, period: Month): Promise<Record<string, string | number | null>[]> {
    return on.query(SEALED, [period]);
  }

  async close(tx: Transaction, period: Month, hash: string): Promise<MonthRow> {
    const [row] = await tx.query<MonthRow & Record<string, unknown>>(CLOSE, [period, tx.now, hash]);
    return row!;
  }
}
