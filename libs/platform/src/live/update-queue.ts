import type { LiveUpdate } from './live.types.js';

type Result = IteratorResult<LiveUpdate, undefined>;
const END: Result = { done: true, value: undefined };

/** Updates on their way to one subscription, taken one by one as its connection allows. Never longer than it may be. */
export class UpdateQueue implements AsyncIterableIterator<LiveUpdate, undefined> {
  private readonly waiting: LiveUpdate[] = [];
  private taker: ((result: Result) => void) | undefined;
  private ended = false;

  /** @param onEnd called once, when nobody takes any more */
  constructor(
    private readonly most: number,
    private readonly onEnd: () => void,
  ) {}

  /** Puts an update before those that have come meanwhile; once, before anybody takes. */
  begin(first: LiveUpdate): void {
    this.waiting.unshift(first);
  }

  /** @returns false where no more fits */
  push(update: LiveUpdate): boolean {
    if (this.ended) return true;
    const { taker } = this;
    if (!taker) return this.waiting.push(update) <= this.most;
    this.taker = undefined;
    taker({ done: false, value: update });
    return true;
  }

  next(): Promise<Result> {
    const value = this.waiting.shift();
    if (value) return Promise.resolve({ done: false, value });
    if (this.ended) return Promise.resolve(END);
    const { promise, resolve } = Promise.withResolvers<Result>();
    this.taker = resolve;
    return promise;
  }

  return(): Promise<Result> {
    if (!this.ended) {
      this.ended = true;
      this.waiting.length = 0;
      this.taker?.(END);
      this.onEnd();
    }
    return Promise.resolve(END);
  }

  [Symbol.asyncIterator](): this {
    return this;
  }
}
