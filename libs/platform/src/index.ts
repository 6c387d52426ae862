export { Actor, Allow, Public, RequestContext } from './access/access.decorators.js';
export { Authenticator, type Credentials, type Standing } from './access/authenticator.js';
export type { Actor as ActorContext, HeldRole, Locale, MachineIdentity, RequestOrigin } from './actor/actor.js';
export { actingFor, departmentsOf, holdsRole, peopleBehind } from './actor/actor.js';
export { SYSTEM_ACCOUNT_ID, isSystem, systemActor } from './actor/system-actor.js';
export { AuditEntryEntity } from './audit/audit-entry.entity.js';
export { AuditTrail, type FailedAct, type PatientAccess } from './audit/audit-trail.js';
export { BackgroundRunner } from './background/background-runner.js';
export { BackgroundWork } from './background/background-work.js';
export { pause } from './background/pause.js';
export { Config, loadConfig, loadDatabaseUrls, type DatabaseUrls } from './config/config.js';
export type { ProviderSettings } from './config/provider-settings.js';
export { Networks, isNetwork } from './config/networks.js';
export { Environment } from './config/environment.js';
export { installationFolder } from './config/installation.js';
export { developmentSecrets, parseSecrets, type Secrets } from './config/secrets.js';
export { indexedBy, type BlindIndexes } from './crypto/blind-index.js';
export { Cipher } from './crypto/cipher.js';
export type { SecretKey } from './crypto/secret-key.js';
export { ReadReplica } from './database/read-replica.js';
export { checkConnection, checkServingRole, connect } from './database/connection-check.js';
export { createDataSource, poolOf, type Entities } from './database/data-source.js';
export { isRetryable, isUnavailable, violatedConstraint } from './database/database-failure.js';
export { Database, type Queryable } from './database/database.js';
export { Gatherer } from './database/gatherer.js';
export { setForRole } from './database/session-settings.js';
export { inSnapshot } from './database/snapshot.js';
export { changeRow, type Changeable } from './database/change-row.js';
export { checkCurrentSchema, migrate, type MigrationSettings } from './database/migrator.js';
export { migrationsOf, runPending, takeMigrationTurn, type Migration } from './database/pending-migrations.js';
export { RESTORE_MARK } from './database/restore-mark.js';
export { Parameters } from './database/parameters.js';
export { forgetStatements, statement, type Statement } from './database/statement.js';
export type { Opening, Transaction } from './database/transaction.js';
export { UnitOfWork, type Aftermath, type OpenedWork, type Work } from './database/unit-of-work.js';
export { InstallationScope } from './access/installation-scope.js';
export { PlatformPermission } from './access/platform-permission.js';
export { deleteExpired } from './housekeeping/expired-rows.js';
export { ExpiredRowsWork } from './housekeeping/expired-rows.work.js';
export { WorkCalendars } from './calendar/work-calendars.js';
export { DeadlineHandler, type DueDeadline } from './deadlines/deadline-handler.js';
export { Deadlines, type NewDeadline, type OpenLevel } from './deadlines/deadlines.js';
export { DeliveryQueue } from './deliveries/delivery-queue.js';
export type { DeliveryOptions } from './deliveries/delivery-options.js';
export { EventConsumer, type DeliveredEvent } from './deliveries/event-consumer.js';
export { ExternalEffect, type EffectPayload, type Sending } from './deliveries/external-effect.js';
export { ExternalEffects } from './deliveries/external-effects.js';
export { learnFieldLabels } from './errors/field-labels.js';
export { allMessages, problemText, registerConstraints, registerMessages } from './errors/message-book.js';
export type { Message, MessageCatalogue } from './errors/messages.js';
export { DomainEventEntity } from './events/domain-event.entity.js';
export type { DomainEvent } from './events/domain-event.js';
export { EventRelay } from './events/event-relay.js';
export type { PositionedEvent } from './events/event-reader.js';
export {
  connectionOf,
  PageArgs,
  PageInfo,
  pagesOf,
  toConnection,
  type Connection,
} from './graphql/connection.types.js';
export { onDays, PageOfDaysArgs, type DayBounds } from './graphql/page-of-days.args.js';
export { BatchReader, LoaderScope, type GraphqlContext } from './graphql/graphql-context.js';
export { pageById } from './read/id-page.js';
export { decodeIdCursor, encodeIdCursor } from './graphql/id-cursor.js';
export { graphqlModule } from './graphql/graphql.module.js';
export { cookieOf, hostCookie, originOf, sessionCookie } from './graphql/request-origin.js';
export { NotBlank } from './graphql/not-blank.js';
export { UuidPipe } from './graphql/uuid.pipe.js';
export {
  ChangeInput,
  CreationInput,
  EnumField,
  IdField,
  OneCase,
  OptionalEnumField,
  OptionalIdField,
  OptionalText,
  Text,
} from './graphql/input-fields.js';
export { CodedConceptType, DiagnosisInput, ICD_10_CODE } from './graphql/coded-concept.types.js';
export { DateTimeScalar, LocalDateScalar } from './graphql/scalars.js';
export type { ContentType } from './files/content-check.js';
export { FileController } from './files/file-controller.js';
export { FileLinks, type LinkTarget } from './files/file-links.js';
export { FileRoutes } from './files/file-routes.js';
export { HeldFiles, type FileKind, type FoundFile } from './files/held-files.js';
export type { FileStore } from './files/file-store.js';
export { openFileStore } from './files/open-file-store.js';
export { StoredFiles, type CheckedFile } from './files/stored-files.js';
export { XLSX_TYPE } from './files/content-check.js';
export { readUpload } from './files/upload.js';
export { DaysInAddress } from './http/days-in-address.js';
export { sendPaper } from './http/send-paper.js';
export { sendWorkbook } from './http/send-workbook.js';
export { listingSheet, type ListingColumn } from './files/listing-sheet.js';
export { sheetOf, tableSheet } from './files/table-sheet.js';
export { atHand, streamWorkbook, type StreamedCell, type StreamedSheet } from './files/workbook-stream.js';
export { GridLook, type GridCell, type GridRow, type GridSheet } from './files/grid-sheet.js';
export { readWorkbook } from './files/workbook.js';
export { keyUsage, recentHashes, rowsWithoutIndex, type KeyUsage } from './keys/key-usage.js';
export {
  namedKeys,
  registerKeys,
  registeredKeys,
  retireKey,
  type KeyPurpose,
  type NamedKey,
  type RegisteredKey,
} from './keys/key-register.js';
export { writersUnder } from './keys/key-writers.js';
export { Rotation, type RotationProgress } from './keys/rotation.js';
export { wantedKeys } from './keys/sealed-sql.js';
export { Sealed, ShortLivedHash, hashColumns, sealedTables, type HashColumn, type SealedTable } from './keys/sealed.js';
export { HealthController } from './health/health.controller.js';
export { drain } from './http/drain.js';
export { checkAddress, refusedAddress } from './http/refused-address.js';
export { securityHeaders } from './http/security-headers.js';
export { configureHttp, createHttpAdapter } from './http/http-server.js';
export { Metrics } from './health/metrics.js';
export {
  answeredRequest,
  claimRequest,
  noteRequest,
  renewClaim,
  type Claim,
  type RepeatableRequest,
} from './idempotency/idempotency.js';
export { IdempotencyKeyEntity } from './idempotency/idempotency-key.entity.js';
export { LiveFeed } from './live/live-feed.js';
export { LiveGateway } from './live/live-gateway.js';
export { liveLimits } from './live/live-limits.js';
export { LiveTopic, type LiveInterest } from './live/live-topic.js';
export { LiveArgs, LiveUpdate } from './live/live.types.js';
export { createLogger, logUnexpected, NestLogger } from './logging/logger.js';
export { PlatformModule, type PlatformOptions } from './platform.module.js';
export {
  AggregateReader,
  narrowed,
  type Arm,
  type Count,
  type ListRows,
  type Look,
  type PageRequest,
  type Readable,
} from './read/aggregate-reader.js';
export { behind, cursorText, type Order, type SortKey } from './read/sort-key.js';
export { below, Selected, selectionOf, type Selection } from './read/selection.js';
export { project, type Projection, type ToMany, type View } from './read/view.js';
export {
  BLANK,
  fields,
  form,
  heading,
  points,
  signatures,
  table,
  text,
  title,
  type Column,
  type FormRow,
  type PrintContent,
  type Field,
  wallTable,
} from './print/layout.js';
export { barChart, beside, type Bar } from './print/chart.js';
export { PDF_TYPE, renderPrint } from './print/print.js';
export { PrintNotReadyError } from './print/print-not-ready-error.js';
export { barcode128, qrCode, qrSvg } from './print/codes.js';
export {
  ageOf,
  dateText,
  dayText,
  diagnosesText,
  imprintOf,
  momentText,
  partsText,
  sexOf,
  timeText,
} from './print/words.js';
export { StartupError } from './startup-error.js';
export { systemClock } from './system-clock.js';
export { CLOCK, LOGGER } from './tokens.js';
export {
  TransitionService,
  type AggregateName,
  type ChangeCommand,
  type Concern,
  type Effect,
  type Taken,
  type TransitionStep,
} from './transitions/transition.service.js';
export { platformEntities } from './platform.entities.js';
export { ReasonCheck, reasonOf, type GivenReason, type ReasonCommand } from './reference/reason-check.js';
export { VersionedChangeInput, VersionedPeriod } from './reference/versioned.types.js';
export { VersionedRows, versionSql, type VersionedChange } from './reference/versioned-rows.js';
export { ReferenceData, SETTINGS_REVISION, type ReasonRow } from './reference/reference-data.js';
export {
  embeddedDataFolder,
  findEmbeddedDatabase,
  startEmbeddedDatabase,
  type EmbeddedDatabase,
} from './database/embedded/index.js';
