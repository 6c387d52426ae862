import { createApplication } from '#api';
import { BackgroundRunner, Config, Environment, createLogger, type EmbeddedDatabase } from '#platform';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { Client } from 'pg';
import { benchSecrets, secretSettings } from '../county/bench-secrets.js';
import { databaseOf, signIn } from '../county/county.js';
import type { OverheardStatement } from '../servers/child-server.js';
import { overhear } from '../servers/product-app.js';
import { bringUnderWay, diagnosticsOf } from './diagnostics.js';
import { answer } from './plan.js';
import { dayFromNow, questionsOf, type Question } from './questions.js';

/** One line for everything that reaches the database, and its plan where the plans are wanted or something was found. */
export function explainLists(server: EmbeddedDatabase, withPlans: boolean): Promise<void> {
  return explained(server, withPlans, async (app, client, report) => {
    await explainQuestions(app, { client, questions: await questionsOf(client) }, report);
    await explainLedgers(app, client, report);
    for (const work of app.get(BackgroundRunner, { strict: false }).works()) {
      const { signal } = new AbortController();
      await report.tell(work.name, await overhear(app, () => work.round(signal)));
    }
  });
}

/** The same of laboratories, imaging, orders and critical values, in a county that has orders. */
export function explainDiagnostics(server: EmbeddedDatabase, withPlans: boolean): Promise<void> {
  return explained(server, withPlans, async (app, client, report) => {
    await bringUnderWay(client);
    await explainQuestions(app, { client, questions: diagnosticsOf() }, report);
  });
}

async function explained(
  server: EmbeddedDatabase,
  withPlans: boolean,
  look: (app: NestFastifyApplication, client: Client, report: Report) => Promise<void>,
): Promise<void> {
  const config = new Config(new Environment({ ...secretSettings, NODE_ENV: 'test', LOG_LEVEL: 'silent' }));
  const logger = createLogger(config.logLevel);
  const app = await createApplication({ config, secrets: benchSecrets, logger, databaseUrl: server.appUrl });
  const client = new Client({ connectionString: databaseOf(server) });
  await client.connect();
  const report = new Report(client, withPlans);
  try {
    await look(app, client, report);
    report.end();
  } finally {
    await client.end();
    await app.close();
  }
}

async function explainQuestions(
  app: NestFastifyApplication,
  { client, questions }: { readonly client: Client; readonly questions: readonly Question[] },
  report: Report,
): Promise<void> {
  for (const { loginName, query } of questions) {
    const { token } = await signIn(client, loginName);
    let body = '';
    const heard = await overhear(app, async () => {
      ({ body } = await ask(app, token, { method: 'POST', url: '/graphql', payload: { query } }));
    });
    if (body.includes('"errors":')) throw new Error(`${loginName}: ${query}: ${body.slice(0, 500)}`);
    await report.tell(`${loginName}: ${query}`, heard);
  }
}

const isNoInstant = (value: unknown): boolean => !(value instanceof Date);

/** Registers of a year, on either side. */
async function explainLedgers(app: NestFastifyApplication, client: Client, report: Report): Promise<void> {
  for (const [loginName, side] of [
    ['referral-coordinator', 'RECEIVED'],
    ['township-head', 'SENT'],
  ] as const) {
    const { token } = await signIn(client, loginName);
    const url = `/referral-ledger?side=${side}&from=${dayFromNow(-364)}&to=${dayFromNow(0)}&state=REJECTED`;
    await report.tell(`${loginName}: ${url}`, await overhear(app, () => ask(app, token, { method: 'GET', url })));
  }
}

function ask(
  app: NestFastifyApplication,
  token: string,
  request: { method: 'GET' | 'POST'; url: string; payload?: object },
): Promise<{ statusCode: number; body: string }> {
  return app.inject({ ...request, headers: { authorization: `Bearer ${token}` } });
}

/** Lists whose values decide how much is read: a state can be rare, a name can be everybody's. */
const BY_VALUES = ['referral.list', 'patient.list', 'audit.entries'];

/** Explains each statement once, under the first who has asked for it. */
class Report {
  private readonly told = new Set<string>();
  private found = 0;

  constructor(
    private readonly client: Client,
    private readonly withPlans: boolean,
  ) {}

  async tell(what: string, heard: readonly OverheardStatement[]): Promise<void> {
    for (const one of heard) {
      const key = BY_VALUES.includes(one.name) ? `${one.text} ${one.values.filter(isNoInstant).join()}` : one.text;
      if (this.told.has(key)) continue;
      this.told.add(key);
      await this.explain(what, one);
    }
  }

  end(): void {
    console.log(`\n${this.told.size} statements, ${this.found} of them grow with the county`);
  }

  private async explain(what: string, one: OverheardStatement): Promise<void> {
    const name = `${what.replaceAll(/\s+/g, ' ').slice(0, 110)} [${one.name}]`;
    try {
      const { ms, pages, findings, plan } = await answer(this.client, one);
      const line = `${ms.toFixed(1).padStart(8)} ms ${String(pages).padStart(7)} pages  ${name}`;
      console.log(findings.length > 0 ? `${line}\n          ! ${[...new Set(findings)].join('; ')}` : line);
      if (findings.length > 0) this.found += 1;
      if (this.withPlans) console.log(plan);
    } catch (error) {
      // What has been written cannot be written a second time.
      console.log(`       not explained: ${name}: ${(error as Error).message}`);
    }
  }
}
