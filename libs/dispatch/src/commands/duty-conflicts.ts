import { Injectable } from '@nestjs/common';
import { FreeTimes } from '#calendar';
import { Role } from '#identity';
import { after, days, overlaps } from '#kernel';
import { Notices, Urgency } from '#notification';
import { EventConsumer, statement, type DeliveredEvent, type Transaction } from '#platform';

/** Rest after a duty reaches into the day after it, and no further. */
const SESSIONS = statement(
  'dispatch.sessions-beside-duty',
  `SELECT x.id, x.institution_id AS "institutionId", x.township_id AS "townshipId", x.starts_at AS start, x.ends_at AS end
   FROM dispatch_sessions x WHERE x.expert_id = $1 AND x.published_at IS NOT NULL
     AND x.state IN ('PLANNED', 'CONFIRMED', 'SWAP_PENDING') AND x.starts_at < $3 AND x.ends_at > $2 ORDER BY x.starts_at`,
);

interface Met {
  readonly id: string;
  readonly institutionId: string;
  readonly townshipId: string;
  readonly start: Date;
  readonly end: Date;
}

/**
 * A duty that comes over a published session takes nothing away by itself: whether the duty or the session moves is decided
 * by people. The expert and the rota managers are told at once, and a repair counts the duty.
 */
@Injectable()
export class DutyConflicts extends EventConsumer {
  readonly name = 'dispatch.duty-conflicts';
  readonly topics = ['duty.entered', 'duty.changed', 'duty.substituted'];

  constructor(
    private readonly times: FreeTimes,
    private readonly notices: Notices,
  ) {
    super();
  }

  async handle(tx: Transaction, { payload }: DeliveredEvent): Promise<void> {
    const { staffId, from, to } = payload as { staffId: string | null; from: string; to: string };
    if (!staffId) return;
    const span = { start: new Date(from), end: after(new Date(to), days(1)) };
    const sessions = await tx.query<Met & Record<string, unknown>>(SESSIONS, [staffId, span.start, span.end]);
    if (sessions.length === 0) return;
    const busy = await this.times.busy(tx, [staffId], span);
    const onDuty = busy.get(staffId)!.filter(({ kind }) => kind === 'ON_CALL' || kind === 'NIGHT_REST');
    for (const session of sessions) {
      if (onDuty.some((time) => overlaps(time, session))) await this.tell(tx, staffId, session);
    }
  }

  private async tell(tx: Transaction, expertId: string, { id, institutionId, townshipId, start }: Met): Promise<void> {
    await this.notices.send(tx, {
      institutionId,
      recipients: { staffIds: [expertId], holders: [{ institutionId, roles: [Role.ROTA_MANAGER] }] },
      template: 'dispatch.duty-conflict',
      parameters: { institution: townshipId, time: start.toISOString() },
      subject: { type: 'RotaSession', id },
      urgency: Urgency.URGENT,
    });
  }
}
