import { Injectable } from '@nestjs/common';
import { statement, type Transaction } from '#platform';
import type { Decision } from '../domain/decision.js';

/** What a doctor has decided about one item. */
export interface NewDecision {
  readonly orderItemId: string;
  readonly patientId: string;
  readonly doctorStaffId: string;
  readonly decision: Decision;
  /** The report that was recognised or declined. */
  readonly report: {
    readonly domain: string;
    readonly id: string;
    readonly institutionId: string;
    readonly daysOld: number;
  } | null;
  readonly savedCents: number;
  readonly declineCode: string | null;
  readonly comment: string | null;
}

const INSERT = statement(
  'recognition.decide',
  `INSERT INTO recognition_decisions (id, order_item_id, patient_id, institution_id, doctor_staff_id, decision,
     report_domain, report_id, source_institution_id, days_old, saved_cents, decline_code, comment, decided_at)
   VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)`,
);

/** Decisions are written once, and stay. */
@Injectable()
export class DecisionRepository {
  insert(tx: Transaction, made: NewDecision): string {
    const id = tx.newId();
    const { orderItemId, patientId, doctorStaffId, decision, report, savedCents, declineCode, comment } = made;
    const whose = [id, orderItemId, patientId, tx.actor.institutionId, doctorStaffId, decision];
    const about = [report?.domain, report?.id, report?.institutionId, report?.daysOld].map((value) => value ?? null);
    tx.write(INSERT, [...whose, ...about, savedCents, declineCode, comment, tx.now]);
    return id;
  }
}
