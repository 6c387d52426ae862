/** Answers many requests with one statement; the answers are in the order of the requests. */
export type Gathered<Request, Answer> = (requests: readonly Request[]) => Promise<readonly Answer[]>;

interface Waiting<Request, Answer> {
  readonly request: Request;
  readonly resolve: (answer: Answer) => void;
  readonly reject: (error: unknown) => void;
}

/**
 * Gathers requests that come while earlier ones are under way, so that under load one statement serves many of them;
 * alone, a request goes at once. Each is answered, or fails, with the statement that carried it.
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
    this.run(batch.map(({ request }) => request))
      .then(
        (answers) => batch.forEach(({ resolve }, index) => resolve(answers[index]!)),
        (error: unknown) => batch.forEach(({ reject }) => reject(error)),
      )
      .finally(() => {
        this.underWay -= 1;
        this.next();
      });
  }
}
