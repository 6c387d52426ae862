import { WebSocket, type ClientOptions } from 'ws';
import type { Answer, AnswerError } from './test-app.js';

/** An update as clients receive it. */
export interface SeenUpdate {
  readonly cursor: string;
  readonly reload: boolean;
  readonly changes: readonly { readonly id: string; readonly version: number; readonly topic: string }[];
}

/** How a client introduces itself. */
export interface Introduction {
  readonly token?: string | undefined;
  readonly acceptLanguage?: string;
  readonly options?: ClientOptions;
}

interface Message {
  readonly type: string;
  readonly id?: string;
  readonly payload?: unknown;
}

const UPDATE = 'cursor reload changes { id version topic state }';

/** One subscription, from the side of the client. */
export class LiveSubscription {
  readonly errors: AnswerError[] = [];
  private readonly updates: SeenUpdate[] = [];
  private waker = Promise.withResolvers<void>();
  private ended = false;

  constructor(private readonly name: string) {}

  /** The next update. @throws Error when the subscription ends instead */
  async next(): Promise<SeenUpdate> {
    for (;;) {
      const update = this.updates.shift();
      if (update) return update;
      if (this.ended) throw new Error(`${this.name} has ended: ${JSON.stringify(this.errors)}`);
      await this.waker.promise;
    }
  }

  /** The next update that tells of a change or asks to reload. */
  async nextChange(): Promise<SeenUpdate> {
    const update = await this.next();
    return update.changes.length > 0 || update.reload ? update : this.nextChange();
  }

  /** What has come and was not looked at yet. */
  get unread(): readonly SeenUpdate[] {
    return this.updates;
  }

  take({ type, payload }: Message): void {
    const result = payload as { data?: Record<string, SeenUpdate | null> | null; errors?: AnswerError[] } | undefined;
    if (type === 'error') this.errors.push(...(payload as AnswerError[]));
    this.errors.push(...(result?.errors ?? []));
    const update = result?.data && Object.values(result.data)[0];
    if (update) this.updates.push(update);
    if (type === 'complete' || type === 'error') this.ended = true;
    this.wake();
  }

  end(): void {
    this.ended = true;
    this.wake();
  }

  private wake(): void {
    this.waker.resolve();
    this.waker = Promise.withResolvers();
  }
}

function answerOf(
  errors: readonly AnswerError[],
  data: Record<string, unknown> | null,
): Answer<Record<string, unknown>> {
  return { status: 101, data, errors, headers: {} };
}

/** Speaks `graphql-transport-ws` to a product, as a browser would. */
export class LiveClient {
  /** Code and reason with which the connection ended. */
  readonly closed: Promise<string>;
  private readonly subscriptions = new Map<string, LiveSubscription>();
  private readonly acknowledged = Promise.withResolvers<void>();

  private constructor(readonly webSocket: WebSocket) {
    webSocket.on('message', (data: Buffer) => this.take(JSON.parse(data.toString()) as Message));
    // An HTTP answer instead of a WebSocket is told by an error.
    webSocket.on('error', (error) => this.acknowledged.reject(error));
    this.closed = new Promise((resolve) => {
      webSocket.on('close', (code, reason) => {
        const how = `${code} ${reason.toString()}`.trim();
        this.acknowledged.reject(new Error(how));
        this.subscriptions.forEach((subscription) => subscription.end());
        resolve(how);
      });
    });
    this.acknowledged.promise.catch(() => undefined);
  }

  /** Opens a socket and says nothing. */
  static open(url: string, options: ClientOptions = {}): LiveClient {
    return new LiveClient(new WebSocket(`${url.replace('http', 'ws')}/graphql`, 'graphql-transport-ws', options));
  }

  /** @throws Error with code and reason where the product refuses */
  static async connect(url: string, introduction: Introduction = {}): Promise<LiveClient> {
    const client = LiveClient.open(url, introduction.options);
    await client.introduce(introduction);
    return client;
  }

  /** Opens a connection for one operation and takes what comes first: data, errors, or the refusal to connect. */
  static async firstAnswer(
    url: string,
    introduction: Introduction,
    { document, variables }: { document: string; variables: object },
  ): Promise<Answer<Record<string, unknown>>> {
    const client = LiveClient.open(url, introduction.options);
    const refusal = await client.introduce(introduction).then(
      () => null,
      (error: Error) => error.message.split(' ')[1] ?? '',
    );
    if (refusal !== null) return answerOf([{ message: '', extensions: { code: refusal, facts: {} } }], null);
    const subscription = client.asks(document, variables);
    const update = await subscription.next().catch(() => null);
    await client.close();
    return answerOf(subscription.errors, update && { update });
  }

  async introduce({ token, acceptLanguage }: Introduction): Promise<void> {
    const opened = new Promise((resolve) => this.webSocket.on('open', resolve));
    await Promise.race([opened, this.acknowledged.promise]);
    const payload = { ...(token && { authorization: `Bearer ${token}` }), ...(acceptLanguage && { acceptLanguage }) };
    this.send({ type: 'connection_init', payload });
    await this.acknowledged.promise;
  }

  /** Asks for an operation as it is. */
  asks(query: string, variables: object = {}): LiveSubscription {
    const id = String(this.subscriptions.size + 1);
    const subscription = new LiveSubscription(query);
    this.subscriptions.set(id, subscription);
    this.send({ type: 'subscribe', id, payload: { query, variables } });
    return subscription;
  }

  workList(variables: { box?: 'SENT' | 'RECEIVED'; after?: string } = {}): LiveSubscription {
    return this.asks(
      `subscription($box: ReferralBox, $after: String) { referralWorkListChanged(box: $box, after: $after) { ${UPDATE} } }`,
      variables,
    );
  }

  referral(id: string, after?: string): LiveSubscription {
    return this.asks(
      `subscription($id: ID!, $after: String) { referralChanged(id: $id, after: $after) { ${UPDATE} } }`,
      { id, after },
    );
  }

  send(message: Message): void {
    this.webSocket.send(JSON.stringify(message));
  }

  async close(): Promise<void> {
    this.webSocket.close(1000);
    await this.closed;
  }

  private take(message: Message): void {
    if (message.type === 'connection_ack') this.acknowledged.resolve();
    if (message.type === 'ping') this.send({ type: 'pong' });
    if (message.id) this.subscriptions.get(message.id)?.take(message);
  }
}
