import { environment } from './environment.js';

/** What a submitted referral is beside its own id and number; taken from those that lie in the database. */
export interface ReferralTemplate {
  readonly patientId: string;
  readonly packageId: string;
  readonly fromInstitutionId: string;
  readonly authorStaffId: string;
  readonly toInstitutionId: string;
  readonly toDepartmentId: string;
}

/** The least that stores a submitted referral: one row, with the table's own keys, checks and indexes. */
export const INSERT_TEXT = `INSERT INTO referrals (id, referral_no, direction, source, priority, state, version, patient_id,
    package_id, from_institution_id, author_staff_id, to_institution_id, to_department_id, purpose_code,
    first_submitted_at, received_at, state_changed_at, created_at)
  VALUES ($1, $2, 'UP', 'OUTPATIENT', 'III', 'PENDING_ACCEPTANCE', 1, $3, $4, $5, $6, $7, $8, 'specialist_needed',
    $9, $9, $9, $9)`;

const templates = JSON.parse(environment('BENCH_REFERRALS')) as ReferralTemplate[];
let next = 0;

/** Values of one more row, of another patient each time, as submits are; and what its request is answered. */
export function rowOf(id: string): { values: unknown[]; answer: object } {
  const { patientId, packageId, fromInstitutionId, authorStaffId, toInstitutionId, toDepartmentId } = templates[next]!;
  next = (next + 1) % templates.length;
  const keys = [patientId, packageId, fromInstitutionId, authorStaffId, toInstitutionId, toDepartmentId];
  const answer = { id, version: 1, state: 'PENDING_ACCEPTANCE', referralNo: id };
  return { values: [id, id, ...keys, new Date()], answer };
}
