import type { Client, Pool } from 'pg';
import { DataSource, type DataSourceOptions, type MixedList } from 'typeorm';
import { setForSession } from './session-settings.js';
import { giveUpWhenSilent } from './silent-server.js';

type EntityList = MixedList<new (...args: never[]) => object>;

/** Entities of every library of the process; the composition root lists them. */
export type Entities = EntityList;

export interface DataSourceSettings {
  readonly url: string;
  readonly entities: Entities;
  readonly poolSize: number;
  /** How long one statement may take. */
  readonly timeoutSeconds: number;
  readonly applicationName: string;
}

/** A server that answers at all has ended the statement by then; one that does not is given up. */
const GRACE_SECONDS = 2;

/** Where TypeORM maps and writes. The schema belongs to the migrations alone: nothing is ever synchronised. */
export function createDataSource(settings: DataSourceSettings): DataSource {
  return new DataSource({
    type: 'postgres',
    url: settings.url,
    entities: settings.entities as DataSourceOptions['entities'],
    synchronize: false,
    installExtensions: false,
    logging: false,
    applicationName: settings.applicationName,
    connectTimeoutMS: 5_000,
    poolSize: settings.poolSize,
    // Statements that do not wait for each other's answers travel together.
    extra: {
      idleTimeoutMillis: 60_000,
      pipeline: true,
      keepAlive: true,
      onConnect: (client: Client) => {
        // The statement that a broken connection interrupts reports it; without anybody to hear of it, the process would end.
        client.on('error', () => undefined);
        giveUpWhenSilent(client, settings.timeoutSeconds + GRACE_SECONDS);
        return client.query(setForSession(settings.timeoutSeconds));
      },
    },
    // A connection that breaks while idle is replaced by the pool; the next statement reports what matters.
    poolErrorHandler: () => undefined,
  } as DataSourceOptions);
}

/** The driver's pool, on which TypeORM's own connections run too. */
export function poolOf(dataSource: DataSource): Pool {
  return (dataSource.driver as unknown as { master: Pool }).master;
}
