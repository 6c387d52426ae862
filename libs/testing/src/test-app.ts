import { createApplication } from '#api';
import { ManualClock } from '#kernel';
import { Config, Environment, EventRelay, createLogger, parseSecrets, type Secrets } from '#platform';
import type { AddressInfo } from 'node:net';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { createTestDatabase, type TestDatabase } from './test-database.js';

/** A Wednesday morning at work. */
export const START = new Date('2026-03-04T09:00:00+08:00');

const KEY = Buffer.alloc(32, 7).toString('base64');

/** What GraphQL answered, with its HTTP status. */
export interface Answer<Data> {
  readonly status: number;
  readonly data: Data | null | undefined;
  readonly errors: readonly AnswerError[];
  readonly headers: Readonly<Record<string, unknown>>;
}

export interface AnswerError {
  readonly message: string;
  readonly path?: readonly (string | number)[];
  readonly extensions: { readonly code: string; readonly rule?: string; readonly facts: Record<string, unknown> };
}

export interface RequestOptions {
  readonly token?: string | undefined;
  readonly headers?: Readonly<Record<string, string>>;
  readonly address?: string;
}

type Settings = Readonly<Record<string, string>>;
type LogTarget = Parameters<typeof createLogger>[1];

/** What a process of the product is given besides its settings. */
interface Surroundings {
  readonly database: TestDatabase;
  readonly clock: ManualClock;
  readonly logger: ReturnType<typeof createLogger>;
}

/** The product in this process, on a database of its own, with a clock that moves when told to. */
export class TestApp {
  private readonly besides: TestApp[] = [];

  private constructor(
    readonly nest: NestFastifyApplication,
    readonly database: TestDatabase,
    readonly clock: ManualClock,
    readonly secrets: Secrets,
  ) {}

  static async start(settings: Settings = {}, log?: LogTarget): Promise<TestApp> {
    const logger = createLogger(settings['LOG_LEVEL'] ?? 'silent', log);
    return TestApp.on({ database: await createTestDatabase(), clock: new ManualClock(START), logger }, settings);
  }

  /** The product on a database that is there already. */
  static startOn(database: TestDatabase): Promise<TestApp> {
    return TestApp.on({ database, clock: new ManualClock(START), logger: createLogger('silent') }, {});
  }

  /** Another process of the product on the same database, by the same clock; it stops together with this one. */
  async startBeside(settings: Settings): Promise<TestApp> {
    const { database, clock } = this;
    const other = await TestApp.on({ database, clock, logger: createLogger('silent') }, settings);
    this.besides.push(other);
    return other;
  }

  private static async on({ database, clock, logger }: Surroundings, settings: Settings): Promise<TestApp> {
    const environment = new Environment({
      NODE_ENV: 'test',
      LOG_LEVEL: 'silent',
      ENCRYPTION_KEYS: `test:${KEY}`,
      BLIND_INDEX_KEY: KEY,
      ...settings,
    });
    const secrets = parseSecrets(environment)!;
    const config = new Config(environment);
    const nest = await createApplication({ config, secrets, logger, databaseUrl: database.appUrl, clock });
    return new TestApp(nest, database, clock, secrets);
  }

  /** Sends one operation as a client would. */
  async graphql<Data = Record<string, unknown>>(
    query: string,
    variables: Readonly<Record<string, unknown>> = {},
    { token, headers, address }: RequestOptions = {},
  ): Promise<Answer<Data>> {
    const response = await this.nest.inject({
      method: 'POST',
      url: '/graphql',
      remoteAddress: address ?? '127.0.0.1',
      headers: { ...(token && { authorization: `Bearer ${token}` }), ...headers },
      payload: { query, variables },
    });
    const body = response.json<{ data?: Data | null; errors?: AnswerError[] }>();
    return { status: response.statusCode, data: body.data, errors: body.errors ?? [], headers: response.headers };
  }

  /** Where it serves over the network, which WebSockets need. */
  async url(): Promise<string> {
    const server = this.nest.getHttpServer();
    if (!server.listening) await this.nest.listen(0, '127.0.0.1');
    const { port } = server.address() as AddressInfo;
    return `http://127.0.0.1:${port}`;
  }

  /** Gives committed events their positions, as a worker does all the time. */
  async relayEvents(): Promise<void> {
    while (await this.nest.get(EventRelay).round());
  }

  async stop(): Promise<void> {
    for (const { nest } of this.besides) await nest.close();
    await this.nest.close();
    await this.database.drop();
  }
}
