import { Injectable } from '@nestjs/common';
import { statement, type Transaction } from '#platform';
import { AnnouncementEntity } from './announcement.entity.js';

const DEPOSIT = statement(
  'notices.deposit',
  `INSERT INTO notices (id, announcement_id, staff_id, for_staff_id, domain, level, created_at)
   SELECT r.id, $2, r.staff_id, r.for_staff_id, $3, $4, $5
   FROM unnest($1::uuid[], $6::uuid[], $7::uuid[]) AS r(id, staff_id, for_staff_id)
   ON CONFLICT ON CONSTRAINT uq_notices_recipient DO NOTHING RETURNING staff_id AS "staffId"`,
);
const INFORMED = statement('notices.informed', 'SELECT staff_id AS "staffId" FROM notices WHERE announcement_id = $1');
const OPEN_OF_SUBJECT = statement(
  'notices.open-of-subject',
  `SELECT id FROM notice_announcements
   WHERE subject_id = $1 AND escalation_passed IS NOT NULL AND acknowledged_at IS NULL ORDER BY id`,
);

interface Informed {
  readonly staffId: string;
}

/** Whose inbox something lies in, and in whose place; null where it is meant for them. */
interface Addressee extends Informed {
  readonly forStaffId: string | null;
}

/** Announcements and the inboxes they lie in; every method runs in the caller's transaction. */
@Injectable()
export class AnnouncementRepository {
  async create(tx: Transaction, announcement: AnnouncementEntity): Promise<void> {
    await tx.manager.insert(AnnouncementEntity, announcement);
  }

  lock(tx: Transaction, id: string): Promise<AnnouncementEntity | null> {
    return tx.manager.findOne(AnnouncementEntity, { where: { id }, lock: { mode: 'pessimistic_write' } });
  }

  /** Puts it into inboxes. @returns whose it was not in already */
  async deposit(
    tx: Transaction,
    { id, domain }: AnnouncementEntity,
    addressees: readonly Addressee[],
    level: number,
  ): Promise<string[]> {
    if (addressees.length === 0) return [];
    const ids = addressees.map(() => tx.newId());
    const rows = await tx.query<Informed & Record<string, unknown>>(DEPOSIT, [
      ids,
      id,
      domain,
      level,
      tx.now,
      addressees.map(({ staffId }) => staffId),
      addressees.map(({ forStaffId }) => forStaffId),
    ]);
    return rows.map(({ staffId }) => staffId);
  }

  /** Who has it in the inbox. */
  async informed(tx: Transaction, id: string): Promise<string[]> {
    const rows = await tx.query<Informed & Record<string, unknown>>(INFORMED, [id]);
    return rows.map(({ staffId }) => staffId);
  }

  async rememberPassed(tx: Transaction, id: string, passed: readonly string[]): Promise<void> {
    await tx.manager.update(AnnouncementEntity, { id }, { escalationPassed: [...passed] });
  }

  /** Announcements about something whose escalation may still be under way. */
  async escalatingOn(tx: Transaction, subjectId: string): Promise<string[]> {
    const rows = await tx.query<{ id: string }>(OPEN_OF_SUBJECT, [subjectId]);
    return rows.map(({ id }) => id);
  }
}
