import { Injectable } from '@nestjs/common';
import type { LocalDate } from '#kernel';
import { Database, Parameters, statement, type ActorContext } from '#platform';
import type { SessionKind, SessionState } from '../domain/session-state.js';
import { requireLookable, visibleTo } from './session-visibility.js';

/** A published session as a line of a rota that is printed or posted: no telephone, no patient. */
export interface RotaLine {
  readonly expertId: string;
  readonly expert: string;
  readonly title: string;
  readonly home: string;
  readonly township: string;
  readonly specialty: string;
  readonly kind: SessionKind;
  readonly day: LocalDate;
  readonly half: 'MORNING' | 'AFTERNOON';
  readonly state: SessionState;
  readonly checkedInAt: Date | null;
  readonly patientsSeen: number | null;
  readonly wardRounds: number | null;
  readonly surgeries: number | null;
  readonly teachingMinutes: number | null;
}

/** A quarter of a year of a county with 20 townships. */
const MOST_LINES = 5_000;

/** The rota of some days, as far as it is the actor's business. */
@Injectable()
export class RotaSheetQuery {
  constructor(private readonly database: Database) {}

  /** In the order of days. @throws InvalidInputError for a period that is empty or longer than a quarter of a year */
  lines(actor: ActorContext, from: LocalDate, to: LocalDate): Promise<RotaLine[]> {
    requireLookable(from, to, 'to');
    const parameters = new Parameters();
    const sql = `SELECT x.expert_id AS "expertId", s.name AS expert, s.title, h.short_name AS home, t.short_name AS township,
        x.specialty, x.kind, x.day::text AS day, x.half, x.state, x.checked_in_at AS "checkedInAt",
        x.patients_seen AS "patientsSeen", x.ward_rounds AS "wardRounds", x.surgeries, x.teaching_minutes AS "teachingMinutes"
      FROM dispatch_sessions x JOIN staff s ON s.id = x.expert_id JOIN institutions h ON h.id = x.institution_id
      JOIN institutions t ON t.id = x.township_id
      WHERE x.published_at IS NOT NULL AND x.day BETWEEN ${parameters.add(from)}::date AND ${parameters.add(to)}::date
        AND ${visibleTo(actor, parameters)} ORDER BY x.day, x.starts_at, t.short_name, x.id LIMIT ${MOST_LINES}`;
    return this.database.query<RotaLine & object>(statement('dispatch.rota-lines', sql), parameters.values);
  }
}
