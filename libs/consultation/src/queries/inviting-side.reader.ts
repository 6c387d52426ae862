import { Injectable } from '@nestjs/common';
import type { Interval } from '#kernel';
import { statement, type Transaction } from '#platform';
import type { OpeningHours } from '../domain/opening-hours.js';
import { ConsultationHours, ownHoursSql } from './consultation-hours.reader.js';

const SIDE = statement(
  'consultation.inviting-side',
  `SELECT ${ownHoursSql('$1', '$2')} AS own,
     (SELECT coalesce(json_agg(json_build_object('institutionId', invited_institution_id, 'start', effective_from,
        'end', effective_to)), '[]'::json) FROM cooperation_agreements
      WHERE inviting_institution_id = $1 AND invited_institution_id = ANY($3::uuid[])
        AND (effective_to IS NULL OR effective_to > $4)) AS periods`,
);

/** What has no end ends as late as a `Date` reaches. */
const NEVER = new Date(8.64e15);

/** Whose side it is, and whom they want to ask. */
export interface Asking {
  readonly institutionId: string;
  readonly partnerIds: readonly string[];
}

/** When the inviting side can have a session. */
export interface InvitingTimes {
  readonly open: readonly Interval[];
  /** When each of the partners has an agreement with it, as far as that lies after the begin of the window; by their ids. */
  readonly agreed: ReadonlyMap<string, readonly Interval[]>;
}

interface Period {
  readonly institutionId: string;
  readonly start: string;
  readonly end: string | null;
}

/** Reads when an institution sits in, and which others it may ask then. */
@Injectable()
export class InvitingSide {
  constructor(private readonly hours: ConsultationHours) {}

  async within(tx: Transaction, { institutionId, partnerIds }: Asking, window: Interval): Promise<InvitingTimes> {
    const values = [institutionId, tx.now, [...partnerIds], window.start];
    const row = (await tx.first<{ own: OpeningHours | null; periods: Period[] }>(SIDE, values))!;
    const periods = Map.groupBy(row.periods, (period) => period.institutionId);
    return {
      open: await this.hours.within(tx, row.own, window, tx.now),
      agreed: new Map(partnerIds.map((id) => [id, (periods.get(id) ?? []).map(intervalOf)])),
    };
  }
}

const intervalOf = ({ start, end }: Period): Interval => ({
  start: new Date(start),
  end: end === null ? NEVER : new Date(end),
});
