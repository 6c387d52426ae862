import { Injectable } from '@nestjs/common';
import { changeRow, statement, type Queryable, type Transaction } from '#platform';
import type { InvitationState } from '../domain/consultation.js';
import type { FairChoice } from '../domain/fair-choice.js';
import type { Invitation } from '../domain/panel.js';
import { weightSql } from './weights.js';
import type { LoadedConsultation } from './consultation-facts.reader.js';

const CHANGEABLE = {
  state: 'state',
  invitedAt: 'invited_at',
  dueAt: 'due_at',
  answeredAt: 'answered_at',
  reasonCode: 'reason_code',
  comment: 'comment',
  isChair: 'is_chair',
} as const;
export type InvitationChanges = { readonly [Name in keyof typeof CHANGEABLE]?: unknown };

/** Somebody who is chosen. */
export interface NewInvitation {
  readonly id: string;
  readonly consultationId: string;
  readonly expertStaffId: string;
  readonly institutionId: string;
  readonly isChair: boolean;
  readonly state: Extract<InvitationState, 'PROPOSED' | 'INVITED'>;
  /** Why they follow somebody; null where people have chosen them. */
  readonly choice: FairChoice | null;
}

const CREATE = statement(
  'consultation.invitation-create',
  `INSERT INTO consultation_invitations (id, consultation_id, expert_staff_id, institution_id, is_chair, state, version,
     invited_at, created_at, choice_reason, choice_taken, choice_weight_percent)
   VALUES ($1, $2, $3, $4, $5, $6, 1, CASE WHEN $6 = 'INVITED' THEN $7::timestamptz END, $7, $8, $9, $10)`,
);
const MOVE = statement(
  'consultation.invitations-move',
  `UPDATE consultation_invitations SET state = $2, version = version + 1,
     invited_at = CASE WHEN $2 = 'INVITED' THEN $3::timestamptz ELSE invited_at END
   WHERE id = ANY($1::uuid[])`,
);
const UNLEAD = statement(
  'consultation.invitations-unlead',
  `UPDATE consultation_invitations SET is_chair = false, version = version + 1
   WHERE consultation_id = $1 AND is_chair AND state IN ('PROPOSED', 'INVITED', 'ACCEPTED')`,
);
const LEAD = statement(
  'consultation.invitation-lead',
  `UPDATE consultation_invitations SET is_chair = true, version = version + 1
   WHERE consultation_id = $1 AND expert_staff_id = $2 AND state IN ('INVITED', 'ACCEPTED')`,
);
/** More than a department has: their calendars are locked before any of them is asked. */
const MOST_SUCCESSORS = 50;
// Those of the title that was wished for, or a higher one, under an agreement that stands now and for the session.
const SUCCESSORS = statement(
  'consultation.successors',
  `SELECT s.id AS "expertId", s.institution_id AS "institutionId", ${weightSql('s.id', '$3')} AS "weightPercent"
   FROM staff s JOIN role_assignments r ON r.staff_id = s.id AND r.role = 'EXPERT' AND r.institution_id = s.institution_id
     AND r.valid_from <= $3 AND (r.valid_to IS NULL OR r.valid_to > $3)
   JOIN accounts a ON a.staff_id = s.id AND a.status = 'ACTIVE'
   JOIN consultation_invitations l ON l.id = $2
   JOIN staff leaving ON leaving.id = l.expert_staff_id
   JOIN consultations c ON c.id = $1
   WHERE s.institution_id = leaving.institution_id AND s.department_id = leaving.department_id AND s.active
     AND s.practice_started_on <= $3::timestamptz - make_interval(years => (SELECT p.value FROM reference_settings p
       WHERE p.key = 'consultation.practice_years' AND p.effective_from <= $3 AND (p.effective_to IS NULL OR p.effective_to > $3)))
     AND array_position(ARRAY['NONE', 'JUNIOR', 'INTERMEDIATE', 'DEPUTY_SENIOR', 'SENIOR'], s.title)
       >= coalesce(array_position(ARRAY['NONE', 'JUNIOR', 'INTERMEDIATE', 'DEPUTY_SENIOR', 'SENIOR'], c.wanted_title), 1)
     AND NOT EXISTS (SELECT 1 FROM consultation_invitations v WHERE v.consultation_id = c.id AND v.expert_staff_id = s.id)
     AND s.id <> c.author_staff_id AND s.id IS DISTINCT FROM c.accompanying_staff_id
     AND (s.institution_id = c.inviting_institution_id OR (SELECT bool_and(agreed.periods @> wanted.time)
       FROM (SELECT range_agg(tstzrange(a.effective_from, a.effective_to)) AS periods FROM cooperation_agreements a
         WHERE a.inviting_institution_id = c.inviting_institution_id AND a.invited_institution_id = s.institution_id) agreed,
         (VALUES (tstzrange($3, $3, '[]')), (tstzrange(coalesce(c.starts_at, $3), coalesce(c.ends_at, $3)))) wanted (time)))
   GROUP BY s.id ORDER BY s.id LIMIT ${MOST_SUCCESSORS}`,
);

/** Somebody who may follow, with the share that they take. */
export interface Successor {
  readonly expertId: string;
  readonly institutionId: string;
  readonly weightPercent: number;
}

/** An invitation with its case, and who may take its place. */
export interface LoadedInvitation {
  readonly row: Invitation;
  readonly consultation: LoadedConsultation;
  readonly successors: readonly Successor[];
}

/** Writes invitations. Whoever calls has locked the case. */
@Injectable()
export class InvitationRepository {
  create(tx: Transaction, given: NewInvitation): void {
    const { id, consultationId, expertStaffId, institutionId, isChair, state, choice } = given;
    const why = [choice?.reason ?? null, choice?.taken ?? null, choice?.weightPercent ?? null];
    tx.write(CREATE, [id, consultationId, expertStaffId, institutionId, isChair, state, tx.now, ...why]);
  }

  change(tx: Transaction, row: { readonly id: string; readonly version: number }, changes: InvitationChanges): number {
    return changeRow(tx, row, { table: 'consultation_invitations', columns: CHANGEABLE, changes });
  }

  /** Moves several at once, which the rules have allowed. */
  move(tx: Transaction, ids: readonly string[], to: InvitationState): void {
    if (ids.length > 0) tx.write(MOVE, [ids, to, tx.now]);
  }

  /** Lets one of those who have been asked lead, and nobody else: the index has one of them at any moment. */
  lead(tx: Transaction, consultationId: string, staffId: string): void {
    tx.write(UNLEAD, [consultationId]);
    tx.write(LEAD, [consultationId, staffId]);
  }

  /** Experts of the same department who may take the place of one, in any order. */
  successors(
    on: Queryable,
    { consultationId, leavingId }: { readonly consultationId: string; readonly leavingId: string },
    now: Date,
  ): Promise<Successor[]> {
    const values = [consultationId, leavingId, now];
    return on.query<Successor & Record<string, unknown>>(SUCCESSORS, values);
  }
}
