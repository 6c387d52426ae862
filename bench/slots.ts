import { createApplication } from '#api';
import { HALF_DAY_SETTINGS, HalfDay, Slots, halfDayInterval, type HalfDayHours, type SlotSearch } from '#calendar';
import { ALLIANCE_ZONE, addDays, localDate, minutes, startOfDay, weekdayOf, type Interval } from '#kernel';
import { Config, Database, Environment, ReferenceData, createLogger, systemClock } from '#platform';
import type { INestApplicationContext } from '@nestjs/common';
import { Client } from 'pg';
import { withDatabase } from './county/bench-database.js';
import { benchSecrets } from './county/bench-secrets.js';
import { foundCounty } from './county/county.js';
import type { Figure } from './measure/table.js';

const DAYS = 14;
const SEARCHES = 60;
/** The first searches plan statements and compile code. */
const WARM_UP = 15;
const TARGET_MS = 100;
const NO_LIMIT = 100_000;

interface Size {
  readonly experts: number;
  /** What each of them has behind and before them, over two years. */
  readonly commitments: number;
}

/** What the target is about, and what the others are compared with. */
const COUNTY: Size = { experts: 60, commitments: 1_000 };
const OTHERS: readonly Size[] = [
  { experts: 15, commitments: 1_000 },
  { experts: 240, commitments: 1_000 },
  { experts: 60, commitments: 100 },
  { experts: 60, commitments: 4_000 },
];

const EXPERTS = `INSERT INTO staff (id, staff_no, name, institution_id, department_id, title, practice_started_on,
    specialty_codes, active, version)
  SELECT gen_random_uuid(), 'SLOT' || n, 'Expert', d.institution_id, d.id, 'SENIOR', '2000-01-01', '{}', true, 1
  FROM (SELECT d.id, d.institution_id FROM departments d JOIN institutions i ON i.id = d.institution_id
    WHERE i.kind = 'LEAD_HOSPITAL' LIMIT 1) d, generate_series(1, $1::int) n RETURNING id`;
const CALENDARS = `INSERT INTO calendars SELECT id, 10, 5, 1 FROM unnest($1::uuid[]) id`;
const AVAILABILITY = `INSERT INTO calendar_availability
  SELECT gen_random_uuid(), id, weekday, span[1], span[2], current_date - 400, NULL
  FROM unnest($1::uuid[]) id, generate_series(1, 5) weekday, (VALUES ('{08:00,12:00}'::text[]), ('{14:00,17:30}')) times (span)`;
// Spread over the year behind and the year before us; every tenth is leave, which takes from free time and may overlap.
const COMMITMENTS = `INSERT INTO commitments (id, expert_id, kind, exclusive, state, starts_at, ends_at, blocked_from,
    blocked_until, subject_domain, subject_id, created_by_staff_id, created_at, version)
  SELECT gen_random_uuid(), id, kind, kind <> 'LEAVE', 'CONFIRMED', at, at + interval '40 minutes', at,
    at + interval '40 minutes', 'bench', gen_random_uuid(), id, now(), 1
  FROM unnest($1::uuid[]) id, generate_series(0, $2::int - 1) n, LATERAL (SELECT
    date_trunc('hour', now()) - interval '365 days' + n * (interval '730 days' / $2::int) AS at,
    CASE WHEN n % 10 = 0 THEN 'LEAVE'
      ELSE (ARRAY['DISPATCH_SESSION', 'CONSULTATION', 'OWN_CLINIC', 'SURGERY_LIST'])[1 + n % 4] END AS kind) made`;
const NIGHTS = `INSERT INTO duty_entries (id, plan_id, institution_id, department_id, function, starts_at, ends_at, staff_id,
    phone_ciphertext, version)
  SELECT gen_random_uuid(), gen_random_uuid(), s.institution_id, s.department_id, 'DUTY_DOCTOR', at,
    at + interval '14 hours', s.id, 'unread', 1
  FROM (SELECT s.*, row_number() OVER (ORDER BY s.id) AS n FROM staff s WHERE s.id = ANY($1::uuid[])) s,
    LATERAL (SELECT current_date + s.n * interval '1 day' + interval '18 hours' AS at) night`;

/** Milliseconds in ascending order, and how many times they found. */
interface Measured {
  readonly any: readonly number[];
  readonly together: readonly number[];
  readonly found: number;
}

/** Finding a time within a fortnight: for a county, and as experts and what they have to do become more. */
export async function slots(): Promise<Figure[]> {
  const county = await measured(COUNTY);
  const figures = [
    atMostFigure(`any of ${COUNTY.experts} experts, ${DAYS} days, p95`, county.any, `${county.found} times found`),
    atMostFigure(`3 of ${COUNTY.experts} experts together, p95`, county.together, 'k of n'),
  ];
  for (const size of OTHERS) {
    const other = await measured(size);
    figures.push(growthFigure(size, at(other.any, 0.5), at(county.any, 0.5)));
  }
  return figures;
}

function measured({ experts, commitments }: Size): Promise<Measured> {
  console.log(`Measuring: ${experts} experts with ${commitments} commitments each …`);
  return withDatabase(async (database) => {
    await foundCounty(database, benchSecrets, { referrals: 10, drafts: 0 });
    const expertIds = await fill(database.ownerUrl, experts, commitments);
    const config = new Config(new Environment({ NODE_ENV: 'test', LOG_LEVEL: 'silent' }));
    const logger = createLogger('silent');
    const options = { config, logger, secrets: benchSecrets, databaseUrl: database.appUrl, clock: systemClock };
    const app = await createApplication(options);
    try {
      return await searched(app, expertIds);
    } finally {
      await app.close();
    }
  });
}

async function fill(ownerUrl: string, experts: number, commitments: number): Promise<string[]> {
  const owner = new Client({ connectionString: ownerUrl });
  await owner.connect();
  try {
    const { rows } = await owner.query<{ id: string }>(EXPERTS, [experts]);
    // The nights of the demo county make room.
    await owner.query('DELETE FROM duty_substitutions; DELETE FROM duty_entries');
    const ids = rows.map(({ id }) => id);
    for (const sql of [CALENDARS, AVAILABILITY, NIGHTS]) await owner.query(sql, [ids]);
    await owner.query(COMMITMENTS, [ids, commitments]);
    await owner.query('VACUUM ANALYZE commitments, calendar_availability, calendars, duty_entries');
    return ids;
  } finally {
    await owner.end();
  }
}

async function searched(app: INestApplicationContext, expertIds: readonly string[]): Promise<Measured> {
  const finder = app.get(Slots, { strict: false });
  const database = app.get(Database);
  const hours = await app.get(ReferenceData).settings(HALF_DAY_SETTINGS, new Date(), database);
  const wish = { ...fortnight(hours), expertIds, length: minutes(30), every: minutes(15) };
  let found = 0;
  const timesOf = async (search: SlotSearch): Promise<number[]> => {
    const times: number[] = [];
    for (let n = 0; n < SEARCHES + WARM_UP; n++) {
      const begun = performance.now();
      found = (await finder.find(database, search, NO_LIMIT)).length;
      if (n >= WARM_UP) times.push(performance.now() - begun);
    }
    if (found === 0) throw new Error('Nothing was found');
    return times.toSorted((a, b) => a - b);
  };
  const together = await timesOf({ ...wish, needed: 3 });
  return { together, any: await timesOf({ ...wish, needed: 1 }), found };
}

/** Working days of the coming fortnight, and when people work on them. */
function fortnight(settings: HalfDayHours): { window: Interval; hours: Interval[] } {
  const first = addDays(localDate(new Date(), ALLIANCE_ZONE), 1);
  const days = Array.from({ length: DAYS }, (_, index) => addDays(first, index));
  const working = days.filter((day) => weekdayOf(day) <= 5);
  return {
    window: { start: startOfDay(first, ALLIANCE_ZONE), end: startOfDay(addDays(first, DAYS), ALLIANCE_ZONE) },
    hours: working.flatMap((day) => Object.values(HalfDay).map((half) => halfDayInterval(day, half, settings))),
  };
}

function atMostFigure(what: string, times: readonly number[], detail: string): Figure {
  const value = at(times, 0.95);
  const spread = `p50 ${at(times, 0.5).toFixed(1)} ms, ${SEARCHES} searches; ${detail}`;
  return {
    what,
    value: `${value.toFixed(1)} ms`,
    target: `< ${TARGET_MS} ms`,
    met: value < TARGET_MS,
    detail: spread,
  };
}

/** Never more than in proportion to what there is more of. */
function growthFigure({ experts, commitments }: Size, ms: number, county: number): Figure {
  const ratio = ms / county;
  const most = Math.max(1, (experts * commitments) / (COUNTY.experts * COUNTY.commitments));
  return {
    what: `  ${experts} experts × ${commitments} commitments / ${COUNTY.experts} × ${COUNTY.commitments}`,
    value: ratio.toFixed(2),
    target: `<= ${most.toFixed(2)}`,
    met: ratio <= most,
    detail: `p50 ${ms.toFixed(1)} ms against ${county.toFixed(1)} ms`,
  };
}

const at = (values: readonly number[], share: number): number => values[Math.floor(values.length * share)] ?? NaN;
