import type { Client } from 'pg';
import { GROUP } from './queue.js';

/** What of the reading went wrong; each number should be none. */
export interface Judgement {
  /** Items that nobody has read to the end, or that no report was published of. */
  readonly lost: number;
  readonly publishedTwice: number;
  /** Published under another claim than the one that counted. */
  readonly underAnotherClaim: number;
  /** Claimed while somebody held it. */
  readonly heldByTwo: number;
  /** How far from the front of the queue something was taken at most, as far as those before were not being taken too. */
  readonly farthestFromFront: number;
  readonly lapses: number;
  readonly claims: number;
}

const COUNTS = `
  SELECT (SELECT count(*)::int FROM reading_tasks t WHERE t.group_code = $1 AND (t.state <> 'DONE'
      OR NOT EXISTS (SELECT 1 FROM faults_published p WHERE p.task_id = t.id))) AS lost,
    (SELECT (count(*) - count(DISTINCT task_id))::int FROM faults_published) AS "publishedTwice",
    (SELECT count(*)::int FROM faults_published p JOIN reading_tasks t ON t.id = p.task_id
      WHERE t.fencing_token <> p.token OR t.reporter_staff_id <> p.staff_id) AS "underAnotherClaim"`;
const EVENTS = `
  SELECT e.aggregate_id AS id, e.topic FROM domain_events e JOIN reading_tasks t ON t.id = e.aggregate_id
  WHERE t.group_code = $1 AND e.topic IN ('worklist.claimed', 'worklist.lapsed', 'worklist.submitted')
  ORDER BY e.occurred_at, e.id`;
const ORDER = `SELECT id FROM reading_tasks WHERE group_code = $1 ORDER BY urgency_rank, latest_start, queued_at, id`;

/** Tells the story of every item again, from its events. */
export async function judge(owner: Client): Promise<Judgement> {
  const { rows: counts } = await owner.query<Pick<Judgement, 'lost' | 'publishedTwice' | 'underAnotherClaim'>>(COUNTS, [
    GROUP,
  ]);
  const { rows: events } = await owner.query<Told>(EVENTS, [GROUP]);
  const { rows: ordered } = await owner.query<{ id: string }>(ORDER, [GROUP]);
  return {
    ...counts[0]!,
    ...retold(
      events,
      ordered.map(({ id }) => id),
    ),
  };
}

interface Told {
  readonly id: string;
  readonly topic: string;
}

function retold(events: readonly Told[], order: readonly string[]) {
  const waiting = new Set(order);
  const held = new Set<string>();
  const seen = { heldByTwo: 0, farthestFromFront: 0, lapses: 0, claims: 0 };
  for (const { id, topic } of events) {
    if (topic === 'worklist.claimed') {
      seen.claims += 1;
      if (held.has(id)) seen.heldByTwo += 1;
      seen.farthestFromFront = Math.max(seen.farthestFromFront, placeOf(id, order, waiting));
      held.add(id);
      waiting.delete(id);
    } else {
      held.delete(id);
      if (topic !== 'worklist.lapsed') continue;
      seen.lapses += 1;
      waiting.add(id);
    }
  }
  return seen;
}

/** How many that waited then stand before it. */
function placeOf(id: string, order: readonly string[], waiting: ReadonlySet<string>): number {
  let before = 0;
  for (const other of order) {
    if (other === id) return before;
    if (waiting.has(other)) before += 1;
  }
  return before;
}
