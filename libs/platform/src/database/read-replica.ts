import { Injectable, type OnApplicationShutdown } from '@nestjs/common';
import type { DataSource } from 'typeorm';
import { poolOf } from './data-source.js';
import { Database } from './database.js';

/**
 * Where long reads go that may be some seconds old: a replica where the settings name one, else the database itself.
 * Whatever decides something, or has to see what was just written, reads the database.
 */
@Injectable()
export class ReadReplica extends Database implements OnApplicationShutdown {
  /** @param own a connection that ends with this one; absent where it is the database's */
  constructor(
    database: DataSource,
    preparedStatements: boolean,
    private readonly own?: DataSource,
  ) {
    super(poolOf(own ?? database), preparedStatements);
  }

  async onApplicationShutdown(): Promise<void> {
    if (this.own?.isInitialized) await this.own.destroy();
  }
}
