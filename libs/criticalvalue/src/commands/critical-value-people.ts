import { Injectable } from '@nestjs/common';
import {
  ALLIANCE_ZONE,
  InvalidInputError,
  NotFoundError,
  daysBetween,
  localDate,
  type LocalDate,
  type Sex,
} from '#kernel';
import { StaffingDirectory } from '#organization';
import { PatientAccess } from '#patient';
import { statement, type Transaction } from '#platform';
import type { CriticalValueDomain } from '../domain/critical-value.js';

const PATIENT = statement(
  'critical-value.patient',
  'SELECT sex, birth_date::text AS "birthDate" FROM patients WHERE id = $1',
);

// One that is known here is about somebody, whom somebody has ordered it for at some centre.
const OF_OTHERS = statement(
  'critical-value.subject-of-others',
  `SELECT 1 FROM (SELECT patient_id, ordering_staff_id, reading_institution_id AS centre_id FROM exams WHERE id = $1
     UNION ALL SELECT s.patient_id, o.doctor_staff_id, s.to_institution_id FROM specimens s JOIN exam_orders o ON o.id = s.order_id
       WHERE s.id = $1
     UNION ALL SELECT patient_id, ordering_staff_id, centre_institution_id FROM critical_values
       WHERE domain = $4 AND subject_id = $1 AND ended_at IS NULL) known
   WHERE patient_id <> $2 OR ordering_staff_id IS DISTINCT FROM $3 OR centre_id <> $5 LIMIT 1`,
);

/** What somebody says who raises a critical value by hand. */
interface RaisedByHand {
  readonly domain: CriticalValueDomain;
  readonly subjectId?: string | null;
  readonly patientId: string;
  readonly orderingStaffId: string;
}

interface OrderingPlace {
  readonly orderingStaffId: string;
  readonly orderingInstitutionId: string;
  readonly orderingDepartmentId: string | null;
}

/** Whom a critical value is about, and who asked for what found it. */
@Injectable()
export class CriticalValuePeople {
  constructor(
    private readonly access: PatientAccess,
    private readonly staffing: StaffingDirectory,
  ) {}

  /** What thresholds depend on. */
  async patient(tx: Transaction, patientId: string): Promise<{ sex: Sex; ageDays: number | null }> {
    const row = await tx.first<{ sex: Sex; birthDate: LocalDate | null }>(PATIENT, [patientId]);
    if (!row) throw new NotFoundError('Patient', patientId);
    const ageDays = row.birthDate === null ? null : daysBetween(row.birthDate, localDate(tx.now, ALLIANCE_ZONE));
    return { sex: row.sex, ageDays };
  }

  /**
   * Where the doctor works who ordered.
   * @throws NotFoundError for a patient whom the actor's institution has nothing to do with, or a doctor that is none;
   *   InvalidInputError where the doctor's institution has nothing to do with the patient, or the study or specimen is
   *   another patient's or doctor's
   */
  async orderingPlace(
    tx: Transaction,
    { domain, subjectId, patientId, orderingStaffId }: RaisedByHand,
  ): Promise<OrderingPlace> {
    if (!(await this.access.isKnownTo(tx, patientId, tx.actor.institutionId))) {
      throw new NotFoundError('Patient', patientId);
    }
    const place = await this.workplace(tx, orderingStaffId);
    if (!(await this.access.isKnownTo(tx, patientId, place.orderingInstitutionId))) {
      throw new InvalidInputError([{ path: 'orderingStaffId', constraint: 'PATIENT_UNKNOWN_THERE' }]);
    }
    // Else the critical value that is really there would be taken for raised already, and nobody would hear of it.
    if (
      subjectId &&
      (await tx.first(OF_OTHERS, [subjectId, patientId, orderingStaffId, domain, tx.actor.institutionId]))
    ) {
      throw new InvalidInputError([{ path: 'subjectId', constraint: 'SUBJECT_OF_OTHERS' }]);
    }
    return place;
  }

  /** Whom a drill is for: somebody of one's own institution; the lead hospital drills everybody. @throws NotFoundError */
  async drilled(tx: Transaction, staffId: string): Promise<OrderingPlace> {
    const place = await this.workplace(tx, staffId);
    const { institutionId } = tx.actor;
    if (place.orderingInstitutionId === institutionId) return place;
    if ((await this.staffing.leadHospital(tx)) === institutionId) return place;
    throw new NotFoundError('Staff', staffId);
  }

  /** @throws NotFoundError */
  private async workplace(tx: Transaction, orderingStaffId: string): Promise<OrderingPlace> {
    const [place] = await this.staffing.workplacesOf(tx, [orderingStaffId]);
    if (!place) throw new NotFoundError('Staff', orderingStaffId);
    return {
      orderingStaffId,
      orderingInstitutionId: place.institutionId,
      orderingDepartmentId: place.departmentId,
    };
  }
}
