import type { INestApplicationContext } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { NestLogger, createLogger } from '#platform';
import { AppModule } from './app.module.js';
import type { StandingDatabase } from './standing-database.js';

/** Does something with the product's own commands on a database that stands: without HTTP, without background work. */
export async function withProduct<Result>(
  { config, secrets, url }: StandingDatabase,
  work: (product: INestApplicationContext) => Promise<Result>,
): Promise<Result> {
  const logger = createLogger(config.logLevel);
  const app = AppModule.forRoot({ config, secrets, logger, databaseUrl: url });
  const options = { logger: new NestLogger(logger), abortOnError: false };
  const product = await NestFactory.createApplicationContext(app, options);
  try {
    return await work(product);
  } finally {
    await product.close();
  }
}
