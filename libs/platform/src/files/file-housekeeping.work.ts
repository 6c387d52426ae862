import { Inject, Injectable } from '@nestjs/common';
import { before, hours, type Clock } from '#kernel';
import { BackgroundWork } from '../background/background-work.js';
import { Database } from '../database/database.js';
import { statement } from '../database/statement.js';
import { instantOf } from '../database/time-ordered-id.js';
import { CLOCK } from '../tokens.js';
import { UNUSED_KEPT_FOR } from './file-lifetime.js';
import { FileStore } from './file-store.js';

const BATCH = 100;

const DELETE_UNUSED = statement(
  'files.delete-unused',
  `DELETE FROM stored_files WHERE id = ANY (ARRAY(
     SELECT id FROM stored_files WHERE unused_since < $1 ORDER BY unused_since LIMIT ${BATCH} FOR UPDATE SKIP LOCKED))
   RETURNING id`,
);
const KNOWN = statement('files.known', 'SELECT id FROM stored_files WHERE id = ANY($1::uuid[])');

/**
 * Removes what was uploaded and is not used, whether its upload was left unfinished, refused, or never put to use; and
 * content that has no row, which a process leaves that ended between the two.
 */
@Injectable()
export class FileHousekeepingWork extends BackgroundWork {
  readonly name = 'files.housekeeping';
  readonly intervalMs = hours(1);

  constructor(
    private readonly database: Database,
    private readonly store: FileStore,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {
    super();
  }

  async round(signal: AbortSignal): Promise<boolean> {
    const until = before(this.clock.now(), UNUSED_KEPT_FOR);
    const unused = await this.database.query<{ id: string }>(DELETE_UNUSED, [until]);
    for (const { id } of unused) await this.store.remove(id);
    if (unused.length === BATCH) return true;
    await this.removeUnknown(until, signal);
    return false;
  }

  private async removeUnknown(until: Date, signal: AbortSignal): Promise<void> {
    let batch: string[] = [];
    for await (const id of this.store.ids()) {
      if (signal.aborted) return;
      const storedAt = instantOf(id);
      if (storedAt && storedAt < until) batch.push(id);
      if (batch.length < BATCH) continue;
      await this.removeUnknownOf(batch);
      batch = [];
    }
    await this.removeUnknownOf(batch);
  }

  private async removeUnknownOf(ids: readonly string[]): Promise<void> {
    const rows = await this.database.query<{ id: string }>(KNOWN, [ids]);
    const known = new Set(rows.map(({ id }) => id));
    for (const id of ids) if (!known.has(id)) await this.store.remove(id);
  }
}
