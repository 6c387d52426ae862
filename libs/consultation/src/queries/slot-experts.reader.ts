import { Injectable } from '@nestjs/common';
import { Slots } from '#calendar';
import { NotFoundError, before, days, type Interval } from '#kernel';
import { ReferenceData, statement, type Queryable } from '#platform';
import { weightSql } from '../data/weights.js';
import type { Share } from '../domain/fair-choice.js';
import { AgreementMissingError } from '../domain/slot-errors.js';

// Whoever has published times has a calendar. Agreements, renewed or not, have to stand for all of the window.
const EXPERTS = statement(
  'consultation.slot-experts',
  `SELECT s.id AS "expertId", s.institution_id AS "institutionId",
     ${weightSql('s.id', '$6')} AS "weightPercent",
     s.institution_id = $3 OR coalesce((SELECT range_agg(tstzrange(a.effective_from, a.effective_to))
       FROM cooperation_agreements a WHERE a.inviting_institution_id = $3
         AND a.invited_institution_id = s.institution_id) @> tstzrange($4, $5), false) AS agreed
   FROM calendars k JOIN staff s ON s.id = k.expert_id
   WHERE s.active AND (s.id = ANY($1::uuid[]) OR $2 = ANY (s.specialty_codes)) ORDER BY s.id`,
);

/** Whose time is looked for: named experts, or whoever has a specialty. */
export interface Sought {
  readonly specialtyCode: string | null;
  readonly expertIds: readonly string[];
  /** The institution that asks. */
  readonly institutionId: string;
  readonly window: Interval;
}

type Weighted = Pick<Share, 'expertId' | 'weightPercent'>;

interface ExpertRow extends Weighted, Record<string, unknown> {
  readonly institutionId: string;
  readonly agreed: boolean;
}

/** Reads who may be asked for advice, and what each of them has taken of it lately. */
@Injectable()
export class SlotExperts {
  constructor(
    private readonly slots: Slots,
    private readonly reference: ReferenceData,
  ) {}

  /**
   * Named experts in the order given, or all of a specialty whom an agreement reaches.
   * @throws NotFoundError for somebody who publishes no times; AgreementMissingError for a named one whom none reaches
   */
  async of(on: Queryable, sought: Sought, now: Date): Promise<Share[]> {
    const { specialtyCode, expertIds, institutionId, window } = sought;
    const values = [[...expertIds], specialtyCode, institutionId, window.start, window.end, now];
    const rows = await on.query<ExpertRow>(EXPERTS, values);
    return this.shares(on, specialtyCode === null ? named(rows, expertIds) : rows.filter(({ agreed }) => agreed), now);
  }

  /** What each of them has taken lately, beside the share that they take; in the order given. */
  async shares(on: Queryable, wanted: readonly Weighted[], now: Date): Promise<Share[]> {
    if (wanted.length === 0) return [];
    const { 'consultation.fair_share_days': length } = await this.reference.settings(
      ['consultation.fair_share_days'],
      now,
      on,
    );
    const ids = wanted.map(({ expertId }) => expertId);
    const taken = await this.slots.taken(on, ids, 'CONSULTATION', before(now, days(length)));
    return wanted.map(({ expertId, weightPercent }) => {
      const { taken: count = 0, lastAt = null } = taken.get(expertId) ?? {};
      return { expertId, weightPercent, taken: count, lastAt };
    });
  }
}

function named(rows: readonly ExpertRow[], expertIds: readonly string[]): ExpertRow[] {
  return [...new Set(expertIds)].map((id) => {
    const found = rows.find(({ expertId }) => expertId === id);
    if (!found) throw new NotFoundError('Expert', id);
    if (!found.agreed) throw new AgreementMissingError(found.institutionId);
    return found;
  });
}
