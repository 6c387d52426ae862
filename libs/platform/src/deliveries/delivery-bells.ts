import { Injectable } from '@nestjs/common';

/** Wakes whoever serves a queue, also when it is rung while they are still looking. */
export class DeliveryBell {
  private rung = Promise.withResolvers<void>();

  /** Resolves when it is rung, or at once where it has been since it was last silenced. */
  get heard(): Promise<void> {
    return this.rung.promise;
  }

  ring(): void {
    this.rung.resolve();
  }

  /** To be called before looking: what comes from here on is not seen by that look for certain. */
  silence(): void {
    this.rung = Promise.withResolvers();
  }
}

/** The bells of this process, one a queue. They save waiting and nothing else: what nobody rings for is found by looking. */
@Injectable()
export class DeliveryBells {
  private readonly bells = new Map<string, DeliveryBell>();

  of(queue: string): DeliveryBell {
    const bell = this.bells.get(queue) ?? new DeliveryBell();
    this.bells.set(queue, bell);
    return bell;
  }

  ring(queues: Iterable<string>): void {
    for (const queue of queues) this.of(queue).ring();
  }
}
