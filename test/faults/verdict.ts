import type { Client } from 'pg';
import type { Receiver } from './receiver.js';
import type { Asked } from './workload.js';

interface Received {
  readonly receiver: string;
  readonly mark: string;
  readonly subject_id: string;
  readonly place: number;
}

/** What came of one kind of work. */
export interface Verdict {
  readonly what: string;
  readonly asked: number;
  readonly lost: number;
  readonly doubled: number;
  readonly outOfOrder: number;
}

/** Compares what was asked for with what has arrived, in the order in which it was committed. */
export async function judge(client: Client, asked: Asked, receiver: Receiver): Promise<Verdict[]> {
  const { rows } = await client.query<Received>(
    `SELECT receiver, subject_id || ' ' || place AS mark, subject_id, place FROM faults_received ORDER BY number`,
  );
  const of = (name: string): Received[] => rows.filter((row) => row.receiver === name);
  return [
    { ...compare('events', asked.plain, of('faults.plain')), outOfOrder: 0 },
    {
      ...compare('events in order', asked.ordered, of('faults.ordered')),
      outOfOrder: outOfOrder(of('faults.ordered')),
    },
    { ...compare('deadlines', asked.limits, of('faults.limit')), outOfOrder: 0 },
    {
      what: 'calls (at least once)',
      asked: asked.calls.size,
      lost: [...asked.calls].filter((id) => !receiver.taken.has(id)).length,
      doubled: 0,
      outOfOrder: 0,
    },
  ];
}

function compare(what: string, asked: ReadonlySet<string>, received: readonly Received[]): Omit<Verdict, 'outOfOrder'> {
  const arrived = new Set(received.map(({ mark }) => mark));
  const lost = [...asked].filter((mark) => !arrived.has(mark)).length;
  return { what, asked: asked.size, lost, doubled: received.length - arrived.size };
}

function outOfOrder(received: readonly Received[]): number {
  const last = new Map<string, number>();
  let wrong = 0;
  for (const { subject_id: subject, place } of received) {
    if (place <= (last.get(subject) ?? 0)) wrong += 1;
    last.set(subject, place);
  }
  return wrong;
}
