import { randomUUID } from 'node:crypto';
import type { HttpAnswer, HttpClient } from '#testing';
import { setTimeout as delay } from 'node:timers/promises';

/** What an answer must never hold, whatever its code: a place in the product's code. */
const STACK = /\bat .*\.[jt]s:\d+|node_modules/;
const PAUSE_MS = 1_000;

/** What clients came across. */
export class Experience {
  /** Answers that asked to come back. */
  unavailable = 0;
  /** Connections to the product that broke. */
  broken = 0;
  longestMs = 0;
  /** Anything that a client must not be told, or must be told in another way. */
  readonly wrong: string[] = [];
}

/** What a change answers. */
export interface Changed {
  readonly id: string;
  readonly version?: number;
}

/** A change that was acknowledged. */
export interface Acknowledged {
  readonly mutation: string;
  readonly input: { readonly idempotencyKey: string } & Readonly<Record<string, unknown>>;
  readonly answer: Changed;
}

/** Sends every change with a key, and again with the same key where it cannot know whether it has happened. */
export class CarefulClient {
  readonly acknowledged: Acknowledged[] = [];

  constructor(
    private readonly http: HttpClient,
    private readonly experience: Experience,
  ) {}

  async change(mutation: string, fields: Readonly<Record<string, unknown>>): Promise<Changed> {
    const input = { idempotencyKey: randomUUID(), ...fields };
    const answer = await this.repeat(mutation, input);
    this.acknowledged.push({ mutation, input, answer });
    return answer;
  }

  /** @throws Error where the product refuses for good */
  async repeat(mutation: string, input: Acknowledged['input']): Promise<Changed> {
    const type =
      mutation === 'claimReferral' ? 'ReferralActionInput' : `${mutation[0]!.toUpperCase()}${mutation.slice(1)}Input`;
    const selection = mutation.endsWith('Referral') ? 'id version' : 'id';
    const text = `mutation($input: ${type}!) { ${mutation}(input: $input) { ${selection} } }`;
    const data = await this.insist<Record<string, Changed>>(text, { input });
    return data[mutation]!;
  }

  async insist<Data>(text: string, variables: object): Promise<Data> {
    for (;;) {
      const begun = performance.now();
      const answer = await this.http.sends<Data>(text, variables).catch(() => null);
      this.experience.longestMs = Math.max(this.experience.longestMs, performance.now() - begun);
      if (!answer) this.experience.broken += 1;
      else if (this.isDone(answer)) return answer.data!;
      const seconds = Number(answer?.headers.get('retry-after') ?? 0);
      await delay(Math.max(seconds * 1_000, PAUSE_MS));
    }
  }

  private isDone({ data, errors, headers, status }: HttpAnswer<unknown>): boolean {
    if (data && errors.length === 0) return true;
    const [error] = errors;
    const told = `${status} ${JSON.stringify(errors)}`;
    if (STACK.test(told)) this.experience.wrong.push(told);
    if (error?.extensions.code !== 'UNAVAILABLE' || headers.get('retry-after') === null) {
      this.experience.wrong.push(told);
      throw new Error(told);
    }
    this.experience.unavailable += 1;
    return false;
  }
}
