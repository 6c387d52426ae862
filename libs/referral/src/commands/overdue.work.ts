import { Inject, Injectable } from '@nestjs/common';
import { StaleVersionError, TransitionRefusedError, minutes, type Clock } from '#kernel';
import { BackgroundWork, CLOCK, Database, statement, systemActor } from '#platform';
import type { Direction, UpState } from '../domain/referral-state.js';
import { DownService } from './down.service.js';
import { EndingService } from './ending.service.js';

const BATCH = 100;

/** Referrals whose waiting may have lasted too long, the longest first; the rules decide. `$1` now. */
const WAITING = statement(
  'referral.overdue',
  `SELECT r.id, r.version, r.state, r.direction, r.from_institution_id AS "fromInstitutionId" FROM referrals r
   JOIN (VALUES ('DRAFT', 'referral.draft_archive_days'), ('AWAITING_INFORMATION', 'referral.information_limit_days'),
     ('RETURNED_FOR_EDIT', 'referral.returned_expiry_days'), ('ARRANGED', 'referral.visit_expiry_days'),
     ('NO_SHOW', 'referral.visit_expiry_days')) limits(state, key) ON limits.state = r.state
   JOIN reference_settings s ON s.key = limits.key AND s.effective_from <= $1
     AND (s.effective_to IS NULL OR s.effective_to > $1)
   WHERE (r.direction <> 'DOWN' OR r.state = 'DRAFT') AND r.ended_at IS NULL AND r.archived_at IS NULL
     AND r.state_changed_at <= $1::timestamptz - s.value * interval '1 day'
     AND coalesce(CASE r.state WHEN 'DRAFT' THEN r.edited_at END, r.visit_time, r.state_changed_at)
       <= $1::timestamptz - s.value * interval '1 day'
   ORDER BY r.state_changed_at LIMIT ${BATCH}`,
);

interface WaitingRow {
  readonly id: string;
  readonly version: number;
  readonly state: UpState;
  readonly direction: Direction;
  readonly fromInstitutionId: string;
}

/**
 * Ends what has waited too long for somebody, and archives drafts that nobody went on with. These limits have no rows of
 * their own: they are days counted from what the referral holds anyway, nobody is turned to when they pass, and rows
 * would double every draft and every visit.
 */
@Injectable()
export class OverdueReferralsWork extends BackgroundWork {
  readonly name = 'referral.overdue';
  readonly intervalMs = minutes(10);

  constructor(
    private readonly database: Database,
    private readonly endings: EndingService,
    private readonly down: DownService,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {
    super();
  }

  async round(signal: AbortSignal): Promise<boolean> {
    const rows = await this.database.query<WaitingRow & Record<string, unknown>>(WAITING, [this.clock.now()]);
    let ended = 0;
    for (const row of rows) {
      if (signal.aborted) return false;
      if (await this.end(row)) ended++;
    }
    return ended > 0 && rows.length === BATCH;
  }

  /** @returns whether it was done here: somebody else can be faster */
  private async end({ id, version, state, direction, fromInstitutionId }: WaitingRow): Promise<boolean> {
    const actor = systemActor(fromInstitutionId, this.name);
    const command = { id, expectedVersion: version };
    try {
      if (direction === 'DOWN') await this.down.archive(actor, command);
      else if (state === 'DRAFT') await this.endings.archive(actor, command);
      else if (state === 'AWAITING_INFORMATION') await this.endings.closeUnanswered(actor, command);
      else await this.endings.expire(actor, command);
      return true;
    } catch (error) {
      if (error instanceof TransitionRefusedError || error instanceof StaleVersionError) return false;
      throw error;
    }
  }
}
