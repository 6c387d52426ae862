import type { Person, ServedProduct } from '#testing';
import type { Client } from 'pg';
import type { Traces } from './records.js';

/** One request, which may be sent any number of times. */
export interface Request {
  readonly by: Person;
  readonly mutation: string;
  readonly type: string;
  readonly input: Readonly<Record<string, unknown>> & { readonly idempotencyKey: string };
  /** The aggregate that is there already; null where the request makes it. */
  readonly subjectId: string | null;
  /** What the answer calls the aggregate and its version. */
  readonly selects?: string;
}

/** Something that people do, and how far one has come when they do it. */
export interface Act<Stage> {
  readonly name: string;
  readonly prepare: (stage: Stage) => Promise<Request>;
}

/** What is acted on while the product is killed. */
export interface Scene<Stage> {
  readonly acts: readonly Act<Stage>[];
  /** @param ofEachAct how often each act will be asked for */
  furnish(served: ServedProduct, ofEachAct: number): Promise<Stage>;
  /** What an act writes in its own transaction, by aggregates. */
  tracesAtOnce(client: Client): Promise<Traces>;
  /** What workers make of it. */
  tracesOfWorkers(client: Client): Promise<Traces>;
  /** Which aggregate each idempotency key has made or changed. */
  usedKeys(client: Client): Promise<ReadonlyMap<string, string>>;
  /** What hangs in the air, in words; nothing may. */
  looseEnds(client: Client): Promise<string[]>;
}
