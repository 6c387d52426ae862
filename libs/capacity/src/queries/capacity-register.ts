import { Injectable } from '@nestjs/common';
import { ReferenceData, statement, type Queryable } from '#platform';
import { releasedBefore } from '../domain/session-terms.js';
import { RELEASE_SETTING } from '../domain/settings.js';

const SESSIONS = statement(
  'capacity.register-sessions',
  `SELECT s.id, s.version, i.code AS "institutionCode", d.code AS "departmentCode", s.starts_at AS "startsAt",
     s.ends_at AS "endsAt", s.places
   FROM capacity_sessions s JOIN departments d ON d.id = s.department_id JOIN institutions i ON i.id = d.institution_id
   WHERE s.withdrawn_at IS NULL AND s.starts_at >= $1 ORDER BY i.code, d.code, s.starts_at`,
);
const BEDS = statement(
  'capacity.register-beds',
  `SELECT i.code AS "institutionCode", d.code AS "departmentCode", b.empty_beds AS "emptyBeds", s.staff_no AS "staffNo"
   FROM capacity_bed_pools b JOIN departments d ON d.id = b.department_id JOIN institutions i ON i.id = d.institution_id
   LEFT JOIN staff s ON s.id = b.reported_by_staff_id ORDER BY i.code, d.code`,
);

interface Place {
  readonly institutionCode: string;
  readonly departmentCode: string;
}

export interface RegisteredSession extends Place {
  readonly id: string;
  readonly version: number;
  readonly startsAt: Date;
  readonly endsAt: Date;
  readonly places: number;
}

export interface RegisteredBeds extends Place {
  readonly emptyBeds: number;
  /** Who has counted them; null where a system has. */
  readonly staffNo: string | null;
}

/** All that departments take in, with codes in place of ids. */
@Injectable()
export class CapacityRegister {
  constructor(private readonly reference: ReferenceData) {}

  /** Sessions that begin before then give nothing back any more, and none can be added. */
  async plannableFrom(on: Queryable, now: Date): Promise<Date> {
    const settings = await this.reference.settings([RELEASE_SETTING], now, on);
    return releasedBefore(now, settings[RELEASE_SETTING]);
  }

  /** Sessions that begin from then on, without those that were withdrawn. */
  sessions(on: Queryable, from: Date): Promise<RegisteredSession[]> {
    return on.query<RegisteredSession & Record<string, unknown>>(SESSIONS, [from]);
  }

  beds(on: Queryable): Promise<RegisteredBeds[]> {
    return on.query<RegisteredBeds & Record<string, unknown>>(BEDS);
  }
}
