import { Module, type DynamicModule, type Provider } from '@nestjs/common';
import { APP_FILTER, APP_GUARD, APP_PIPE, DiscoveryModule, DiscoveryService } from '@nestjs/core';
import type { Clock } from '#kernel';
import type { Logger } from 'pino';
import { DataSource } from 'typeorm';
import { PermissionGuard } from './access/permission.guard.js';
import { AuditTrail } from './audit/audit-trail.js';
import { BackgroundRunner } from './background/background-runner.js';
import { Config } from './config/config.js';
import type { Secrets } from './config/secrets.js';
import { Cipher } from './crypto/cipher.js';
import { MissingYearWork } from './calendar/missing-year.work.js';
import { WorkCalendarResolver } from './calendar/work-calendar.resolver.js';
import { WorkCalendarYears } from './calendar/work-calendar-years.js';
import { DeadLetters } from './deliveries/dead-letters.js';
import { DeadLettersResolver } from './deliveries/dead-letters.resolver.js';
import { HousekeepingWork } from './housekeeping/housekeeping.work.js';
import { WorkCalendars } from './calendar/work-calendars.js';
import { DeadlineMetrics } from './deadlines/deadline-metrics.js';
import { DeadlineSweeper } from './deadlines/deadline-sweeper.js';
import { Deadlines } from './deadlines/deadlines.js';
import { Deliveries } from './deliveries/deliveries.js';
import { DeliveryBells } from './deliveries/delivery-bells.js';
import { DeliveryMetrics } from './deliveries/delivery-metrics.js';
import { DeliveryQueue } from './deliveries/delivery-queue.js';
import { DeliveryRegistry } from './deliveries/delivery-registry.js';
import { DeliveryWatchWork } from './deliveries/delivery-watch.work.js';
import { ExternalEffects } from './deliveries/external-effects.js';
import { LapsedClaimsWork } from './deliveries/lapsed-claims.work.js';
import { FileHousekeepingWork } from './files/file-housekeeping.work.js';
import { FileRoutes } from './files/file-routes.js';
import { FileLinks } from './files/file-links.js';
import { FileStore } from './files/file-store.js';
import { openFileStore } from './files/open-file-store.js';
import { StoredFiles } from './files/stored-files.js';
import { createDataSource, poolOf, type Entities } from './database/data-source.js';
import { Database } from './database/database.js';
import { DatabaseCloser } from './database/database-closer.js';
import { checkConnection } from './database/connection-check.js';
import { ReadReplica } from './database/read-replica.js';
import { UnitOfWork } from './database/unit-of-work.js';
import { CompiledAnswers } from './graphql/compiled-answers.js';
import { CompiledQueries } from './graphql/compiled-queries.js';
import { inputValidationPipe } from './graphql/validation.pipe.js';
import { writerName } from './keys/key-writers.js';
import { registerKeys } from './keys/key-register.js';
import { EventReader } from './events/event-reader.js';
import { EventRelay } from './events/event-relay.js';
import { HealthController } from './health/health.controller.js';
import { Metrics } from './health/metrics.js';
import { EventTail } from './live/event-tail.js';
import { LiveConnections } from './live/live-connections.js';
import { LiveFeed } from './live/live-feed.js';
import { LiveGateway } from './live/live-gateway.js';
import { LiveMetrics } from './live/live-metrics.js';
import { ReasonListResolver } from './reference/reason-list.resolver.js';
import { ReasonCheck } from './reference/reason-check.js';
import { ReferenceEditor } from './reference/reference-editor.js';
import { ReferenceEditorResolver } from './reference/reference-editor.resolver.js';
import { ReferenceData } from './reference/reference-data.js';
import { HttpExceptionFilter } from './http/http-exception.filter.js';
import { AggregateReader } from './read/aggregate-reader.js';
import { systemClock } from './system-clock.js';
import { CLOCK, LOGGER } from './tokens.js';

export interface PlatformOptions {
  readonly config: Config;
  readonly secrets: Secrets;
  /** The connection of the serving role. */
  readonly databaseUrl: string;
  readonly entities: Entities;
  readonly logger: Logger;
  /** A clock that stands for the database's as well; only tests hand one in. */
  readonly clock?: Clock;
}

/** What other libraries are handed. */
const exported = [
  Config,
  LOGGER,
  CLOCK,
  Cipher,
  Database,
  ReadReplica,
  UnitOfWork,
  AuditTrail,
  Metrics,
  CompiledQueries,
  ReferenceData,
  ReasonCheck,
  AggregateReader,
  LiveFeed,
  ExternalEffects,
  Deadlines,
  WorkCalendars,
  StoredFiles,
  FileLinks,
  FileRoutes,
];

/** What every library stands on: database, unit of work, audit, crypto, guard and validation. */
@Module({})
export class PlatformModule {
  static forRoot(options: PlatformOptions): DynamicModule {
    return {
      module: PlatformModule,
      global: true,
      imports: [DiscoveryModule],
      controllers: [HealthController],
      providers: [
        ...valuesOf(options),
        ...databaseOf(options),
        ...backgroundProviders,
        ...liveProviders,
        ...compiledProviders,
        ...fileProviders,
        ReferenceData,
        ReasonCheck,
        AggregateReader,
        ReasonListResolver,
        ReferenceEditor,
        ReferenceEditorResolver,
        { provide: APP_GUARD, useClass: PermissionGuard },
        { provide: APP_PIPE, useFactory: inputValidationPipe },
        {
          provide: APP_FILTER,
          inject: [AuditTrail],
          useFactory: (auditTrail: AuditTrail) => new HttpExceptionFilter(options.logger, auditTrail),
        },
      ],
      exports: [...exported],
    };
  }
}

/** What answers queries that come again. */
const compiledProviders: Provider[] = [CompiledQueries, CompiledAnswers];

/** What tells those who listen of changes. */
const liveProviders: Provider[] = [
  EventReader,
  EventRelay,
  EventTail,
  LiveConnections,
  LiveFeed,
  LiveGateway,
  LiveMetrics,
];

/** Files that people upload. */
const fileProviders: Provider[] = [
  { provide: FileStore, inject: [Config], useFactory: ({ files }: Config) => openFileStore(files) },
  StoredFiles,
  FileLinks,
  FileRoutes,
  FileHousekeepingWork,
];

/** What goes on without anybody asking for it. */
const backgroundProviders: Provider[] = [
  {
    provide: BackgroundRunner,
    inject: [DiscoveryService, LOGGER, Metrics],
    useFactory: (discovery: DiscoveryService, logger: Logger, metrics: Metrics) =>
      new BackgroundRunner(discovery, logger, metrics),
  },
  {
    provide: DeliveryRegistry,
    inject: [DiscoveryService],
    useFactory: (discovery: DiscoveryService) => new DeliveryRegistry(discovery),
  },
  DeliveryBells,
  DeliveryMetrics,
  DeliveryWatchWork,
  Deliveries,
  ExternalEffects,
  LapsedClaimsWork,
  DeadLetters,
  DeadLettersResolver,
  HousekeepingWork,
  MissingYearWork,
  WorkCalendars,
  WorkCalendarYears,
  WorkCalendarResolver,
  Deadlines,
  DeadlineMetrics,
  {
    provide: DeadlineSweeper,
    inject: [DiscoveryService, UnitOfWork, DeadlineMetrics, LOGGER],
    useFactory: (
      ...[discovery, unitOfWork, metrics, logger]: [DiscoveryService, UnitOfWork, DeadlineMetrics, Logger]
    ) => new DeadlineSweeper(discovery, unitOfWork, metrics, logger),
  },
];

function valuesOf({ config, logger, clock }: PlatformOptions): Provider[] {
  return [
    { provide: Config, useValue: config },
    { provide: LOGGER, useValue: logger },
    { provide: CLOCK, useValue: clock ?? systemClock },
  ];
}

function databaseOf(options: PlatformOptions): Provider[] {
  const { config, secrets, clock } = options;
  return [
    { provide: DataSource, useFactory: () => connect(options) },
    { provide: Metrics, inject: [DataSource], useFactory: (dataSource: DataSource) => new Metrics(poolOf(dataSource)) },
    {
      provide: Database,
      inject: [DataSource],
      useFactory: (dataSource: DataSource) => new Database(poolOf(dataSource), config.preparedStatements),
    },
    { provide: ReadReplica, inject: [DataSource], useFactory: replicaOf(options) },
    { provide: Cipher, inject: [Database, CLOCK], useFactory: cipherOf(secrets) },
    {
      provide: UnitOfWork,
      inject: [DataSource, Database, Cipher, DeliveryRegistry, DeliveryBells],
      useFactory: (
        ...[dataSource, database, cipher, deliveries, bells]: [
          DataSource,
          Database,
          Cipher,
          DeliveryRegistry,
          DeliveryBells,
        ]
      ) => new UnitOfWork(dataSource, database, clock ?? 'database', { cipher, deliveries, bells }),
    },
    {
      provide: AuditTrail,
      inject: [Database, CLOCK],
      useFactory: (database: Database, now: Clock) => new AuditTrail(database, now),
    },
    {
      provide: DeliveryQueue,
      inject: [DataSource, Database, DeliveryBells],
      useFactory: (dataSource: DataSource, database: Database, bells: DeliveryBells) =>
        new DeliveryQueue(poolOf(dataSource), database, bells),
    },
    DatabaseCloser,
  ];
}

/** Encrypts with keys that the database knows, or gets to know. */
function cipherOf(secrets: Secrets): (database: Database, clock: Clock) => Promise<Cipher> {
  return async (database, clock) => {
    await registerKeys(database, secrets, clock.now());
    return new Cipher(secrets);
  };
}

/** Connects to the replica where the settings name one. */
function replicaOf(options: PlatformOptions): (database: DataSource) => Promise<ReadReplica> {
  const { replicaDatabaseUrl, preparedStatements } = options.config;
  return async (database) => {
    if (replicaDatabaseUrl === undefined) return new ReadReplica(database, preparedStatements);
    await checkConnection(replicaDatabaseUrl, 'REPLICA_DATABASE_URL');
    return new ReadReplica(
      database,
      preparedStatements,
      await connect({ ...options, databaseUrl: replicaDatabaseUrl }),
    );
  };
}

function connect({ databaseUrl, entities, config, secrets }: PlatformOptions): Promise<DataSource> {
  return createDataSource({
    url: databaseUrl,
    entities,
    poolSize: config.databasePoolSize,
    timeoutSeconds: config.databaseTimeout,
    applicationName: writerName(secrets),
  }).initialize();
}
