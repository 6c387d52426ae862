import { Injectable } from '@nestjs/common';
import { statement, type Queryable } from '#platform';
import type { NamedShift } from '../domain/shift-text.js';

const SHIFTS = statement(
  'duty.shifts',
  `SELECT DISTINCT ON (s.name) s.name, s.from_time AS "fromTime", s.to_time AS "toTime", s.version FROM (
     SELECT name, from_time, to_time, effective_from, effective_to, version FROM institution_duty_shifts
     WHERE institution_id = $1
     UNION ALL
     SELECT name, from_time, to_time, effective_from, effective_to, 0 FROM duty_shifts
   ) s
   WHERE s.effective_from <= $2 AND (s.effective_to IS NULL OR s.effective_to > $2) ORDER BY s.name, s.version DESC`,
);

/** A shift as it counts at an institution. */
export interface ShiftThere extends NamedShift {
  /** 0: the alliance's; the institution has none of its own under this name. */
  readonly version: number;
}

/** What shifts are called: reference data of the alliance, in place of which an institution may have its own. */
@Injectable()
export class DutyShiftsReader {
  /** The shifts as they count at that time, in the order of their begin. */
  async shiftsAt(on: Queryable, institutionId: string, at: Date): Promise<ShiftThere[]> {
    const shifts = await on.query<ShiftThere & Record<string, unknown>>(SHIFTS, [institutionId, at]);
    return shifts.toSorted((one, other) => one.fromTime.localeCompare(other.fromTime));
  }
}
