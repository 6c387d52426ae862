import { AsyncLocalStorage } from 'node:async_hooks';
import { createApplication } from '#api';
import { BookingService } from '#consultation';
import { permissionsOf, Role } from '#identity';
import { ALLIANCE_ZONE, addDays, after, instantAt, localDate, minutes } from '#kernel';
import { Config, Database, Environment, WorkCalendars, createLogger, systemClock, type Statement } from '#platform';
import type { INestApplicationContext } from '@nestjs/common';
import { Client, Pool, type PoolClient } from 'pg';
import { withDatabase } from './county/bench-database.js';
import { benchSecrets } from './county/bench-secrets.js';
import { databaseOf, foundCounty, type Player } from './county/county.js';
import type { Figure } from './measure/table.js';
import { SAME_PLAN } from './servers/environment.js';

const LANES = 8;
const ROUND = 150;
const ROUNDS = 5;
/** The first rounds plan statements and compile code. */
const WARM_UP_ROUNDS = 2;
const EXPERTS = 20;
const HALF_HOURS = 18;
/** Consultations that the experts have behind them. */
const BEHIND = 5_000;
const TARGET = 0.5;
const REPLAYED = 'bench_replayed';
const WRITES = /^\s*(?:INSERT|UPDATE|DELETE|WITH[\s\S]*\b(?:INSERT INTO|UPDATE|DELETE FROM)\b)/i;

const ADVISERS = `INSERT INTO staff (id, staff_no, name, institution_id, department_id, title, practice_started_on,
    specialty_codes, active, version)
  SELECT gen_random_uuid(), 'BOOK' || n, 'Expert', d.institution_id, d.id, 'SENIOR', '2000-01-01', '{}', true, 1
  FROM (SELECT d.id, d.institution_id FROM departments d JOIN institutions i ON i.id = d.institution_id
    WHERE i.kind = 'LEAD_HOSPITAL' LIMIT 1) d, generate_series(1, $1::int) n RETURNING id, institution_id AS "centreId"`;
const CALENDARS = 'INSERT INTO calendars SELECT id, 0, 0, 1 FROM unnest($1::uuid[]) id';
const AVAILABILITY = `INSERT INTO calendar_availability
  SELECT gen_random_uuid(), id, weekday, '08:00', '18:00', current_date - 400, NULL
  FROM unnest($1::uuid[]) id, generate_series(1, 7) weekday`;
const HOURS = `INSERT INTO consultation_hours (institution_id, effective_from, morning_from, morning_to)
  VALUES ($1, '2020-01-01', 480, 1080) ON CONFLICT DO NOTHING`;
const AGREEMENT = `INSERT INTO cooperation_agreements VALUES ($1, $2, '2020-01-01', NULL, 'BENCH') ON CONFLICT DO NOTHING`;
const DRAFTS = `INSERT INTO consultations (id, type, state, version, patient_id, encounter, inviting_institution_id,
    author_staff_id, accompanying_staff_id, centre_institution_id, diagnoses, duration_minutes, linked_order_ids, session_no,
    missing_codes, created_at)
  SELECT gen_random_uuid(), 'ORDINARY', 'DRAFT', 1, p.id, 'OUTPATIENT', $1, $2, $2, $3, '[]', 30, '{}', 1, '{}', now()
  FROM (SELECT id, row_number() OVER (ORDER BY id) AS place, count(*) OVER () AS all_of_them FROM patients) p,
    generate_series(1, $4::int) n WHERE p.place = 1 + n % p.all_of_them RETURNING id`;
// What the experts have behind them: tables that are empty would be read otherwise than those of a county at work.
const PAST = `WITH held AS (
    INSERT INTO consultations (id, type, state, version, consultation_no, patient_id, encounter, inviting_institution_id,
      author_staff_id, accompanying_staff_id, centre_institution_id, diagnoses, duration_minutes, linked_order_ids, session_no,
      missing_codes, created_at, submitted_at, starts_at, ends_at, room_token, delivered_at)
    SELECT gen_random_uuid(), 'ORDINARY', 'DELIVERED', 9, 'HZ' || n, (SELECT id FROM patients LIMIT 1), 'OUTPATIENT', $1, $2, $2,
      $3, '[]', 30, '{}', 1, '{}', at - interval '1 day', at - interval '1 day', at, at + interval '30 minutes', 'room' || n,
      at + interval '1 hour'
    FROM generate_series(0, $5::int - 1) n, LATERAL (SELECT date_trunc('day', now())
      - (1 + n / cardinality($4::uuid[]) / 16) * interval '1 day'
      + (n / cardinality($4::uuid[]) % 16) * interval '30 minutes' AS at) session
    RETURNING id, substr(consultation_no, 3)::int AS n, starts_at, ends_at
  ), seats AS (
    INSERT INTO consultation_invitations (id, consultation_id, expert_staff_id, institution_id, is_chair, state, version,
      invited_at, answered_at, created_at)
    SELECT gen_random_uuid(), id, ($4::uuid[])[1 + n % cardinality($4::uuid[])], $3, true, 'ACCEPTED', 3, starts_at, starts_at,
      starts_at FROM held RETURNING id, consultation_id, expert_staff_id
  )
  INSERT INTO commitments (id, expert_id, kind, exclusive, state, starts_at, ends_at, blocked_from, blocked_until,
    subject_domain, subject_id, created_by_staff_id, created_at, version)
  SELECT gen_random_uuid(), s.expert_staff_id, 'CONSULTATION', true, 'CONFIRMED', h.starts_at, h.ends_at, h.starts_at, h.ends_at,
    'consultation', s.id, $2, h.starts_at, 2
  FROM seats s JOIN held h ON h.id = s.consultation_id`;

/** What one booking has written, in its order. */
type Written = readonly { readonly name: string | undefined; readonly text: string; readonly values: unknown[] }[];

interface Wish {
  readonly id: string;
  readonly expertId: string;
  readonly startsAt: Date;
}

/**
 * Bookings a second against bare transactions with the same writes: those of the product are noted and written again, on a
 * copy of the database as it was before, statement by statement and nothing else.
 */
export async function bookings(): Promise<Figure[]> {
  return withDatabase(async (server) => {
    const { author } = await foundCounty(server, benchSecrets, { referrals: 1_000, drafts: 0 });
    const { ids, expertIds } = await fill(databaseOf(server), author);
    await copyOf(server);
    const config = new Config(new Environment({ NODE_ENV: 'test', LOG_LEVEL: 'silent' }));
    const options = { config, logger: createLogger('silent'), secrets: benchSecrets, databaseUrl: server.appUrl };
    const app = await createApplication({ ...options, clock: systemClock });
    const replay = new Pool({ connectionString: withName(server.appUrl, REPLAYED), max: LANES, options: SAME_PLAN });
    try {
      return [figureOf(await measured(app, replay, { ids, expertIds, author }))];
    } finally {
      await replay.end();
      await app.close();
    }
  });
}

async function fill(url: string, author: Player): Promise<{ ids: string[]; expertIds: string[] }> {
  const owner = new Client({ connectionString: url });
  await owner.connect();
  try {
    const experts = await owner.query<{ id: string; centreId: string }>(ADVISERS, [EXPERTS]);
    const expertIds = experts.rows.map(({ id }) => id);
    const { centreId } = experts.rows[0]!;
    for (const sql of [CALENDARS, AVAILABILITY]) await owner.query(sql, [expertIds]);
    await owner.query(HOURS, [author.institutionId]);
    await owner.query(AGREEMENT, [author.institutionId, centreId]);
    const count = ROUND * (ROUNDS + WARM_UP_ROUNDS);
    const drafts = await owner.query<{ id: string }>(DRAFTS, [author.institutionId, author.staffId, centreId, count]);
    await owner.query(PAST, [author.institutionId, author.staffId, centreId, expertIds, BEHIND]);
    await owner.query('VACUUM ANALYZE');
    return { ids: drafts.rows.map(({ id }) => id), expertIds };
  } finally {
    await owner.end();
  }
}

async function copyOf({ superuserUrl, ownerUrl }: { superuserUrl: string; ownerUrl: string }): Promise<void> {
  const superuser = new Client({ connectionString: superuserUrl });
  await superuser.connect();
  try {
    await superuser.query(`CREATE DATABASE ${REPLAYED} TEMPLATE "${new URL(ownerUrl).pathname.slice(1)}"`);
  } finally {
    await superuser.end();
  }
}

/** Seconds of every round, of the product and of bare transactions. */
interface Rounds {
  readonly ours: readonly number[];
  readonly bare: readonly number[];
  readonly writes: number;
}

interface Stage {
  readonly ids: readonly string[];
  readonly expertIds: readonly string[];
  readonly author: Player;
}

/** Round by round in turns, so that what else the machine does meets both. */
async function measured(app: INestApplicationContext, replay: Pool, stage: Stage): Promise<Rounds> {
  const wishes = await wishesOf(app, stage);
  const booked = new AsyncLocalStorage<Written[number][]>();
  noteWrites(app.get(Database), booked);
  const rounds = { ours: [] as number[], bare: [] as number[], writes: 0 };
  for (let round = 0; round < ROUNDS + WARM_UP_ROUNDS; round++) {
    const own = wishes.slice(round * ROUND, (round + 1) * ROUND);
    const written: Written[] = [];
    const ours = await timed(own, async (wish) => {
      const notes: Written[number][] = [];
      await booked.run(notes, () => book(app, stage, wish));
      written.push(notes);
    });
    const bare = await timed(written, (writes) => writeAgain(replay, writes));
    if (round < WARM_UP_ROUNDS) continue;
    rounds.ours.push(ours);
    rounds.bare.push(bare);
    rounds.writes = written[0]!.length;
  }
  return rounds;
}

/** A half hour of its own for every draft, on working days. */
async function wishesOf(app: INestApplicationContext, { ids, expertIds }: Stage): Promise<Wish[]> {
  const calendar = await app.get(WorkCalendars).load(app.get(Database), new Date());
  const first = addDays(localDate(new Date(), ALLIANCE_ZONE), 1);
  const days = Array.from({ length: 60 }, (_, index) => addDays(first, index)).filter((day) => calendar.isWorkday(day));
  return ids.map((id, n) => {
    const half = Math.floor(n / EXPERTS);
    const morning = instantAt(days[Math.floor(half / HALF_HOURS)]!, '08:00', ALLIANCE_ZONE);
    const startsAt = after(morning, minutes(30 * (half % HALF_HOURS)));
    return { id, expertId: expertIds[n % EXPERTS]!, startsAt };
  });
}

function noteWrites(database: Database, booked: AsyncLocalStorage<Written[number][]>): void {
  const config = database.config.bind(database);
  database.config = (statement: Statement, values: readonly unknown[]) => {
    const sent = config(statement, values);
    if (WRITES.test(sent.text)) booked.getStore()?.push({ name: sent.name, text: sent.text, values: sent.values });
    return sent;
  };
}

async function book(app: INestApplicationContext, { author }: Stage, { id, expertId, startsAt }: Wish): Promise<void> {
  const actor = {
    accountId: author.accountId,
    sessionId: null,
    staffId: author.staffId,
    institutionId: author.institutionId,
    roles: [],
    permissions: permissionsOf([Role.TOWNSHIP_DOCTOR]),
    onBehalfOfStaffId: null,
    origin: { requestId: id, address: null, locale: 'zh-CN' as const },
  };
  const command = { id, expectedVersion: 1, idempotencyKey: crypto.randomUUID(), expertIds: [expertId], startsAt };
  await app.get(BookingService, { strict: false }).chooseTime(actor, command);
}

async function writeAgain(replay: Pool, writes: Written): Promise<void> {
  const client = await replay.connect();
  try {
    await transaction(client, writes);
  } finally {
    client.release();
  }
}

async function transaction(client: PoolClient, writes: Written): Promise<void> {
  await client.query('BEGIN');
  for (const write of writes) await client.query(write);
  await client.query('COMMIT');
}

/** @returns seconds until all of it is done, a few at a time */
async function timed<T>(items: readonly T[], work: (item: T) => Promise<void>): Promise<number> {
  const waiting = items.values();
  const lane = async (): Promise<void> => {
    for (const item of waiting) await work(item);
  };
  const begun = performance.now();
  await Promise.all(Array.from({ length: LANES }, lane));
  return (performance.now() - begun) / 1_000;
}

function figureOf({ ours, bare, writes }: Rounds): Figure {
  const ratios = ours.map((seconds, round) => bare[round]! / seconds).toSorted((a, b) => a - b);
  const ratio = ratios[Math.floor(ratios.length / 2)]!;
  return {
    what: `bookings / bare transactions with the same ${writes} writes`,
    value: ratio.toFixed(2),
    target: `>= ${TARGET}`,
    met: ratio >= TARGET,
    detail: `${perSecond(ours)} against ${perSecond(bare)} a second, ${LANES} at a time; ${ratios.map((one) => one.toFixed(2)).join(' ')}`,
  };
}

const perSecond = (seconds: readonly number[]): string =>
  ((ROUND * seconds.length) / seconds.reduce((sum, one) => sum + one, 0)).toFixed(0);

function withName(url: string, name: string): string {
  const other = new URL(url);
  other.pathname = `/${name}`;
  return other.href;
}
