import { Injectable } from '@nestjs/common';
import { maskName, type CodedConcept, type LocalDate } from '#kernel';
import { AuditTrail, Database, statement, type ActorContext } from '#platform';
import type { LedgerFilter } from '../domain/ledger.js';
import type { DownState } from '../domain/down-state.js';
import type { Direction, Priority, ReferralKind, ReferralState, UpState } from '../domain/referral-state.js';
import { PURPOSE_LABEL } from './referral-sheet.query.js';

/** Rows read at a time. */
const BATCH = 1_000;

/**
 * The next lines of a side, in the order of the first submit, each side from its index alone: whatever else narrows the
 * register is asked of them afterwards, so that every batch costs the same. One lower bound, the first batch's too: of
 * two PostgreSQL expects so little that it would read and sort all of the period.
 */
const findSql = (institution: string, known: string): string => `
  SELECT r.id, r.first_submitted_at::text AS cursor FROM referrals r
  WHERE r.${institution} = $1 AND r.${known} IS NOT NULL
    AND (r.first_submitted_at, r.id) > ($2::timestamptz, $3::uuid) AND r.first_submitted_at < $4
  ORDER BY r.first_submitted_at, r.id LIMIT ${BATCH}`;
const FIND = {
  SENT: statement('referral.ledger-sent', findSql('from_institution_id', 'first_submitted_at')),
  RECEIVED: statement('referral.ledger-received', findSql('to_institution_id', 'received_at')),
};

/** A line of the register (台账). */
export interface LedgerRow {
  readonly id: string;
  readonly referralNo: string;
  readonly submittedAt: Date;
  readonly direction: Direction;
  readonly kind: ReferralKind;
  readonly source: string;
  readonly priority: Priority;
  readonly patientName: string;
  readonly sex: string;
  readonly birthDate: LocalDate | null;
  readonly fromInstitution: string;
  readonly fromDepartment: string | null;
  readonly author: string;
  readonly toInstitution: string;
  readonly toDepartment: string;
  readonly receivingDoctor: string | null;
  readonly diagnoses: readonly CodedConcept[];
  readonly purpose: string | null;
  readonly state: ReferralState;
  readonly acceptedAt: Date | null;
  readonly arrangedAt: Date | null;
  readonly arrivedAt: Date | null;
  readonly outcomeDiagnoses: readonly CodedConcept[] | null;
}

/** Where a line stands. */
interface Place extends Record<string, unknown> {
  readonly id: string;
  /** The first submit to the microsecond, with which the next batch goes on. */
  readonly cursor: string;
}
const BEFORE_ALL = '00000000-0000-0000-0000-000000000000';

/**
 * The register that an institution keeps of the referrals it sends or receives. It is the institution's own record, so it
 * goes on to list what has ended; patients are in it by their masked names alone.
 */
@Injectable()
export class ReferralLedgerQuery {
  constructor(
    private readonly database: Database,
    private readonly auditTrail: AuditTrail,
  ) {}

  /** In the order of the first submit, batch by batch. The trail tells of it before the first line leaves. */
  async export(actor: ActorContext, filter: LedgerFilter): Promise<AsyncIterable<LedgerRow[]>> {
    const { side, from, to, direction = null, state = null } = filter;
    const detail = { side, from: from.toISOString(), to: to.toISOString(), direction, state };
    await this.auditTrail.recordInspection(actor, {
      action: 'referral.ledger-exported',
      objectType: 'referral',
      detail,
    });
    return this.batches(actor, filter);
  }

  private async *batches({ institutionId }: ActorContext, filter: LedgerFilter): AsyncGenerator<LedgerRow[]> {
    const { side, from, to, direction = null, state = null } = filter;
    let after: Place = { cursor: from.toISOString(), id: BEFORE_ALL };
    for (;;) {
      const found: Place[] = await this.database.query(FIND[side], [institutionId, after.cursor, after.id, to]);
      const ids = found.map(({ id }) => id);
      const rows = await this.database.query<LedgerRow & Record<string, unknown>>(LINES, [ids, direction, state]);
      if (rows.length > 0) yield rows.map((row) => ({ ...row, patientName: maskName(row.patientName) }));
      if (found.length < BATCH) return;
      after = found.at(-1)!;
    }
  }
}

/** Of a patient who is sent down, the township receives and looks after what the county accepts and treats. */
const firstEvent = (up: UpState, down: DownState): string =>
  `(SELECT min(e.occurred_at) FROM domain_events e
    WHERE e.aggregate_id = r.id AND e.to_state IN ('${up}', '${down}'))`;

const LINES = statement(
  'referral.ledger-lines',
  `SELECT r.id, r.referral_no AS "referralNo", r.first_submitted_at AS "submittedAt",
    r.direction, r.kind, r.source, r.priority,
    p.name AS "patientName", p.sex, p.birth_date::text AS "birthDate",
    fi.name AS "fromInstitution", fd.name AS "fromDepartment", au.name AS author,
    ti.name AS "toInstitution", td.name AS "toDepartment", rd.name AS "receivingDoctor", cp.diagnoses,
    ${PURPOSE_LABEL} AS purpose,
    r.state, ${firstEvent('ACCEPTED', 'IN_TRANSIT')} AS "acceptedAt", a.arranged_at AS "arrangedAt",
    ${firstEvent('ARRIVED', 'FOLLOW_UP')} AS "arrivedAt", o.diagnoses AS "outcomeDiagnoses"
  FROM referrals r
  JOIN patients p ON p.id = r.patient_id JOIN clinical_packages cp ON cp.id = r.package_id
  JOIN institutions fi ON fi.id = r.from_institution_id JOIN staff au ON au.id = r.author_staff_id
  LEFT JOIN departments fd ON fd.id = coalesce(r.from_department_id, au.department_id)
  JOIN institutions ti ON ti.id = r.to_institution_id JOIN departments td ON td.id = r.to_department_id
  LEFT JOIN referral_arrangements a ON a.referral_id = r.id AND a.replaced_at IS NULL
  LEFT JOIN staff rd ON rd.id = coalesce(a.doctor_staff_id, r.owner_staff_id)
  LEFT JOIN referral_outcomes o ON o.referral_id = r.id
  WHERE r.id = ANY($1::uuid[]) AND ($2::text IS NULL OR r.direction = $2) AND ($3::text IS NULL OR r.state = $3)
  ORDER BY r.first_submitted_at, r.id`,
);
