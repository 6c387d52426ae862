import { Injectable } from '@nestjs/common';
import { ALLIANCE_ZONE, InvalidInputError, addDays, daysBetween, startOfDay, type LocalDate } from '#kernel';
import { Database, statement, type ActorContext } from '#platform';

/** A year, so that it is compared with another one. */
const LONGEST_DAYS = 366;

// By the submission, which never changes, of what has led to an opinion.
const RATINGS = statement(
  'consultation.ratings',
  `SELECT count(c.rating)::int AS rated, (count(*) - count(c.rating))::int AS unrated, avg(c.rating)::float8 AS average
   FROM consultations c
   WHERE c.centre_institution_id = $1 AND c.submitted_at >= $2 AND c.submitted_at < $3 AND c.delivered_at IS NOT NULL`,
);

/** How those who asked have rated; nobody who has not rated counts for anything. */
export interface Ratings {
  readonly rated: number;
  readonly unrated: number;
  /** From 1 to 5; null where nobody has rated. */
  readonly average: number | null;
}

/** Counts ratings of what a centre was asked. */
@Injectable()
export class ConsultationRatingsQuery {
  constructor(private readonly database: Database) {}

  /** Of the own centre, what was submitted on those days, both included. @throws InvalidInputError */
  async of({ institutionId }: ActorContext, from: LocalDate, to: LocalDate): Promise<Ratings> {
    const length = daysBetween(from, to) + 1;
    if (length < 1) throw new InvalidInputError([{ path: 'to', constraint: 'PERIOD_EMPTY' }]);
    if (length > LONGEST_DAYS) throw new InvalidInputError([{ path: 'to', constraint: 'PERIOD_TOO_LONG' }]);
    const period = [startOfDay(from, ALLIANCE_ZONE), startOfDay(addDays(to, 1), ALLIANCE_ZONE)];
    const row = await this.database.first<Ratings & Record<string, unknown>>(RATINGS, [institutionId, ...period]);
    return row!;
  }
}
