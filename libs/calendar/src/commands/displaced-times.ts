import { Injectable } from '@nestjs/common';
import type { Interval } from '#kernel';
import { statement, type Queryable } from '#platform';
import type { ExclusiveKind } from '../domain/commitment.js';
import { CommitmentOwners } from './commitment-owner.js';

const MOST = 500;
const DISPLACED = statement(
  'calendar.displaced',
  `SELECT c.id, c.expert_id AS "expertId", s.name AS "expertName", c.kind, c.starts_at AS start, c.ends_at AS end,
     c.ended_at AS "displacedAt", c.subject_domain AS domain, c.subject_id AS "subjectId"
   FROM commitments c JOIN staff s ON s.id = c.expert_id
   WHERE c.state = 'DISPLACED' AND c.starts_at >= $2 AND s.institution_id = $1 ORDER BY c.starts_at, c.id LIMIT ${MOST}`,
);

interface Row extends Interval, Record<string, unknown> {
  readonly id: string;
  readonly expertId: string;
  readonly expertName: string;
  readonly kind: ExclusiveKind;
  readonly displacedAt: Date;
  readonly domain: string;
  readonly subjectId: string;
}

/** Something that leave has taken the time of, and that waits for another one. */
export interface DisplacedTime extends Interval {
  readonly id: string;
  readonly expertId: string;
  readonly expertName: string;
  readonly kind: ExclusiveKind;
  /** By which people know it; it tells nobody's name. */
  readonly number: string;
  readonly displacedAt: Date;
}

/** What the experts of an institution cannot come to, as long as nobody has found another time for it. */
@Injectable()
export class DisplacedTimes {
  constructor(private readonly owners: CommitmentOwners) {}

  /** From an instant on, in the order of their begin. */
  async list(on: Queryable, institutionId: string, since: Date): Promise<DisplacedTime[]> {
    const rows = await on.query<Row>(DISPLACED, [institutionId, since]);
    const subjects = rows.map(({ domain, subjectId: id }) => ({ domain, id }));
    const numbers = await this.owners.waiting(on, subjects);
    return rows.flatMap(({ id, expertId, expertName, kind, start, end, displacedAt, subjectId }) => {
      const number = numbers.get(subjectId);
      return number === undefined ? [] : [{ id, expertId, expertName, kind, start, end, displacedAt, number }];
    });
  }
}
