import { Injectable } from '@nestjs/common';
import { maskName } from '#kernel';
import { Database, statement } from '#platform';

const CONFIRMATION = statement(
  'referral.arrival',
  `SELECT r.referral_no AS "referralNo", p.name AS "patientName", d.name AS "departmentName", a.room,
     a.visit_time AS "visitTime"
   FROM referrals r JOIN patients p ON p.id = r.patient_id JOIN departments d ON d.id = r.to_department_id
   JOIN referral_arrangements a ON a.referral_id = r.id AND a.replaced_at IS NULL
   WHERE r.id = $1`,
);

interface ConfirmationRow {
  readonly referralNo: string;
  readonly patientName: string;
  readonly departmentName: string;
  readonly room: string | null;
  readonly visitTime: Date;
}

/** What a desk may know of an arrival. */
export interface ArrivalView extends Omit<ConfirmationRow, 'patientName'> {
  readonly patientNameMasked: string;
  readonly arrivedAt: Date;
}

@Injectable()
export class ArrivalQueries {
  constructor(private readonly database: Database) {}

  /** Of a referral whose code the desk has just verified. */
  async confirmation(referralId: string, arrivedAt: Date): Promise<ArrivalView> {
    const row = await this.database.first<ConfirmationRow>(CONFIRMATION, [referralId]);
    const { patientName, ...rest } = row!;
    return { ...rest, patientNameMasked: maskName(patientName), arrivedAt };
  }
}
