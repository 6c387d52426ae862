import { createApplication } from '#api';
import { Database, createLogger, loadConfig, type Statement } from '#platform';
import type { Type } from '@nestjs/common';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { OverheardStatement } from './child-server.js';

/** The product as production runs it, with modules that only exist here. */
export async function startProduct(more: readonly Type[] = []): Promise<NestFastifyApplication> {
  const config = loadConfig();
  const options = { config, secrets: config.secrets!, logger: createLogger(config.logLevel) };
  const app = await createApplication({ ...options, databaseUrl: config.databaseUrl! }, more);
  await app.listen(0, '127.0.0.1');
  return app;
}

/** Notes what reaches the database meanwhile. */
export async function overhear(
  app: NestFastifyApplication,
  act: () => Promise<unknown>,
): Promise<readonly OverheardStatement[]> {
  const database = app.get(Database);
  const heard: OverheardStatement[] = [];
  const config = database.config.bind(database);
  database.config = (statement: Statement, values: readonly unknown[]) => {
    heard.push({ name: statement.name?.split(':', 1)[0] ?? 'unnamed', text: statement.text, values });
    return config(statement, values);
  };
  try {
    await act();
  } finally {
    database.config = config;
  }
  return heard;
}
