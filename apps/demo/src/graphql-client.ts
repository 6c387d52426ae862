import { StoryError } from './story-error.js';

const PATIENCE_MS = 15_000;

/** What the product said instead of doing what was asked. */
export interface Refusal {
  readonly message: string;
  readonly code: string;
  readonly rule: string | null;
  readonly facts: Readonly<Record<string, unknown>>;
}

export type Variables = Readonly<Record<string, unknown>>;

interface Answer<Data> {
  readonly data?: Data | null;
  readonly errors?: readonly { message: string; extensions?: { code?: string; rule?: string; facts?: Variables } }[];
}

/** One person's connection to the product: GraphQL over HTTP, in Chinese. */
export class GraphqlClient {
  constructor(
    private readonly url: string,
    private readonly token: string | null = null,
  ) {}

  withToken(token: string): GraphqlClient {
    return new GraphqlClient(this.url, token);
  }

  /** @throws StoryError when the product refuses */
  async ask<Data>(query: string, variables: Variables = {}): Promise<Data> {
    const result = await this.attempt<Data>(query, variables);
    if ('refusal' in result) {
      const { code, rule, message } = result.refusal;
      throw new StoryError(`系统拒绝了本应成功的操作：${message}（${[code, rule].filter(Boolean).join(' / ')}）`);
    }
    return result.data;
  }

  /** @throws StoryError when the product does it */
  async refusal(query: string, variables: Variables = {}): Promise<Refusal> {
    const result = await this.attempt(query, variables);
    if ('refusal' in result) return result.refusal;
    throw new StoryError('系统完成了本应被拒绝的操作');
  }

  async attempt<Data>(query: string, variables: Variables = {}): Promise<{ data: Data } | { refusal: Refusal }> {
    const { data, errors } = await this.send<Data>(query, variables);
    const [error] = errors ?? [];
    if (error) {
      const { code = 'INTERNAL', rule = null, facts = {} } = error.extensions ?? {};
      return { refusal: { message: error.message, code, rule, facts } };
    }
    if (!data) throw new StoryError('系统的回答里没有数据');
    return { data };
  }

  private async send<Data>(query: string, variables: Variables): Promise<Answer<Data>> {
    const response = await fetch(`${this.url}/graphql`, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        'accept-language': 'zh-CN',
        ...(this.token && { authorization: `Bearer ${this.token}` }),
      },
      body: JSON.stringify({ query, variables }),
      signal: AbortSignal.timeout(PATIENCE_MS),
    });
    const text = await response.text();
    try {
      return JSON.parse(text) as Answer<Data>;
    } catch {
      throw new StoryError(`${this.url} 的回答不是 GraphQL（HTTP ${response.status}）`);
    }
  }
}

export type Found = 'product' | 'something else' | 'nothing';

/** What answers at an address; everybody may read the lists of reasons. */
export async function whatAnswersAt(url: string): Promise<Found> {
  try {
    await new GraphqlClient(url).ask('{ reasonCodes(list: "referral.reject") { code } }');
    return 'product';
  } catch (error) {
    return error instanceof StoryError ? 'something else' : 'nothing';
  }
}
