import { NestFactory } from '@nestjs/core';
import { AppModule, prepareDatabase } from '#api';
import {
  BackgroundRunner,
  HealthController,
  NestLogger,
  StartupError,
  createLogger,
  developmentSecrets,
  drain,
  loadConfig,
  refusedAddress,
  type Config,
} from '#platform';
import type { INestApplicationContext, Type } from '@nestjs/common';
import type { Server } from 'node:http';
import { healthServer, listening } from './health-server.js';

export interface Worker {
  /** Where it tells how it is; it serves nothing else. */
  readonly url: string;
  /** Ends the rounds under way, then gives everything back. */
  stop(): Promise<void>;
}

/** Brings up the background work of the product alone, beside any number of others. @throws StartupError naming the setting to mend */
export async function startWorker(say: (line: string) => void, besides: readonly Type[] = []): Promise<Worker> {
  const config = loadConfig();
  if (!config.databaseUrl) {
    throw new StartupError(
      'DATABASE_URL is missing: a worker shares the database of the API; `npm start` alone runs both on the embedded one.',
    );
  }
  const database = await prepareDatabase(config, say);
  const options = {
    config,
    secrets: config.secrets ?? developmentSecrets(database.keyFolder),
    logger: createLogger(config.logLevel),
    databaseUrl: database.url,
  };
  const context = await NestFactory.createApplicationContext(AppModule.forRoot(options, besides), {
    logger: new NestLogger(options.logger),
    abortOnError: false,
  });
  const server = healthServer(context.get(HealthController, { strict: false }));
  const url = await listen(server, context, config);
  const runner = context.get(BackgroundRunner, { strict: false });
  runner.start();
  return { url, stop: () => stop(runner, server, context) };
}

async function listen(server: Server, context: INestApplicationContext, config: Config): Promise<string> {
  try {
    return await listening(server, config.workerPort, config.host);
  } catch (error) {
    await context.close();
    throw refusedAddress(error, { setting: 'WORKER_PORT', port: config.workerPort }) ?? error;
  }
}

/** The rounds end first, because they still need the connections. */
async function stop(runner: BackgroundRunner, server: Server, context: INestApplicationContext): Promise<void> {
  await runner.stop();
  await drain(server);
  await context.close();
}
