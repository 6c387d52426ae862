import type { QueryResult } from 'pg';
import type { DataSource, EntityManager } from 'typeorm';
import type { StatementPipeline } from './statement-pipeline.js';

/** TypeORM on a connection in whose transaction it only writes: somebody else has begun it, and will end it. */
export class BorrowedConnection {
  private constructor(private readonly runner: ReturnType<DataSource['createQueryRunner']>) {}

  static on(dataSource: DataSource, pipeline: StatementPipeline): BorrowedConnection {
    const databaseConnection = {
      query: (text: string, values: unknown[] = []): Promise<QueryResult> => pipeline.query({ text, values }),
    };
    const runner = dataSource.createQueryRunner();
    // It asks the pool for no connection where it has one, and begins no transaction where one is under way.
    Object.assign(runner, { databaseConnection, isTransactionActive: true, transactionDepth: 1 });
    return new BorrowedConnection(runner);
  }

  get manager(): EntityManager {
    return this.runner.manager;
  }

  /** From now on it writes nothing: the connection is somebody else's. */
  end(): void {
    Object.assign(this.runner, { isReleased: true });
  }
}
