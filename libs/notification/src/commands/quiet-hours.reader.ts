import { Injectable } from '@nestjs/common';
import { ReferenceData, statement, type Transaction } from '#platform';
import type { QuietHours } from '../domain/quiet-hours.js';

const QUIET_SETTINGS = ['notification.quiet_from_minutes', 'notification.quiet_to_minutes'] as const;
const PREFERRED = statement(
  'notices.quiet-hours',
  `SELECT staff_id AS "staffId", from_minutes AS "fromMinutes", to_minutes AS "toMinutes" FROM notice_quiet_hours
   WHERE staff_id = ANY($1::uuid[])`,
);

/** Quiet hours of everybody who was asked for. */
export interface QuietHoursOf {
  /** Where nobody has chosen any: groups, mailboxes, people without an account. */
  readonly usual: QuietHours;
  of(staffId: string): QuietHours;
}

/** When people want to be left in peace: as they have chosen, else as the county has it. */
@Injectable()
export class QuietHoursReader {
  constructor(private readonly reference: ReferenceData) {}

  async read(tx: Transaction, staffIds: readonly string[]): Promise<QuietHoursOf> {
    const settings = await this.reference.settings(QUIET_SETTINGS, tx.now, tx);
    const usual = {
      fromMinutes: settings['notification.quiet_from_minutes'],
      toMinutes: settings['notification.quiet_to_minutes'],
    };
    const rows = await tx.query<QuietHours & { staffId: string } & Record<string, unknown>>(PREFERRED, [staffIds]);
    const chosen = new Map(rows.map((row) => [row.staffId, row]));
    return { usual, of: (staffId) => chosen.get(staffId) ?? usual };
  }
}
