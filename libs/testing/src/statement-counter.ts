import { DataSource } from 'typeorm';
import type { Client, Pool } from 'pg';
import type { TestApp } from './test-app.js';

type Query = (...args: unknown[]) => unknown;

/** What the driver is asked for: one statement, or several that travel together. */
type Asked = string | { readonly text: string; readonly statements?: readonly { readonly config: { text: string } }[] };

/** Notes every statement that the product sends to the database, at the driver; changes nothing about them. */
export class StatementCounter {
  private texts: string[] = [];

  /** Watches every connection of the product's pool from now on. */
  static on(app: TestApp): StatementCounter {
    const counter = new StatementCounter();
    const pool = (app.nest.get(DataSource).driver as unknown as { master: Pool }).master;
    const watched = new WeakSet<object>();
    // Prepended: the pool has sent nothing on the connection when it is handed out.
    pool.prependListener('acquire', (client: Client) => {
      if (watched.has(client)) return;
      watched.add(client);
      counter.watch(client);
    });
    return counter;
  }

  /** The statements that the work sent, in their order. */
  async during(work: () => Promise<unknown>): Promise<readonly string[]> {
    this.texts = [];
    await work();
    return this.texts;
  }

  private watch(client: Client): void {
    const query = client.query.bind(client) as Query;
    const noting: Query = (...args) => {
      this.texts.push(...textsOf(args[0] as Asked));
      return query(...args);
    };
    Object.assign(client, { query: noting });
  }
}

function textsOf(asked: Asked): string[] {
  if (typeof asked === 'string') return [asked];
  return asked.statements?.map(({ config }) => config.text) ?? [asked.text];
}
