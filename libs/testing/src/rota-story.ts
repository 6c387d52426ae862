import { randomUUID } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import type { LocalDate } from '#kernel';
import type { Served } from './served-product.js';
import { withClient } from './test-server.js';
import type { World } from './world.js';

/** A rota as tests look at it. */
export interface SeenRota {
  readonly id: string;
  readonly version: number;
  readonly state: string;
  readonly searching: boolean;
  readonly searchStatus: string | null;
  readonly searchGap: number | null;
  readonly searchProgress: { readonly stage: string } | null;
  readonly sessionCount: number;
}

const SEEN = 'id version state searching searchStatus searchGap searchProgress { stage } sessionCount';

/** Longer than a search of twelve weeks takes that is killed and begins anew; one of 28 days may take three minutes. */
const LIMIT_MS = 240_000;

/** Numbers that look like chance, and are the same in every run. */
const dice = (n: string, salt: string, sides: number): string =>
  `(abs(hashtext(${n}::text || '${salt}')::bigint) % ${sides})`;
const specialty = (n: string, salt: string): string => `'99' || lpad(${dice(n, salt, 9)}::text, 2, '0')`;

const TOWNSHIPS = `INSERT INTO institutions (id, code, code_warnings, name, short_name, kind, active, version)
  SELECT gen_random_uuid(), 'ROTA-' || n, '{}', n || '号卫生院', n || '号卫生院', 'TOWNSHIP_CENTER', true, 1
  FROM generate_series(1, $1::int) n`;
/** A third of the townships are near enough to one another to go on at midday. */
const WAYS = `INSERT INTO travel_times (from_institution_id, to_institution_id, minutes)
  SELECT $1::uuid, t.id, 20 + ${dice('t.code', 'way', 90)} FROM institutions t WHERE t.code LIKE 'ROTA-%'
  UNION ALL SELECT a.id, b.id, CASE ${dice('(a.code || b.code)', 'near', 3)} WHEN 0 THEN 20 ELSE 60 END
  FROM institutions a JOIN institutions b ON a.code < b.code WHERE a.code LIKE 'ROTA-%' AND b.code LIKE 'ROTA-%'`;
const EXPERTS = `WITH people AS (
    INSERT INTO staff (id, staff_no, name, institution_id, title, specialty_codes, active, version)
    SELECT gen_random_uuid(), 'ROTA-' || n, n || '号专家', $2, 'SENIOR',
      ARRAY[${specialty('n', 'own')}, ${specialty('n', 'second')}], true, 1
    FROM generate_series(1, $1::int) n RETURNING id, institution_id, staff_no)
  INSERT INTO dispatch_experts (id, institution_id, weight_percent, max_per_week, max_consecutive_days, preferences, active, version)
  SELECT id, institution_id, 100, 2 + ${dice('staff_no', 'week', 2)}, 2,
    jsonb_build_array(jsonb_build_object('townshipId', NULL, 'weekday', 1 + ${dice('staff_no', 'wish', 5)}, 'half', NULL, 'score', 0.8)),
    true, 1 FROM people`;
const DEMANDS = `INSERT INTO dispatch_demands (id, institution_id, township_id, specialty, kind, weekday, half, minimum_title,
    minimum, ideal, priority, valid_from, version)
  SELECT gen_random_uuid(), $2, t.id, ${specialty('n', 'asked')}, 'CLINIC', 1 + ${dice('n', 'day', 5)},
    CASE ${dice('n', 'half', 2)} WHEN 0 THEN 'MORNING' ELSE 'AFTERNOON' END, 'INTERMEDIATE', 1, 1, 1 + ${dice('n', 'priority', 3)},
    '2020-01-01', 1
  FROM generate_series(1, 2 * $1::int) n
  JOIN (SELECT id, row_number() OVER (ORDER BY code) AS place, count(*) OVER () AS all_of_them FROM institutions
    WHERE code LIKE 'ROTA-%') t ON t.place = 1 + n % t.all_of_them
  ON CONFLICT DO NOTHING`;

/** What planners do with rotas, in a county as large as is asked for. */
export class RotaStory {
  constructor(
    private readonly served: Served,
    private readonly world: World,
  ) {}

  /** Townships that ask for twice as many half-days a week as there are experts, who are sent by the county hospital. */
  async furnish({ townships, experts }: { readonly townships: number; readonly experts: number }): Promise<void> {
    const county = this.world.institutionId('county');
    await withClient(this.served.database.ownerUrl, async (owner) => {
      await owner.query(TOWNSHIPS, [townships]);
      await owner.query(WAYS, [county]);
      await owner.query(EXPERTS, [experts, county]);
      await owner.query(DEMANDS, [experts, county]);
    });
  }

  /** A rota of those days, and a search for it. */
  async searched(fromDay: LocalDate, toDay: LocalDate): Promise<SeenRota> {
    const input = { idempotencyKey: randomUUID(), name: '排班', fromDay, toDay };
    return this.search(await this.does('createRota', 'CreateRotaInput', input));
  }

  search({ id, version }: Pick<SeenRota, 'id' | 'version'>): Promise<SeenRota> {
    return this.does('generateRota', 'RotaActionInput', { id, expectedVersion: version });
  }

  async look({ id }: Pick<SeenRota, 'id'>): Promise<SeenRota> {
    const query = `query($id: ID!) { rotaPlan(id: $id) { ${SEEN} } }`;
    return (await this.world.person('rota-manager').asks<{ rotaPlan: SeenRota }>(query, { id })).rotaPlan;
  }

  /** Looks at it until it is as wanted. @throws Error where it does not come to be so in time */
  async until(rota: Pick<SeenRota, 'id'>, holds: (seen: SeenRota) => boolean | Promise<boolean>): Promise<SeenRota> {
    const limit = performance.now() + LIMIT_MS;
    for (;;) {
      const seen = await this.look(rota);
      if (await holds(seen)) return seen;
      if (performance.now() > limit) throw new Error(`It never came: ${JSON.stringify(seen)}`);
      await delay(100);
    }
  }

  private async does(operation: string, type: string, input: object): Promise<SeenRota> {
    const text = `mutation($input: ${type}!) { ${operation}(input: $input) { ${SEEN} } }`;
    const manager = this.world.person('rota-manager');
    return (await manager.asks<Record<string, SeenRota>>(text, { input }))[operation]!;
  }
}
