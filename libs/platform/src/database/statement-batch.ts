import { DatabaseError, Query, type Connection, type QueryConfig, type QueryResult } from 'pg';
import { abortedTransaction, isUnavailable } from './database-failure.js';

/** A statement on its way, and who waits for its answer. */
export interface AskedStatement {
  readonly config: QueryConfig;
  readonly resolve: (result: QueryResult) => void;
  readonly reject: (error: unknown) => void;
}

/** What the driver does with a query and does not declare. */
interface DrivenQuery {
  readonly submit: (connection: Connection) => Error | null;
  handleRowDescription(message: object): void;
  handleDataRow(message: object): void;
  handleCommandComplete(message: object, connection: Connection): void;
  handleEmptyQuery(connection: Connection): void;
  handleReadyForQuery(connection: Connection): void;
}

/**
 * Statements of one transaction that the server answers together: one Sync behind all of them, where the driver sends one
 * behind each and the server then answers each by itself, with a system call there and one here. Their values have been
 * prepared: a statement that failed on its way out would leave the answers of the others to the wrong ones.
 *
 * Only for statements that the connection has prepared, or that have no name: of a name that is parsed in a batch, the
 * driver would not hear. Where one fails, the server passes over the others.
 *
 * @see https://www.postgresql.org/docs/current/protocol-flow.html#PROTOCOL-FLOW-PIPELINING
 */
export class StatementBatch extends Query {
  private readonly queries: readonly DrivenQuery[];
  private answered = 0;

  constructor(readonly statements: readonly AskedStatement[]) {
    super('');
    this.queries = statements.map(queryOf);
  }

  override readonly submit = (connection: Connection): Error | null => {
    const withoutSync = Object.create(connection, { sync: { value: () => undefined } }) as Connection;
    for (const query of this.queries) query.submit(withoutSync);
    connection.sync();
    return null;
  };

  handleRowDescription(message: object): void {
    this.current.handleRowDescription(message);
  }

  handleDataRow(message: object): void {
    this.current.handleDataRow(message);
  }

  handleCommandComplete(message: object, connection: Connection): void {
    this.current.handleCommandComplete(message, connection);
    this.next(connection);
  }

  handleEmptyQuery(connection: Connection): void {
    this.next(connection);
  }

  handleReadyForQuery(): void {
    // Everybody has been answered, in turn.
  }

  handleError(error: Error): void {
    const [failed, ...others] = this.statements.slice(this.answered);
    failed?.reject(error);
    // Where the connection has gone with it, that is why the others have no answer either.
    const consequence = error instanceof DatabaseError && !isUnavailable(error) ? abortedTransaction(error) : error;
    for (const { reject } of others) reject(consequence);
  }

  private get current(): DrivenQuery {
    return this.queries[this.answered]!;
  }

  private next(connection: Connection): void {
    this.current.handleReadyForQuery(connection);
    this.answered++;
  }
}

function queryOf({ config: { name, text, values }, resolve, reject }: AskedStatement): DrivenQuery {
  const query = new Query(text, values, (error, result) => (error ? reject(error) : resolve(result)));
  // A text without values would go by the simple protocol, which ends with a Sync of its own.
  return Object.assign(query, { name, queryMode: 'extended' }) as unknown as DrivenQuery;
}
