import { Injectable } from '@nestjs/common';
import { UnitOfWork, statement, type ActorContext } from '#platform';
import type { QuietHours } from '../domain/quiet-hours.js';

const SET = statement(
  'notices.set-quiet-hours',
  `INSERT INTO notice_quiet_hours (staff_id, from_minutes, to_minutes, version) VALUES ($1, $2, $3, 1)
   ON CONFLICT ON CONSTRAINT pk_notice_quiet_hours DO UPDATE
     SET from_minutes = $2, to_minutes = $3, version = notice_quiet_hours.version + 1 RETURNING version`,
);

/** When people want to be left in peace by messages outside the platform. */
@Injectable()
export class QuietHoursService {
  constructor(private readonly unitOfWork: UnitOfWork) {}

  set(actor: ActorContext, { fromMinutes, toMinutes }: QuietHours): Promise<void> {
    return this.unitOfWork.run(actor, async (tx) => {
      const row = await tx.first<{ version: number }>(SET, [actor.staffId, fromMinutes, toMinutes]);
      tx.publish({
        topic: 'quiet-hours.set',
        aggregateType: 'quiet-hours',
        aggregateId: actor.staffId,
        aggregateVersion: row!.version,
        payload: { fromMinutes, toMinutes },
      });
    });
  }
}
