import { Injectable } from '@nestjs/common';
import { after, minutes } from '#kernel';
import { statement, type Transaction } from '#platform';

/** Longer than any portion takes: whoever holds the turn asks for it again after each. */
const HELD = minutes(2);

const HOLD = statement(
  'indicator.hold-turn',
  `INSERT INTO indicator_turns AS t (id, held_by, held_until) VALUES (1, $1, $2)
   ON CONFLICT (id) DO UPDATE SET held_by = $1, held_until = $2 WHERE t.held_by = $1 OR t.held_until <= $3
   RETURNING id`,
);
const END = statement('indicator.end-turn', 'DELETE FROM indicator_turns WHERE held_by = $1');

/** The turn of telling months: one at a time has it, and what the dead had lapses. */
@Injectable()
export class TurnRepository {
  /** Takes the turn, or keeps it for longer; false where somebody else has it. */
  async hold(tx: Transaction, holder: string): Promise<boolean> {
    return (await tx.query(HOLD, [holder, after(tx.now, HELD), tx.now])).length > 0;
  }

  async end(tx: Transaction, holder: string): Promise<void> {
    await tx.query(END, [holder]);
  }
}
