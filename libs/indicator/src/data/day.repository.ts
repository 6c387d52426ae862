import { Injectable } from '@nestjs/common';
import { ALLIANCE_ZONE } from '#kernel';
import { statement, type Database, type Queryable, type Transaction } from '#platform';
import type { Month } from '../domain/period.js';
import { DAYS } from './figures-sql.js';
import { meantSince } from './measures-sql.js';

/** A month, and from when to when something of it began. */
export type DaysOfMonth = readonly [start: Date, end: Date, now: Date, from: Date, until: Date];

/** A day that has to be told anew, and how often it had been touched when that was seen. */
export interface StaleDay extends Record<string, unknown> {
  readonly day: string;
  readonly touched: number;
}

/** What a day comes to. `figures` are JSON, which nobody reads on the way, so that numbers stay what they are. */
export interface ToldDay extends Record<string, unknown> {
  readonly day: string;
  readonly figures: string;
  readonly changesAt: Date | null;
  readonly meantAt: Date;
}

const local = (instant: string): string => `(${instant}::timestamptz AT TIME ZONE '${ALLIANCE_ZONE}')::date`;

/** Days are marked before they are told for the first time, so that what happens meanwhile touches them. */
const MARK = statement(
  'indicator.mark-days',
  `INSERT INTO indicator_days (period, day, touched, told, meant_at)
   SELECT $1, day::date, 1, 0, '-infinity'
   FROM generate_series(${local('$2')}::timestamp, (${local('$3')} - 1)::timestamp, interval '1 day') AS d(day)
   ON CONFLICT (period, day) DO NOTHING`,
);
const STALE = statement(
  'indicator.stale-days',
  `SELECT day::text AS day, touched FROM indicator_days
   WHERE period = $1 AND day <= ${local('$3')}
     AND (told < touched OR changes_at <= $3 OR meant_at IS DISTINCT FROM ${meantSince('$2', '$3')})
   ORDER BY day`,
);
const TELL = statement('indicator.tell-days', DAYS);
/** Whoever has seen an earlier state of a day leaves it to whoever has seen the later one. */
const KEEP = statement(
  'indicator.keep-days',
  `UPDATE indicator_days d SET told = t.touched, changes_at = t.changes_at, meant_at = t.meant_at
   FROM unnest($2::date[], $3::int[], $4::timestamptz[], $5::timestamptz[]) AS t(day, touched, changes_at, meant_at)
   WHERE d.period = $1 AND d.day = t.day AND d.told <= t.touched RETURNING d.day::text AS day`,
);
const CLEAR = statement(
  'indicator.clear-days',
  'DELETE FROM indicator_day_figures WHERE period = $1 AND day = ANY($2::date[])',
);
const FILL = statement(
  'indicator.fill-days',
  `INSERT INTO indicator_day_figures (id, period, day, code, part, definition_version, institution_id, department_id,
     numerator, denominator, excluded, not_measured, amounts)
   SELECT gen_random_uuid(), $1, t.day, f.* FROM jsonb_to_recordset($2::jsonb) AS t(day date, figures jsonb)
   CROSS JOIN LATERAL jsonb_to_recordset(t.figures) AS f(code text, part text, definition_version int,
     institution_id uuid, department_id uuid, numerator numeric, denominator int, excluded int, not_measured int,
     amounts float8[])`,
);
const HEAD = statement(
  'indicator.log-head',
  'SELECT position FROM event_positions ORDER BY event_positions.position DESC LIMIT 1',
);
const POSITION = statement('indicator.log-position', 'SELECT position FROM indicator_log_reader WHERE id = 1');
const FOLLOW = statement(
  'indicator.follow-log',
  `INSERT INTO indicator_log_reader AS r (id, position) VALUES (1, $1)
   ON CONFLICT (id) DO UPDATE SET position = greatest(r.position, excluded.position)`,
);
/** Events that are asked for at once: few enough for each to be looked up, however long the log is. */
const AT_ONCE = 2_000;
const CONCERNED = statement(
  'indicator.concerned',
  `SELECT DISTINCT e.aggregate_id AS id
   FROM (SELECT event_id FROM event_positions WHERE position > $1 AND position <= $2 ORDER BY position LIMIT ${AT_ONCE}) p
   JOIN domain_events e ON e.id = p.event_id`,
);
const TOUCHED = statement(
  'indicator.touched-days',
  `SELECT DISTINCT ${local('b.begun_at')}::text AS day FROM indicator_beginnings b WHERE b.subject_id = ANY($1::uuid[])`,
);
const TOUCH = statement(
  'indicator.touch-days',
  'UPDATE indicator_days SET touched = touched + 1 WHERE day = ANY($1::date[])',
);
const TOUCH_ALL = statement('indicator.touch-all-days', 'UPDATE indicator_days SET touched = touched + 1');
const FORGET_FIGURES = statement('indicator.forget-day-figures', 'DELETE FROM indicator_day_figures WHERE period < $1');
const FORGET_DAYS = statement('indicator.forget-days', 'DELETE FROM indicator_days WHERE period < $1');

/** The sums of days, and which of them are no longer those of now. */
@Injectable()
export class DayRepository {
  /** Marks the days of a month that are not marked yet. */
  async mark(tx: Transaction, period: Month, [, end, , from]: DaysOfMonth): Promise<void> {
    await tx.query(MARK, [period, from, end]);
  }

  /** Days that have to be told anew, in their order; those to come are not told. */
  stale(on: Queryable, period: Month, [, end, now]: DaysOfMonth): Promise<StaleDay[]> {
    return on.query<StaleDay>(STALE, [period, end, now]);
  }

  /** What each day from one instant to another comes to, read wherever it takes long. */
  tell(on: Database, month: DaysOfMonth): Promise<ToldDay[]> {
    return on.readMuch<ToldDay>(TELL, [...month]);
  }

  /** Keeps what days come to that had been touched so often, unless somebody has seen them later. */
  async keep(tx: Transaction, period: Month, told: readonly ToldDay[], touched: ReadonlyMap<string, number>) {
    const values = [
      told.map(({ day }) => day),
      told.map(({ day }) => touched.get(day)),
      told.map(({ changesAt }) => changesAt),
      told.map(({ meantAt }) => meantAt),
    ];
    const kept = new Set((await tx.query<{ day: string }>(KEEP, [period, ...values])).map(({ day }) => day));
    if (kept.size === 0) return;
    await tx.query(CLEAR, [period, [...kept]]);
    const filled = told
      .filter(({ day }) => kept.has(day))
      .map(({ day, figures }) => `{"day":"${day}","figures":${figures}}`);
    await tx.query(FILL, [period, `[${filled.join()}]`]);
  }

  /** The last position of the log; 0 where it is empty. */
  async head(on: Queryable): Promise<number> {
    const [row] = await on.query<{ position: string }>(HEAD, []);
    return Number(row?.position ?? 0);
  }

  /** How far the log has been followed; null before that was begun. */
  async position(on: Queryable): Promise<number | null> {
    const [row] = await on.query<{ position: string }>(POSITION, []);
    return row ? Number(row.position) : null;
  }

  /** Days that events behind one position, up to another, are about. */
  async touchedBy(on: Queryable, from: number, to: number): Promise<string[]> {
    const touched = new Set<string>();
    for (let at = from; at < to; at += AT_ONCE) {
      const concerned = await on.query<{ id: string }>(CONCERNED, [at, Math.min(at + AT_ONCE, to)]);
      const days = await on.query<{ day: string }>(TOUCHED, [concerned.map(({ id }) => id)]);
      for (const { day } of days) touched.add(day);
    }
    return [...touched];
  }

  /** @param days null for all of them */
  async touch(tx: Transaction, days: readonly string[] | null): Promise<void> {
    await (days ? tx.query(TOUCH, [days]) : tx.query(TOUCH_ALL, []));
  }

  async follow(tx: Transaction, position: number): Promise<void> {
    await tx.query(FOLLOW, [position]);
  }

  /** Days of months that nothing is told of any more. */
  async forget(tx: Transaction, before: Month): Promise<void> {
    await tx.query(FORGET_FIGURES, [before]);
    await tx.query(FORGET_DAYS, [before]);
  }
}
