import { StartupError } from '../startup-error.js';
import { parseAccessSettings, type AccessSettings } from './access-settings.js';
import { Environment } from './environment.js';
import { isNetwork } from './networks.js';
import { parseProviderSettings, type ProviderSettings } from './provider-settings.js';
import { parseFileSettings, type FileSettings } from './file-settings.js';
import { parsePacsSettings, type PacsSettings } from './pacs-settings.js';
import { decodeKey, parseSecrets, type Secrets } from './secrets.js';

/** `production` refuses the embedded database, demo data, introspection and missing secrets unless told otherwise. */
export type Mode = 'development' | 'production' | 'test';

/** What the environment decides, validated once at start. */
export class Config {
  readonly mode: Mode;
  readonly host: string;
  readonly port: number;
  /** The restricted role that serves; absent means the embedded database. */
  readonly databaseUrl: string | undefined;
  /**
   * The owner role that migrates. Absent means that `databaseUrl` does both, or in production that the schema is
   * migrated by somebody else (`npm run migrate`).
   */
  readonly databaseOwnerUrl: string | undefined;
  /** A copy of the database that follows it, for long reads; absent means that the database answers them. */
  readonly replicaDatabaseUrl: string | undefined;
  /** Where the embedded database, files and the keys of this machine lie; absent means `.data` of the checkout. */
  readonly dataFolder: string | undefined;
  readonly databasePoolSize: number;
  /** How long one statement may take, in seconds. */
  readonly databaseTimeout: number;
  /** Named prepared statements; switched off behind a pooler that cannot keep them. */
  readonly preparedStatements: boolean;
  readonly demoData: boolean;
  /** Of all demo accounts; absent means a random one. Never heeded in production. */
  readonly demoPassword: string | undefined;
  readonly introspection: boolean;
  /** Compiled execution of GraphQL operations; the plain executor answers the same. */
  readonly compiledQueries: boolean;
  /** Origins a browser may call from. */
  readonly allowedOrigins: readonly string[];
  /** Whether `X-Forwarded-For` is set by a proxy of our own. */
  readonly trustProxy: boolean;
  /** Where the head of the audit chain is added once a day, beside the log; absent means the log alone. */
  readonly auditAnchorFile: string | undefined;
  /** How long one message to the outside may take, in milliseconds. */
  readonly noticeTimeout: number;
  /** Pause before a message to the outside is tried a second time, in seconds; later pauses double. */
  readonly noticeRetrySeconds: number;
  /** Networks that no message to the outside goes to, whoever sets up a channel. */
  readonly noticeForbiddenNetworks: readonly string[];
  /** What SMS gateways are called with; absent where they ask for none. */
  readonly smsGatewayKey: string | undefined;
  /** The gateways that are given the key: a channel of somebody's own making is not. */
  readonly smsGatewayOrigins: readonly string[];
  /** Where people may come from, and what they have to prove. */
  readonly access: AccessSettings;
  /** Where people may sign in instead of with a password of ours; absent means nowhere. */
  readonly signInProvider: ProviderSettings | undefined;
  /** Where the content of files is kept. */
  readonly files: FileSettings;
  /** Where the PACS answers; absent where the alliance has none. */
  readonly pacs: PacsSettings | undefined;
  readonly logLevel: 'info' | 'debug' | 'warn' | 'error' | 'silent';
  /** Whether the API does the background work as well; `false` where worker processes run apart. */
  readonly backgroundWork: boolean;
  /** Where a worker process answers health checks. */
  readonly workerPort: number;
  /** Where whoever runs a command is: npm runs it in the folder of the product. Paths of its words start there. */
  readonly callerFolder: string;
  /** Encrypts backups and opens them again, 32 bytes; absent means that backups are not encrypted. */
  readonly backupKey: Buffer | undefined;
  /** Secrets of the environment; absent outside production means keys that the data folder keeps. */
  readonly secrets: Secrets | undefined;

  constructor(environment: Environment) {
    this.mode = environment.choice('NODE_ENV', ['development', 'production', 'test']);
    const production = this.mode === 'production';
    this.host = environment.text('HOST') ?? (production ? '0.0.0.0' : '127.0.0.1');
    this.port = environment.integer('PORT', { min: 0, max: 65_535, default: 3000 });
    this.databaseUrl = environment.databaseUrl('DATABASE_URL');
    this.databaseOwnerUrl = environment.databaseUrl('DATABASE_OWNER_URL');
    this.replicaDatabaseUrl = environment.databaseUrl('REPLICA_DATABASE_URL');
    this.dataFolder = environment.text('DATA_DIR');
    this.databasePoolSize = environment.integer('DATABASE_POOL_SIZE', { min: 2, max: 500, default: 20 });
    this.databaseTimeout = environment.integer('DATABASE_TIMEOUT', { min: 1, max: 600, default: 15 });
    this.preparedStatements = environment.flag('DATABASE_PREPARED_STATEMENTS', true);
    this.demoData = environment.flag('DEMO_DATA', !production && this.databaseUrl === undefined);
    this.demoPassword = production ? undefined : environment.text('DEMO_PASSWORD');
    this.introspection = environment.flag('GRAPHQL_INTROSPECTION', !production);
    this.compiledQueries = environment.flag('GRAPHQL_COMPILED', true);
    this.allowedOrigins = environment.origins('ALLOWED_ORIGINS');
    this.trustProxy = environment.flag('TRUST_PROXY', false);
    this.auditAnchorFile = environment.text('AUDIT_ANCHOR_FILE');
    this.noticeTimeout = environment.integer('NOTICE_TIMEOUT_MS', { min: 100, max: 60_000, default: 10_000 });
    this.noticeRetrySeconds = environment.integer('NOTICE_RETRY_SECONDS', { min: 0, max: 600, default: 10 });
    this.noticeForbiddenNetworks = forbiddenNetworks(environment);
    this.pacs = parsePacsSettings(environment);
    this.smsGatewayKey = environment.text('SMS_GATEWAY_KEY');
    this.smsGatewayOrigins = environment.list('SMS_GATEWAY_ORIGINS');
    if (this.smsGatewayKey !== undefined && this.smsGatewayOrigins.length === 0) {
      throw new StartupError('SMS_GATEWAY_ORIGINS is missing: it names the gateways that SMS_GATEWAY_KEY is for.');
    }
    this.access = parseAccessSettings(environment, production);
    this.signInProvider = parseProviderSettings(environment, production);
    this.files = parseFileSettings(environment, this.dataFolder);
    this.logLevel = environment.choice('LOG_LEVEL', ['info', 'debug', 'warn', 'error', 'silent']);
    this.backgroundWork = environment.flag('BACKGROUND_WORK', true);
    this.workerPort = environment.integer('WORKER_PORT', { min: 0, max: 65_535, default: 3001 });
    this.callerFolder = environment.text('INIT_CWD') ?? process.cwd();
    const backupKey = environment.text('BACKUP_KEY');
    this.backupKey = backupKey === undefined ? undefined : decodeKey('BACKUP_KEY', backupKey);
    this.secrets = parseSecrets(environment);
    if (production) this.refuseDevelopmentSettings(environment);
  }

  private refuseDevelopmentSettings(environment: Environment): void {
    if (!this.databaseUrl && !environment.flag('ALLOW_EMBEDDED_DATABASE', false)) {
      throw new StartupError('DATABASE_URL is missing: production does not run on the embedded database.');
    }
    if (this.databaseUrl && this.databaseOwnerUrl && sameUser(this.databaseUrl, this.databaseOwnerUrl)) {
      throw new StartupError('DATABASE_URL and DATABASE_OWNER_URL must name two different roles in production.');
    }
    if (this.demoData && !environment.flag('ALLOW_DEMO_DATA', false)) {
      throw new StartupError('DEMO_DATA must not be true in production.');
    }
    if (!this.secrets) {
      throw new StartupError('ENCRYPTION_KEYS and BLIND_INDEX_KEY are missing: production has no default secrets.');
    }
  }
}

/**
 * This machine, and what is near it without an address of its own: metadata services of clouds. A county's intranet is
 * private, so private networks are not among them.
 */
const FORBIDDEN_NETWORKS = [
  '0.0.0.0/8',
  '127.0.0.0/8',
  '169.254.0.0/16',
  '224.0.0.0/4',
  '240.0.0.0/4',
  '::/128',
  '::1/128',
  'fe80::/10',
  'ff00::/8',
];

function forbiddenNetworks(environment: Environment): readonly string[] {
  if (environment.text('NOTICE_FORBIDDEN_NETWORKS') === undefined) return FORBIDDEN_NETWORKS;
  const networks = environment.list('NOTICE_FORBIDDEN_NETWORKS');
  if (!networks.every(isNetwork))
    throw new StartupError('NOTICE_FORBIDDEN_NETWORKS must list networks like 10.0.0.0/8.');
  return networks;
}

/** Reads and validates the settings. @throws StartupError naming the first setting that is wrong. */
export function loadConfig(variables: Readonly<Record<string, string | undefined>> = process.env): Config {
  return new Config(new Environment(variables));
}

/** The connections that the environment names. */
export type DatabaseUrls = Pick<Config, 'databaseUrl' | 'databaseOwnerUrl'>;

/** What migrating alone needs of the settings: no keys, no HTTP. @throws StartupError */
export function loadDatabaseUrls(variables: Readonly<Record<string, string | undefined>> = process.env): DatabaseUrls {
  const environment = new Environment(variables);
  return {
    databaseUrl: environment.databaseUrl('DATABASE_URL'),
    databaseOwnerUrl: environment.databaseUrl('DATABASE_OWNER_URL'),
  };
}

function sameUser(left: string, right: string): boolean {
  return new URL(left).username === new URL(right).username;
}
