import type { Logger } from 'pino';
import { setTimeout as delay } from 'node:timers/promises';
import { BackgroundWork } from '../background/background-work.js';
import { pause } from '../background/pause.js';
import { isUnavailable } from '../database/database-failure.js';
import { logUnexpected, rootCause } from '../logging/logger.js';
import type { DeliveryMetrics } from './delivery-metrics.js';
import { DELIVERY_DEFAULTS, type DeliveryOptions } from './delivery-options.js';
import type { ClaimedDelivery, DeliveryQueue, FailureNote } from './delivery-queue.js';

const LOOK_AGAIN_MS = 500;
/** While more waits, hands that become free one soon after the other are filled together: a claim costs as much as a delivery. */
const GATHER_MS = 4;
/** Well below the time after which a claim lapses. */
const KEEP_UP_MS = 3_000;

/** What every kind of delivery is made with. */
export interface DeliveryTools {
  readonly queue: DeliveryQueue;
  readonly metrics: DeliveryMetrics;
  readonly logger: Logger;
}

/** Serves one queue: as many deliveries at once as it may have, each claimed when there is a hand free for it. */
export abstract class DeliveryWork extends BackgroundWork {
  readonly name: string;
  readonly intervalMs = LOOK_AGAIN_MS;
  private readonly atOnce: number;

  protected constructor(
    protected readonly tools: DeliveryTools,
    protected readonly queueName: string,
    options: DeliveryOptions,
  ) {
    super();
    this.name = `deliver.${queueName}`;
    this.atOnce = options.atOnce ?? DELIVERY_DEFAULTS.atOnce;
  }

  /** Makes one delivery and ends it. */
  protected abstract deliver(claim: ClaimedDelivery, signal: AbortSignal): Promise<void>;

  /** Delivers until nothing is due. Nothing is claimed without being begun, so a stop leaves no claim behind. */
  async round(signal: AbortSignal): Promise<boolean> {
    const underWay = new Map<ClaimedDelivery, Promise<void>>();
    const keepUp = setInterval(() => void this.keepUp([...underWay.keys()]), KEEP_UP_MS);
    try {
      for (;;) {
        const hands = this.atOnce - underWay.size;
        const claims = signal.aborted ? [] : await this.claim(hands);
        for (const claim of claims) {
          underWay.set(
            claim,
            this.attempt(claim, signal).finally(() => underWay.delete(claim)),
          );
        }
        if (underWay.size === 0) return false;
        const free = !signal.aborted && underWay.size < this.atOnce;
        if (free) await pause(LOOK_AGAIN_MS, signal, [...underWay.values(), this.tools.queue.news(this.queueName)]);
        else await Promise.race(underWay.values());
        if (claims.length === hands && underWay.size > 0) await delay(GATHER_MS);
      }
    } finally {
      clearInterval(keepUp);
      await Promise.all(underWay.values());
    }
  }

  override rest(signal: AbortSignal): Promise<void> {
    return pause(this.intervalMs, signal, [this.tools.queue.news(this.queueName)]);
  }

  private claim(limit: number): Promise<ClaimedDelivery[]> {
    return limit > 0 ? this.tools.queue.claim(this.queueName, limit) : Promise.resolve([]);
  }

  private async keepUp(claims: readonly ClaimedDelivery[]): Promise<void> {
    try {
      await this.tools.queue.keepUp(this.queueName, claims);
    } catch {
      // The claims lapse, and their deliveries come again.
    }
  }

  private async attempt(claim: ClaimedDelivery, signal: AbortSignal): Promise<void> {
    try {
      await this.deliver(claim, signal);
      this.tools.metrics.delivered(this.queueName);
    } catch (error) {
      await this.failed(claim, error, signal);
    }
  }

  private async failed(claim: ClaimedDelivery, error: unknown, signal: AbortSignal): Promise<void> {
    if (error instanceof ClaimLostError) return;
    try {
      if (signal.aborted) return await this.tools.queue.handBack(claim);
      this.tools.metrics.failed(this.queueName);
      if (!isUnavailable(error)) logUnexpected(this.tools.logger, error, `delivery:${claim.id}`);
      await this.tools.queue.fail(claim, noteOf(error));
    } catch {
      // The database is away, and the claim lapses.
    }
  }
}

/** The claim had lapsed before the delivery was done: what was done is rolled back, and whoever has it now does it. */
export class ClaimLostError extends Error {}

function noteOf(error: unknown): FailureNote {
  const { name = 'unknown', code } = (rootCause(error) ?? {}) as { name?: string; code?: unknown };
  return { error: name, code: typeof code === 'string' ? code : null };
}
