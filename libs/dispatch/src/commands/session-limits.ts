import { Injectable } from '@nestjs/common';
import { after, hours, minutes } from '#kernel';
import { Deadlines, ReferenceData, type Transaction } from '#platform';
import type { SessionRow } from '../data/session.repository.js';
import { SESSION_SETTINGS } from '../domain/session.lifecycle.js';

export const CONFIRMATION_LIMIT = 'dispatch.confirmation';
export const NO_SHOW_LIMIT = 'dispatch.no-show';

type Timed = Pick<SessionRow, 'id' | 'institutionId' | 'startsAt'>;

/** Sets the limits of published sessions: by when the expert confirms, and when nobody comes any more. */
@Injectable()
export class SessionLimitsSetter {
  constructor(
    private readonly deadlines: Deadlines,
    private readonly reference: ReferenceData,
  ) {}

  /** @param confirmed nobody has to confirm any more */
  async begin(tx: Transaction, sessions: readonly Timed[], confirmed = false): Promise<void> {
    const limits = await this.reference.settings(SESSION_SETTINGS, tx.now, tx);
    const byHours = after(tx.now, hours(limits['dispatch.confirmation_limit_hours']));
    const late = minutes(limits['dispatch.check_in_after_minutes'] + 1);
    for (const { id, institutionId, startsAt } of sessions) {
      const confirmation = limitOf(CONFIRMATION_LIMIT, byHours < startsAt ? byHours : startsAt);
      await this.deadlines.change(tx, {
        subjectType: 'RotaSession',
        subjectId: id,
        institutionId,
        ends: [CONFIRMATION_LIMIT, NO_SHOW_LIMIT],
        as: 'CANCELLED',
        sets: [...(confirmed ? [] : [confirmation]), limitOf(NO_SHOW_LIMIT, after(startsAt, late))],
      });
    }
  }

  /** The expert has confirmed. */
  confirmed(tx: Transaction, id: string): void {
    this.deadlines.finish(tx, id, [CONFIRMATION_LIMIT]);
  }

  /** Nobody waits for it any more. */
  end(tx: Transaction, id: string): void {
    this.deadlines.cancel(tx, id, [CONFIRMATION_LIMIT, NO_SHOW_LIMIT]);
  }
}

const limitOf = (kind: string, due: Date) => ({ kind, clock: 'WALL', levels: [{ due }] }) as const;
