import type { Type } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { GraphQLSchemaHost } from '@nestjs/graphql';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import {
  LiveGateway,
  NestLogger,
  configureHttp,
  createHttpAdapter,
  learnFieldLabels,
  type PlatformOptions,
} from '#platform';
import { AppModule } from './app.module.js';

/** The HTTP and GraphQL application, initialised and not yet listening; with modules beside the product's own, if given. */
export async function createApplication(
  options: Omit<PlatformOptions, 'entities'>,
  more: readonly Type[] = [],
): Promise<NestFastifyApplication> {
  const { config, logger } = options;
  const root = AppModule.forRoot(options, more);
  const app = await NestFactory.create<NestFastifyApplication>(root, createHttpAdapter(config), {
    logger: new NestLogger(logger),
    abortOnError: false,
  });
  await configureHttp(app, config, logger);
  await app.init();
  const { schema } = app.get(GraphQLSchemaHost);
  learnFieldLabels(schema);
  app.get(LiveGateway).attach(app.getHttpServer(), schema);
  await app.getHttpAdapter().getInstance().ready();
  return app;
}
