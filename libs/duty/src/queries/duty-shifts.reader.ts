import { Injectable } from '@nestjs/common';
import { statement, type Queryable } from '#platform';
import type { NamedShift } from '../domain/shift-text.js';

const SHIFTS = statement(
  'duty.shifts',
  `SELECT name, from_time AS "fromTime", to_time AS "toTime" FROM duty_shifts
   WHERE effective_from <= $1 AND (effective_to IS NULL OR effective_to > $1) ORDER BY from_time, name`,
);

/** What shifts are called: reference data. */
@Injectable()
export class DutyShiftsReader {
  /** The shifts as they count at that time. */
  shiftsAt(on: Queryable, at: Date): Promise<NamedShift[]> {
    return on.query<NamedShift & Record<string, unknown>>(SHIFTS, [at]);
  }
}
