import { isUnavailable } from './database-failure.js';

/** Answers many requests with one statement; the answers are in the order of the requests. */
export type Gathered<Request, Answer> = (requests: readonly Request[]) => Promise<readonly Answer[]>;

interface Waiting<Request, Answer> {
  readonly request: Request;
  readonly resolve: (answer: Answer) => void;
  readonly reject: (error: unknown) => void;
}

/**
 * Gathers requests that come while earlier ones are under way, so that under load one statement serves many of them;
 * alone, a request goes at once. Where the database refuses a statement, its requests are tried one after the other, so
 * that none fails because of another one; where the database is away all of them fail with it.
 */
export class Gatherer<Request, Answer> {
  private waiting: Waiting<Request, Answer>[] = [];
  private underWay = 0;

  /**
   * @param atOnce how many statements run side by side before requests wait
   * @param most requests that one statement carries
   */
  constructor(
    private readonly run: Gathered<Request, Answer>,
    private readonly limits: { readonly atOnce: number; readonly most: number },
  ) {}

  ask(request: Request): Promise<Answer> {
    return new Promise((resolve, reject) => {
      this.waiting.push({ request, resolve, reject });
      this.next();
    });
  }

  private next(): void {
    if (this.underWay === this.limits.atOnce || this.waiting.length === 0) return;
    const batch = this.waiting.splice(0, this.limits.most);
    this.underWay += 1;
    const goOn = (): void => {
      this.underWay -= 1;
      this.next();
    };
    this.serve(batch).then(goOn, goOn);
  }

  private async serve(batch: readonly Waiting<Request, Answer>[]): Promise<void> {
    try {
      const answers = await this.run(batch.map(({ request }) => request));
      batch.forEach(({ resolve }, index) => resolve(answers[index]!));
    } catch (error) {
      if (batch.length > 1 && !isUnavailable(error)) await this.serveSingly(batch);
      else batch.forEach(({ reject }) => reject(error));
    }
  }

  private async serveSingly(batch: readonly Waiting<Request, Answer>[]): Promise<void> {
    for (const waiting of batch) await this.serve([waiting]);
  }
}
