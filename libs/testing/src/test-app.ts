import { createApplication } from '#api';
import { ManualClock } from '#kernel';
import {
  BackgroundRunner,
  Config,
  Environment,
  createLogger,
  forgetStatements,
  parseSecrets,
  type Secrets,
} from '#platform';
import type { Type } from '@nestjs/common';
import { rmSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { createTestDatabase, type TestDatabase } from './test-database.js';
import { withClient } from './test-server.js';

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
  readonly extensions: {
    readonly code: string;
    readonly requestId?: string;
    readonly rule?: string;
    readonly facts: Record<string, unknown>;
  };
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
  /** Modules that a test runs with those of the product: consumers, handlers, work of its own. */
  readonly besides: readonly Type[];
}

/** The product in this process, on a database of its own, with a clock that moves when told to. */
export class TestApp {
  private readonly others: TestApp[] = [];

  private constructor(
    private running: NestFastifyApplication | undefined,
    readonly database: TestDatabase,
    readonly clock: ManualClock,
    readonly secrets: Secrets,
    private readonly modules: readonly Type[],
  ) {}

  static async start(settings: Settings = {}, log?: LogTarget, besides: readonly Type[] = []): Promise<TestApp> {
    const logger = createLogger(settings['LOG_LEVEL'] ?? 'silent', log);
    const database = await createTestDatabase();
    return TestApp.on({ database, clock: new ManualClock(START), logger, besides }, settings);
  }

  get nest(): NestFastifyApplication {
    if (!this.running) throw new Error('The product has been stopped.');
    return this.running;
  }

  /** The product with modules of the test's own. */
  static startWith(...besides: Type[]): Promise<TestApp> {
    return TestApp.start({}, undefined, besides);
  }

  /** The product on a database that is there already. */
  static startOn(database: TestDatabase): Promise<TestApp> {
    return TestApp.on({ database, clock: new ManualClock(START), logger: createLogger('silent'), besides: [] }, {});
  }

  /** Another process of the product on the same database, by the same clock; it stops together with this one. */
  async startBeside(settings: Settings): Promise<TestApp> {
    const { database, clock, modules } = this;
    const other = await TestApp.on({ database, clock, logger: createLogger('silent'), besides: modules }, settings);
    this.others.push(other);
    return other;
  }

  /** Ends another process on the same database. */
  async stopBeside(other: TestApp): Promise<void> {
    this.others.splice(this.others.indexOf(other), 1);
    await other.close();
  }

  private static async on({ database, clock, logger, besides }: Surroundings, settings: Settings): Promise<TestApp> {
    const environment = new Environment({
      NODE_ENV: 'test',
      LOG_LEVEL: 'silent',
      ENCRYPTION_KEYS: `test:${KEY}`,
      BLIND_INDEX_KEY: KEY,
      DATA_DIR: dataFolderOf(database),
      // Receivers of tests listen on the loopback address.
      NOTICE_FORBIDDEN_NETWORKS: '169.254.0.0/16',
      ...settings,
    });
    const secrets = parseSecrets(environment)!;
    const config = new Config(environment);
    const nest = await createApplication({ config, secrets, logger, databaseUrl: database.appUrl, clock }, besides);
    return new TestApp(nest, database, clock, secrets, besides);
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

  /** What the owner of the database is answered, for whom no row is hidden and none is fixed. */
  asOwner<Row = Record<string, unknown>>(sql: string, values: readonly unknown[] = []): Promise<Row[]> {
    return withClient(this.database.ownerUrl, async (owner) => (await owner.query(sql, [...values])).rows as Row[]);
  }

  /** Where it serves over the network, which WebSockets need. */
  async url(): Promise<string> {
    const server = this.nest.getHttpServer();
    if (!server.listening) await this.nest.listen(0, '127.0.0.1');
    const { port } = server.address() as AddressInfo;
    return `http://127.0.0.1:${port}`;
  }

  /** Gives committed events their positions, as a worker does all the time. */
  relayEvents(): Promise<void> {
    return this.work('events.relay');
  }

  /** Does the background work of this name, as a worker would, until there is nothing left to do. */
  async work(name: string): Promise<void> {
    const works = this.nest.get(BackgroundRunner, { strict: false }).works();
    const work = works.find((each) => each.name === name);
    if (!work) throw new Error(`There is no work ${name} among ${works.map((each) => each.name).join(', ')}.`);
    while (await work.round(new AbortController().signal));
  }

  async stop(): Promise<void> {
    for (const other of this.others) await other.close();
    await this.close();
    await this.database.drop();
    rmSync(dataFolderOf(this.database), { recursive: true, force: true });
    forgetStatements();
  }

  /** A test file's variables outlive it, for as long as the process; what it started does not. */
  private async close(): Promise<void> {
    await this.nest.close();
    this.running = undefined;
  }
}

/** The first refusal of an answer: its code, and its rule where it has one. */
export function refusalOf({ errors: [error] }: Pick<Answer<unknown>, 'errors'>): string | undefined {
  return error && [error.extensions.code, error.extensions.rule].filter(Boolean).join(' ');
}

/** Where files lie that the rows of the database are about. */
function dataFolderOf({ appUrl }: TestDatabase): string {
  return join(tmpdir(), `alliance-data${new URL(appUrl).pathname.replace('/', '-')}`);
}
