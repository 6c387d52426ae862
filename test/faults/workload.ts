import { randomUUID } from 'node:crypto';
import { Deadlines, ExternalEffects, UnitOfWork, systemActor } from '#platform';
import { milliseconds } from '#kernel';
import type { INestApplicationContext } from '@nestjs/common';
import { setTimeout as delay } from 'node:timers/promises';
import { CallingEffect } from './listeners.js';

const STEPS = 10;
const AT_ONCE = 10;

export interface Amounts {
  readonly plain: number;
  /** Ten to each subject, one after the other. */
  readonly ordered: number;
  readonly calls: number;
  readonly deadlines: number;
}

/** What was asked for, by the ids under which it must arrive. */
export interface Asked {
  readonly plain: Set<string>;
  readonly ordered: Set<string>;
  readonly calls: Set<string>;
  readonly limits: Set<string>;
}

/** Asks for all of it, spread evenly over the time. */
export async function askFor(
  context: INestApplicationContext,
  amounts: Amounts,
  { url, duration }: { url: string; duration: number },
): Promise<Asked> {
  const asked: Asked = { plain: new Set(), ordered: new Set(), calls: new Set(), limits: new Set() };
  const workload = new Workload(context, asked, url);
  const units = [
    ...times(amounts.plain, () => () => workload.event('faults.happened', randomUUID(), 1)),
    ...times(amounts.ordered / STEPS, () => () => workload.subject()),
    ...times(amounts.calls, () => () => workload.call()),
    ...times(amounts.deadlines, () => () => workload.deadline(Math.random() * duration)),
  ].toSorted(() => Math.random() - 0.5);
  const begun = performance.now();
  const lane = async (from: number): Promise<void> => {
    for (let index = from; index < units.length; index += AT_ONCE) {
      const early = (index / units.length) * duration - (performance.now() - begun);
      if (early > 0) await delay(early);
      await units[index]!();
    }
  };
  await Promise.all(times(AT_ONCE, lane));
  return asked;
}

class Workload {
  private readonly unitOfWork: UnitOfWork;
  private readonly actor = systemActor(randomUUID(), 'faults');

  constructor(
    private readonly context: INestApplicationContext,
    private readonly asked: Asked,
    private readonly url: string,
  ) {
    this.unitOfWork = context.get(UnitOfWork, { strict: false });
  }

  async event(topic: string, aggregateId: string, aggregateVersion: number): Promise<void> {
    await this.unitOfWork.run(this.actor, (tx) => {
      tx.publish({ topic, aggregateType: 'faults', aggregateId, aggregateVersion });
      return Promise.resolve();
    });
    this.asked[topic === 'faults.step' ? 'ordered' : 'plain'].add(`${aggregateId} ${aggregateVersion}`);
  }

  async subject(): Promise<void> {
    const subject = randomUUID();
    for (let version = 1; version <= STEPS; version++) await this.event('faults.step', subject, version);
  }

  async call(): Promise<void> {
    const effects = this.context.get(ExternalEffects, { strict: false });
    const effect = this.context.get(CallingEffect, { strict: false });
    const id = await this.unitOfWork.run(this.actor, (tx) =>
      Promise.resolve(effects.request(tx, effect, { url: this.url })),
    );
    this.asked.calls.add(id);
  }

  async deadline(ahead: number): Promise<void> {
    const subjectId = randomUUID();
    const { institutionId } = this.actor;
    const limit = { subjectType: 'faults', kind: 'faults.limit', clock: 'WALL', institutionId } as const;
    const levels = [{ due: milliseconds(ahead) }] as const;
    const deadlines = this.context.get(Deadlines, { strict: false });
    await this.unitOfWork.run(this.actor, (tx) => deadlines.set(tx, { ...limit, subjectId, levels }));
    this.asked.limits.add(`${subjectId} 1`);
  }
}

function times<T>(count: number, make: (index: number) => T): T[] {
  return Array.from({ length: count }, (_, index) => make(index));
}
