import { NestFactory } from '@nestjs/core';
import { GraphQLSchemaHost } from '@nestjs/graphql';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { NestLogger, configureHttp, createHttpAdapter, learnFieldLabels, type PlatformOptions } from '#platform';
import { AppModule } from './app.module.js';

/** The HTTP and GraphQL application, initialised and not yet listening. */
export async function createApplication(options: Omit<PlatformOptions, 'entities'>): Promise<NestFastifyApplication> {
  const { config, logger } = options;
  const app = await NestFactory.create<NestFastifyApplication>(AppModule.forRoot(options), createHttpAdapter(config), {
    logger: new NestLogger(logger),
    abortOnError: false,
  });
  await configureHttp(app, config, logger);
  await app.init();
  learnFieldLabels(app.get(GraphQLSchemaHost).schema);
  await app.getHttpAdapter().getInstance().ready();
  return app;
}
