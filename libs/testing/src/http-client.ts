import { randomUUID } from 'node:crypto';
import { LiveClient } from './live-client.js';
import type { AnswerError } from './test-app.js';

/** What came back over HTTP. */
export interface HttpAnswer<Data> {
  readonly status: number;
  readonly headers: Headers;
  readonly data: Data | null;
  readonly errors: readonly AnswerError[];
}

/** Speaks GraphQL over HTTP to a product in another process. */
export class HttpClient {
  private constructor(
    private readonly url: string,
    private readonly token: string | null,
  ) {}

  static anonymous(url: string): HttpClient {
    return new HttpClient(url, null);
  }

  static async signedIn(url: string, loginName: string, password: string): Promise<HttpClient> {
    const { data } = await HttpClient.anonymous(url).sends<{ signIn: { token: string } }>(
      'mutation($input: SignInInput!) { signIn(input: $input) { token } }',
      { input: { loginName, password } },
    );
    if (!data) throw new Error(`${loginName} cannot sign in`);
    return new HttpClient(url, data.signIn.token);
  }

  /** Somebody who has a session already. */
  static withToken(url: string, token: string): HttpClient {
    return new HttpClient(url, token);
  }

  /** Listens with the same session. */
  listens(): Promise<LiveClient> {
    return LiveClient.connect(this.url, { token: this.token ?? undefined });
  }

  /** The same session at another address. */
  at(url: string): HttpClient {
    return new HttpClient(url, this.token);
  }

  async sends<Data>(query: string, variables: object = {}): Promise<HttpAnswer<Data>> {
    const response = await fetch(`${this.url}/graphql`, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        'x-request-id': randomUUID(),
        ...(this.token && { authorization: `Bearer ${this.token}` }),
      },
      body: JSON.stringify({ query, variables }),
    });
    const { data = null, errors = [] } = (await response.json()) as { data?: Data | null; errors?: AnswerError[] };
    return { status: response.status, headers: response.headers, data, errors };
  }

  /** @throws Error where the product refuses */
  async asks<Data>(query: string, variables: object = {}): Promise<Data> {
    const { data, errors } = await this.sends<Data>(query, variables);
    if (!data || errors.length > 0) throw new Error(`Refused: ${JSON.stringify(errors)}`);
    return data;
  }
}
