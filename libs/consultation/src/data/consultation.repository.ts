import { Injectable } from '@nestjs/common';
import { changeRow, statement, type Parameters, type Transaction } from '#platform';
import type { ConsultationEncounter, ConsultationType, Side } from '../domain/consultation.js';

/** What a draft says, and an edit changes. */
const CONTENT = {
  encounter: 'encounter',
  accompanyingStaffId: 'accompanying_staff_id',
  wantedDepartmentId: 'wanted_department_id',
  specialtyCode: 'specialty_code',
  wantedTitle: 'wanted_title',
  reason: 'reason',
  purposeCode: 'purpose_code',
  recordSummary: 'record_summary',
  diagnoses: 'diagnoses',
  wantedFrom: 'wanted_from',
  wantedUntil: 'wanted_until',
  durationMinutes: 'duration_minutes',
  feeCents: 'fee_cents',
  linkedOrderIds: 'linked_order_ids',
} as const;

/** What transitions change. */
const CHANGEABLE = {
  ...CONTENT,
  state: 'state',
  requiredExperts: 'required_experts',
  startsAt: 'starts_at',
  endsAt: 'ends_at',
  sessionNo: 'session_no',
  roomToken: 'room_token',
  missingCodes: 'missing_codes',
  missingComment: 'missing_comment',
  submittedAt: 'submitted_at',
  sessionStartedAt: 'session_started_at',
  sessionEndedAt: 'session_ended_at',
  deliveredAt: 'delivered_at',
  adoption: 'adoption',
  adoptionReasonCode: 'adoption_reason_code',
  adoptionComment: 'adoption_comment',
  adoptedByStaffId: 'adopted_by_staff_id',
  adoptedAt: 'adopted_at',
  qualityVerdict: 'quality_verdict',
  qualityComment: 'quality_comment',
  qualityByStaffId: 'quality_by_staff_id',
  qualityAt: 'quality_at',
  rating: 'rating',
  ratingComment: 'rating_comment',
  ratedAt: 'rated_at',
  referralId: 'referral_id',
  orderId: 'order_id',
  dueAt: 'due_at',
  endedAt: 'ended_at',
  endReasonCode: 'end_reason_code',
  retainedUntil: 'retained_until',
  reopenedAt: 'reopened_at',
} as const;
export type ConsultationChanges = { readonly [Name in keyof typeof CHANGEABLE]?: unknown } & {
  /** The first submission gives the number. */
  readonly numbered?: boolean;
};

/** What the inviting doctor says about the case. */
export interface ConsultationContent {
  readonly encounter: ConsultationEncounter;
  readonly accompanyingStaffId: string | null;
  readonly wantedDepartmentId: string | null;
  readonly specialtyCode: string | null;
  readonly wantedTitle: string | null;
  readonly reason: string | null;
  readonly purposeCode: string | null;
  readonly recordSummary: string | null;
  /** JSON of the coded diagnoses. */
  readonly diagnoses: string;
  readonly wantedFrom: Date | null;
  readonly wantedUntil: Date | null;
  readonly durationMinutes: number;
  readonly feeCents: number | null;
  readonly linkedOrderIds: readonly string[];
}

export interface NewConsultation extends ConsultationContent {
  readonly id: string;
  readonly type: ConsultationType;
  readonly patientId: string;
  readonly invitingInstitutionId: string;
  readonly invitingDepartmentId: string | null;
  readonly authorStaffId: string;
  readonly centreInstitutionId: string;
}

const CREATE = statement(
  'consultation.create',
  `INSERT INTO consultations (id, type, patient_id, inviting_institution_id, inviting_department_id, author_staff_id,
     centre_institution_id, encounter, accompanying_staff_id, wanted_department_id, specialty_code, wanted_title, reason,
     purpose_code, record_summary, diagnoses, wanted_from, wanted_until, duration_minutes, fee_cents, linked_order_ids,
     created_at, state, version, session_no, missing_codes)
   VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16::jsonb, $17, $18, $19, $20, $21::uuid[], $22,
     'DRAFT', 1, 1, '{}')`,
);
const numbered = (
  at: string,
): string => `consultation_no = 'HZ' || to_char(${at}::timestamptz AT TIME ZONE 'Asia/Shanghai',
  'YYYYMMDD') || lpad(nextval('consultation_no_sequence')::text, 6, '0')`;
const ATTEND = statement(
  'consultation.attend',
  `INSERT INTO consultation_attendances (consultation_id, session_no, staff_id, side, joined_at) VALUES ($1, $2, $3, $4, $5)
   ON CONFLICT ON CONSTRAINT pk_consultation_attendances DO NOTHING`,
);

/** Writes cases. Whoever calls has locked the row. */
@Injectable()
export class ConsultationRepository {
  create(tx: Transaction, given: NewConsultation): void {
    const content = [
      given.encounter,
      given.accompanyingStaffId,
      given.wantedDepartmentId,
      given.specialtyCode,
      given.wantedTitle,
      given.reason,
      given.purposeCode,
      given.recordSummary,
      given.diagnoses,
      given.wantedFrom,
      given.wantedUntil,
      given.durationMinutes,
      given.feeCents,
      given.linkedOrderIds,
    ];
    const { id, type, patientId, invitingInstitutionId, invitingDepartmentId } = given;
    const head = [id, type, patientId, invitingInstitutionId, invitingDepartmentId, given.authorStaffId];
    tx.write(CREATE, [...head, given.centreInstitutionId, ...content, tx.now]);
  }

  /** @returns the version of the row from then on */
  change(
    tx: Transaction,
    row: { readonly id: string; readonly version: number },
    { numbered: isFirst = false, ...changes }: ConsultationChanges,
  ): number {
    const also = (parameters: Parameters): string[] => (isFirst ? [numbered(parameters.add(tx.now))] : []);
    return changeRow(tx, row, { table: 'consultations', columns: CHANGEABLE, changes, also });
  }

  attend(tx: Transaction, { id, sessionNo }: { id: string; sessionNo: number }, staffId: string, side: Side): void {
    tx.write(ATTEND, [id, sessionNo, staffId, side, tx.now]);
  }
}
