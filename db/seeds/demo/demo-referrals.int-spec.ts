import { downTransitions, onwardTransitions, upTransitions } from '#referral';
import { START, TestApp, withClient } from '#testing';
import { seedDemo } from './index.js';

let app: TestApp;

beforeAll(async () => {
  app = await TestApp.start();
  await seedDemo({ ownerUrl: app.database.ownerUrl, secrets: app.secrets, now: START, password: 'Lanxi-demo-2026' });
}, 60_000);

afterAll(() => app.stop());

async function rows<Found>(sql: string): Promise<Found[]> {
  let found: Found[] = [];
  await withClient(app.database.ownerUrl, async (owner) => {
    found = (await owner.query(sql)).rows as Found[];
  });
  return found;
}

interface Row {
  readonly from: string | readonly string[];
  readonly to: string | { readonly oneOf: readonly string[] };
}
type Table = Readonly<Record<string, Row | readonly Row[]>>;

const TABLES: Readonly<Record<string, Table>> = {
  UP: upTransitions,
  LATERAL: upTransitions,
  DOWN: downTransitions,
  ONWARD: onwardTransitions,
};

const rowsOf = (table: Table, action: string): readonly Row[] => [table[action] ?? []].flat();
const statesOf = ({ from, to }: Row): string[] =>
  [from, typeof to === 'string' ? to : to.oneOf].flat().filter((state) => state !== 'unchanged');

interface Told {
  readonly direction: string;
  readonly id: string;
  readonly action: string;
  readonly from: string | null;
  readonly to: string;
}

/** Whether the table has a row that leads from the one state to the other by this act. */
function isStep({ direction, action, from, to }: Told): boolean {
  return rowsOf(TABLES[direction]!, action).some((row) => {
    const leads = row.to === 'unchanged' ? [from] : typeof row.to === 'string' ? [row.to] : row.to.oneOf;
    return [row.from].flat().includes(from!) && leads.includes(to);
  });
}

/** How a referral comes into being: as a draft, passed on from elsewhere, or beyond the alliance. */
const BEGINNINGS = ['draft → DRAFT', 'redirect → PENDING_ACCEPTANCE', 'forwardOnward → DRAFT'];

const TOLD = `SELECT coalesce(r.direction, 'ONWARD') AS direction, e.aggregate_id AS id, e.action, e.from_state AS from,
    e.to_state AS to
  FROM domain_events e LEFT JOIN referrals r ON r.id = e.aggregate_id
  WHERE e.aggregate_type IN ('referral', 'onward-referral') ORDER BY e.aggregate_id, e.occurred_at, e.aggregate_version, e.id`;

describe('the referrals of the demo county', () => {
  it.each(['UP', 'DOWN', 'ONWARD'])('%s: stand in every state that their table knows', async (direction) => {
    const found = await rows<{ state: string }>(
      direction === 'ONWARD'
        ? 'SELECT DISTINCT state FROM onward_referrals'
        : `SELECT DISTINCT state FROM referrals WHERE direction = '${direction}'`,
    );
    const known = Object.values(TABLES[direction]!).flatMap((row) => [row].flat().flatMap(statesOf));
    expect(new Set(found.map(({ state }) => state))).toEqual(new Set(known));
  });

  it('have come there by a walk through their table, each from where the step before led', async () => {
    const told = await rows<Told>(TOLD);
    const wrong = told.filter((event, index) => {
      const before = told[index - 1];
      if (before?.id !== event.id) return !BEGINNINGS.includes(`${event.action} → ${event.to}`) || event.from !== null;
      return event.from !== before.to || !isStep(event);
    });
    expect(wrong).toEqual([]);
    expect(new Set(told.map(({ id }) => id)).size).toBe(
      (await rows('SELECT id FROM referrals UNION ALL SELECT id FROM onward_referrals')).length,
    );
  });

  it('have the version, the state and the times that their events gave them', async () => {
    const wrong = await rows(`
      SELECT r.id, r.direction, r.state, r.version, h.* FROM referrals r CROSS JOIN LATERAL (
        SELECT count(*) FILTER (WHERE action <> 'escalate') AS acts, max(aggregate_version) AS last,
          (array_agg(to_state ORDER BY occurred_at DESC, aggregate_version DESC))[1] AS ends_as,
          max(occurred_at) FILTER (WHERE to_state IS DISTINCT FROM from_state) AS changed,
          min(occurred_at) AS created, max(occurred_at) AS latest,
          min(occurred_at) FILTER (WHERE action IN ('submit', 'submitEmergency', 'recordRetrospectively')) AS submitted
        FROM domain_events WHERE aggregate_id = r.id) h
      WHERE r.version <> h.acts OR r.version <> h.last OR r.state <> h.ends_as OR r.state_changed_at <> h.changed
        OR r.created_at <> h.created OR h.latest > '${START.toISOString()}'
        OR (r.parent_id IS NULL AND r.first_submitted_at IS DISTINCT FROM h.submitted)
        OR (r.ended_at IS NOT NULL AND r.ended_at <> h.changed)`);
    expect(wrong).toEqual([]);
  });

  it('were moved by people with accounts, or by the system where nobody moved', async () => {
    const wrong = await rows(`
      SELECT e.id, e.action FROM domain_events e
      WHERE NOT EXISTS (SELECT 1 FROM accounts a WHERE a.id = e.account_id AND a.staff_id = e.staff_id)
        AND NOT (e.action IN ('archive', 'expire', 'closeUnanswered', 'escalate') AND e.staff_id::text LIKE '00000000%')`);
    expect(wrong).toEqual([]);
  });

  it('give reasons that are in the lists', async () => {
    const wrong = await rows(
      `SELECT action, reason_code FROM domain_events WHERE reason_code NOT IN (SELECT code FROM reason_codes)`,
    );
    expect(wrong).toEqual([]);
  });

  it('hold a place or a bed of their department as long as the patient is expected, and no longer', async () => {
    const holds = await rows<{ fits: boolean; state: string }>(`
      SELECT h.state, coalesce(s.department_id, b.department_id) = r.to_department_id
        AND (h.state = 'CONFIRMED') = (h.ended_at IS NULL AND r.state = 'ARRANGED')
        AND (h.state <> 'USED' OR h.ended_at = r.arrived_at)
        AND (s.id IS NULL) = (r.handling = 'INPATIENT')
        AND EXISTS (SELECT 1 FROM referral_arrangements a WHERE a.referral_id = r.id AND a.arranged_at = h.held_at
          AND (s.id IS NULL OR (s.starts_at <= a.visit_time AND a.visit_time < s.ends_at))) AS fits
      FROM capacity_holds h JOIN referrals r ON r.id = h.subject_id
      LEFT JOIN capacity_sessions s ON s.id = h.session_id LEFT JOIN capacity_bed_pools b ON b.id = h.bed_pool_id`);
    expect(holds.filter(({ fits }) => !fits)).toEqual([]);
    expect(new Set(holds.map(({ state }) => state))).toEqual(new Set(['CONFIRMED', 'USED', 'RELEASED', 'REPLACED']));
  });

  it('are expected by one appointment at a time', async () => {
    const wrong = await rows(`
      SELECT r.id FROM referrals r LEFT JOIN referral_arrangements a ON a.referral_id = r.id AND a.replaced_at IS NULL
      WHERE r.direction <> 'DOWN' AND r.state IN ('ARRANGED', 'NO_SHOW') AND r.kind = 'ROUTINE'
      GROUP BY r.id, r.visit_time HAVING count(a.id) <> 1 OR max(a.visit_time) IS DISTINCT FROM r.visit_time`);
    expect(wrong).toEqual([]);
  });

  it('went through green channels in the order of their nodes, all five of them', async () => {
    const times = await rows<{ channel: string; nodes: string[]; isOrdered: boolean }>(`
      SELECT g.channel, array_agg(t.node ORDER BY n.position) AS nodes,
        array_agg(t.occurred_at ORDER BY n.position) = array_agg(t.occurred_at ORDER BY t.occurred_at) AS "isOrdered"
      FROM referral_green_channels g JOIN referral_green_channel_times t USING (referral_id)
      JOIN green_channel_nodes n ON n.channel = g.channel AND n.node = t.node GROUP BY g.referral_id, g.channel`);
    expect(new Set(times.map(({ channel }) => channel)).size).toBe(5);
    expect(times.filter(({ isOrdered }) => !isOrdered)).toEqual([]);
    expect(times.map(({ nodes }) => nodes)).toContainEqual(expect.arrayContaining(['ARRIVAL', 'CATH_LAB', 'NEEDLE']));
    expect(times.filter(({ nodes }) => !nodes.includes('ARRIVAL'))).toHaveLength(1);
  });

  it('that go down carry medicines, and are looked after: in the past, overdue, and to come', async () => {
    const [found] = await rows<object>(`
      SELECT count(*) FILTER (WHERE state = 'DONE') > 20 AS done,
        count(*) FILTER (WHERE state = 'OPEN' AND due_on < '2026-03-04') > 0 AS overdue,
        count(*) FILTER (WHERE state = 'OPEN' AND due_on >= '2026-03-04') > 3 AS ahead,
        (SELECT count(*) FROM follow_up_tasks t JOIN referrals r ON r.id = t.referral_id
         WHERE (t.state = 'OPEN') <> (r.state = 'FOLLOW_UP') AND t.state <> 'DONE') AS loose,
        (SELECT count(*) FROM referrals r LEFT JOIN down_packages d USING (package_id)
         WHERE r.direction = 'DOWN' AND r.state <> 'DRAFT' AND (d.medicines IS NULL OR d.medicines = '[]')) AS bare
      FROM follow_up_tasks`);
    expect(found).toEqual({ done: true, overdue: true, ahead: true, loose: '0', bare: '0' });
  });

  it('were handed to the next in turn where a limit had passed, until somebody acted', async () => {
    const found = await rows<{ ended: boolean }>(`
      SELECT e.ended_at IS NOT NULL AS ended FROM referral_escalations e JOIN domain_events d ON d.aggregate_id = e.referral_id
      WHERE d.action = 'escalate' AND d.occurred_at = e.escalated_at AND d.payload->>'kind' = e.kind`);
    expect(found.length).toBeGreaterThan(0);
    expect(found).toHaveLength((await rows('SELECT id FROM referral_escalations')).length);
  });
});
