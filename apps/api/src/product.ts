import {
  BackgroundRunner,
  LiveGateway,
  StartupError,
  checkAddress,
  createLogger,
  developmentSecrets,
  drain,
  isUnavailable,
  loadConfig,
  refusedAddress,
  type Config,
  type Secrets,
} from '#platform';
import { demoIsLoaded, keepDemoAccounts, seedDemo, type DemoAccount } from '#seeds';
import type { Type } from '@nestjs/common';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { createApplication } from './application.js';
import { prepareDatabase, type ReadyDatabase } from './database.js';

export interface Product {
  readonly url: string;
  /** Resolves when the product can serve no longer: its embedded database has ended. */
  readonly failed: Promise<void>;
  /** Answers the requests under way, then gives everything back. */
  stop(): Promise<void>;
}

/**
 * Brings up the whole product: database, schema, data, HTTP; with modules beside its own, if given.
 *
 * @throws StartupError naming the setting to mend
 */
export async function startProduct(say: (line: string) => void, besides: readonly Type[] = []): Promise<Product> {
  const config = loadConfig();
  await checkAddress(config);
  const database = await prepareDatabase(config, say);
  try {
    const secrets = config.secrets ?? developmentSecrets(database.keyFolder);
    if (config.demoData) await ensureDemo(database, { secrets, password: config.demoPassword }, say);
    const logger = createLogger(config.logLevel);
    const app = await createApplication({ config, secrets, logger, databaseUrl: database.url }, besides);
    await listen(app, config);
    if (config.backgroundWork) app.get(BackgroundRunner, { strict: false }).start();
    return { url: urlOf(app, config), failed: database.failed, stop: () => stop(app, database) };
  } catch (error) {
    await database.stop();
    if (!isUnavailable(error)) throw error;
    throw new StartupError(
      `${config.databaseUrl ? 'DATABASE_URL' : 'DATA_DIR'}: the database went away during the start.`,
    );
  }
}

async function ensureDemo(
  database: ReadyDatabase,
  options: { secrets: Secrets; password: string | undefined },
  say: (line: string) => void,
): Promise<void> {
  const { ownerUrl, keyFolder } = database;
  if (!ownerUrl)
    throw new StartupError('DATABASE_OWNER_URL is missing: DEMO_DATA is loaded by the owner of the schema.');
  if (await demoIsLoaded(ownerUrl)) return;
  const accounts = await seedDemo({ ownerUrl, ...options, now: new Date() });
  keepDemoAccounts(keyFolder, accounts);
  say(accountTable(accounts));
}

function accountTable(accounts: readonly DemoAccount[]): string {
  const rows = accounts.map(({ role, loginName, password, institution }) => [role, loginName, password, institution]);
  const lines = rows.map(([role, login, ...rest]) => `  ${role!.padEnd(22)}${login!.padEnd(24)}${rest.join('  ')}`);
  return ['Demo accounts (shown this once):', ...lines].join('\n');
}

async function listen(app: NestFastifyApplication, { host, port }: Config): Promise<void> {
  try {
    await app.listen(port, host);
  } catch (error) {
    await app.close();
    throw refusedAddress(error, { setting: 'PORT', port }) ?? error;
  }
}

function urlOf(app: NestFastifyApplication, { host }: Config): string {
  const address = app.getHttpServer().address();
  const port = typeof address === 'object' && address ? address.port : 0;
  return `http://${host.includes(':') ? `[${host}]` : host}:${port}`;
}

/** Requests and rounds under way end, live connections go elsewhere, and then everything is given back. */
async function stop(app: NestFastifyApplication, database: ReadyDatabase): Promise<void> {
  const background = app.get(BackgroundRunner, { strict: false }).stop();
  await Promise.all([app.get(LiveGateway).end(), drain(app.getHttpServer()), background]);
  await app.close();
  await database.stop();
}
