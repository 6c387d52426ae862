import { DataSource, type DataSourceOptions, type MixedList } from 'typeorm';

type EntityList = MixedList<new (...args: never[]) => object>;

/** Entities of every library of the process; the composition root lists them. */
export type Entities = EntityList;

export interface DataSourceSettings {
  readonly url: string;
  readonly entities: Entities;
  readonly poolSize: number;
  readonly applicationName: string;
}

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
    extra: { idleTimeoutMillis: 60_000, pipeline: true },
    // A connection that breaks while idle is replaced by the pool; the next statement reports what matters.
    poolErrorHandler: () => undefined,
  } as DataSourceOptions);
}
