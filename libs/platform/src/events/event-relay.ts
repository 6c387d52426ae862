import { Injectable } from '@nestjs/common';
import { SYSTEM_ACCOUNT_ID, systemActor } from '../actor/system-actor.js';
import { BackgroundWork } from '../background/background-work.js';
import { Database } from '../database/database.js';
import { statement } from '../database/statement.js';
import { UnitOfWork } from '../database/unit-of-work.js';

/** Events of one short transaction. */
const BATCH = 1_000;

const WAITING = statement('relay.waiting', 'SELECT 1 FROM unpositioned_events LIMIT 1');
const LOCK_HEAD = statement('relay.lock', 'SELECT 1 FROM event_head WHERE id = 1 FOR UPDATE SKIP LOCKED');
// A statement of its own: it must see what the relay before it has committed, so it begins after the lock is held.
const GIVE_POSITIONS = statement(
  'relay.give-positions',
  `WITH taken AS (
     DELETE FROM unpositioned_events
     WHERE seq IN (SELECT seq FROM unpositioned_events ORDER BY seq LIMIT ${BATCH}) RETURNING seq, event_id
   ), given AS (
     INSERT INTO event_positions (position, event_id)
     SELECT h.position + row_number() OVER (ORDER BY t.seq), t.event_id FROM taken t CROSS JOIN event_head h
     RETURNING position
   )
   UPDATE event_head SET position = position + (SELECT count(*) FROM given) WHERE id = 1
   RETURNING (SELECT count(*)::int FROM given) AS given`,
);

/**
 * Gives committed events their consecutive position, in the order in which they were written. Positions are given under
 * one lock that is held until they are committed, so whoever reads them in order never passes over one that comes
 * later; what commits late simply gets a later one.
 */
@Injectable()
export class EventRelay extends BackgroundWork {
  readonly name = 'events.relay';
  readonly intervalMs = 50;

  constructor(
    private readonly database: Database,
    private readonly unitOfWork: UnitOfWork,
  ) {
    super();
  }

  async round(): Promise<boolean> {
    if (!(await this.database.first(WAITING))) return false;
    return (await this.givePositions()) === BATCH;
  }

  /** @returns how many; none where another relay is at it */
  private givePositions(): Promise<number> {
    return this.unitOfWork.run(systemActor(SYSTEM_ACCOUNT_ID, this.name), async (tx) => {
      if (!(await tx.first(LOCK_HEAD))) return 0;
      const row = await tx.first<{ given: number }>(GIVE_POSITIONS);
      return row?.given ?? 0;
    });
  }
}
