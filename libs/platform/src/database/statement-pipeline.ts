import type { Client, QueryConfig, QueryResult, QueryResultRow } from 'pg';
import utils from 'pg/lib/utils.js';
import { StatementBatch, type AskedStatement } from './statement-batch.js';

/** What the driver knows of a connection and does not declare: the texts that are prepared on it, by their names. */
interface PreparedStatements {
  readonly parsedStatements: Readonly<Record<string, string>>;
}

/**
 * The one way to a connection during a transaction: what is asked within one turn of the event loop leaves together and in
 * that order. A trip costs this process and the server more than most of its statements.
 */
export class StatementPipeline {
  private asked: AskedStatement[] = [];

  constructor(private readonly client: Client) {}

  /** @throws TypeError at once for a value that cannot be sent, before anything that is asked behind it */
  query<Row extends QueryResultRow>({ values = [], ...statement }: QueryConfig): Promise<QueryResult<Row>> {
    const config = { ...statement, values: values.map((value) => utils.prepareValue(value)) };
    if (this.asked.length === 0) process.nextTick(() => this.send());
    return new Promise((resolve, reject) => {
      this.asked.push({ config, resolve: resolve as AskedStatement['resolve'], reject });
    });
  }

  /**
   * What has to be carried out whatever has failed before it: the server passes over what stands behind a failure, up to the
   * next Sync, and this stands behind one.
   */
  recover(config: QueryConfig): Promise<QueryResult> {
    this.send();
    return this.client.query(config);
  }

  private send(): void {
    const { asked, client } = this;
    if (asked.length === 0) return;
    this.asked = [];
    const { stream } = client.connection;
    stream.cork();
    if (asked.length > 1 && asked.every(({ config }) => this.canTravelInBatch(config))) {
      client.query(new StatementBatch(asked));
    } else {
      for (const { config, resolve, reject } of asked) client.query(config).then(resolve, reject);
    }
    stream.uncork();
  }

  private canTravelInBatch({ name, text }: QueryConfig): boolean {
    const { parsedStatements } = this.client.connection as unknown as PreparedStatements;
    return !name || parsedStatements[name] === text;
  }
}
