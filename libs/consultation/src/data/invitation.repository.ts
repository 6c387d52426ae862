import { Injectable } from '@nestjs/common';
import { changeRow, statement, type Queryable, type Transaction } from '#platform';
import type { InvitationState } from '../domain/consultation.js';
import type { Invitation } from '../domain/panel.js';
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
}

const CREATE = statement(
  'consultation.invitation-create',
  `INSERT INTO consultation_invitations (id, consultation_id, expert_staff_id, institution_id, is_chair, state, version,
     invited_at, created_at)
   VALUES ($1, $2, $3, $4, $5, $6, 1, CASE WHEN $6 = 'INVITED' THEN $7::timestamptz END, $7)`,
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
   WHERE consultation_id = $1 AND expert_staff_id = $2 AND state = 'ACCEPTED'`,
);
const CHOOSABLE = statement(
  'consultation.choosable',
  `SELECT s.id AS "staffId", s.institution_id AS "institutionId", s.practice_started_on::text AS "practiceStartedOn"
   FROM staff s WHERE s.id = ANY($1::uuid[]) AND s.active`,
);
// Whoever was asked longest ago comes first; those of the title that was wished for, or a higher one.
const SUCCESSORS = statement(
  'consultation.successors',
  `SELECT s.id AS "staffId", s.institution_id AS "institutionId", s.practice_started_on::text AS "practiceStartedOn"
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
   GROUP BY s.id
   ORDER BY (SELECT max(v.invited_at) FROM consultation_invitations v WHERE v.expert_staff_id = s.id) NULLS FIRST, s.id
   LIMIT 8`,
);

/** Somebody who may be chosen. */
export interface Choosable {
  readonly staffId: string;
  readonly institutionId: string;
  readonly practiceStartedOn: string | null;
}

/** An invitation with its case, and who may take its place. */
export interface LoadedInvitation {
  readonly row: Invitation;
  readonly consultation: LoadedConsultation;
  readonly successors: readonly Choosable[];
}

/** Writes invitations. Whoever calls has locked the case. */
@Injectable()
export class InvitationRepository {
  create(tx: Transaction, given: NewInvitation): void {
    const { id, consultationId, expertStaffId, institutionId, isChair, state } = given;
    tx.write(CREATE, [id, consultationId, expertStaffId, institutionId, isChair, state, tx.now]);
  }

  change(tx: Transaction, row: { readonly id: string; readonly version: number }, changes: InvitationChanges): number {
    return changeRow(tx, row, { table: 'consultation_invitations', columns: CHANGEABLE, changes });
  }

  /** Moves several at once, which the rules have allowed. */
  move(tx: Transaction, ids: readonly string[], to: InvitationState): void {
    if (ids.length > 0) tx.write(MOVE, [ids, to, tx.now]);
  }

  /** Lets one of those who have accepted lead, and nobody else: the index has one of them at any moment. */
  lead(tx: Transaction, consultationId: string, staffId: string): void {
    tx.write(UNLEAD, [consultationId]);
    tx.write(LEAD, [consultationId, staffId]);
  }

  /** Those of the people who work somewhere, in any order. */
  choosable(on: Queryable, staffIds: readonly string[]): Promise<Choosable[]> {
    return on.query<Choosable & Record<string, unknown>>(CHOOSABLE, [[...staffIds]]);
  }

  /** Experts of the same department who may take the place of one, whoever was asked longest ago first. */
  successors(
    on: Queryable,
    { consultationId, leavingId }: { readonly consultationId: string; readonly leavingId: string },
    now: Date,
  ): Promise<Choosable[]> {
    const values = [consultationId, leavingId, now];
    return on.query<Choosable & Record<string, unknown>>(SUCCESSORS, values);
  }
}
