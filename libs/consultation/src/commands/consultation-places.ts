import { Injectable } from '@nestjs/common';
import { Role } from '#identity';
import { InvalidInputError, NotFoundError } from '#kernel';
import { OrganizationDirectory, StaffingDirectory } from '#organization';
import { KnownOrders } from '#order';
import { statement, type Transaction } from '#platform';

/** Roles of those who treat patients. */
const DOCTORS: readonly Role[] = [
  Role.VILLAGE_DOCTOR,
  Role.TOWNSHIP_DOCTOR,
  Role.TOWNSHIP_HEAD,
  Role.COUNTY_DOCTOR,
  Role.DEPT_HEAD,
  Role.EXPERT,
];
const IS_DOCTOR = statement(
  'consultation.is-doctor',
  `SELECT 1 FROM role_assignments r WHERE r.staff_id = $1 AND r.institution_id = $2 AND r.role = ANY($4::text[])
     AND r.valid_from <= $3 AND (r.valid_to IS NULL OR r.valid_to > $3)`,
);

/** Who and where an invitation names. */
interface Named {
  readonly accompanyingStaffId?: string | null;
  readonly wantedDepartmentId?: string | null;
  readonly linkedOrderIds?: readonly string[] | null;
}

/** Whom it is about, who asks, and whose centre is asked. */
export interface Concerned {
  readonly patientId: string;
  readonly invitingInstitutionId: string;
  readonly centreInstitutionId: string;
}

/** Whether the places, people and orders that an invitation names exist where they are said to. */
@Injectable()
export class ConsultationPlaces {
  constructor(
    private readonly directory: OrganizationDirectory,
    private readonly staffing: StaffingDirectory,
    private readonly orders: KnownOrders,
  ) {}

  /** @throws NotFoundError; InvalidInputError naming the field */
  async check(tx: Transaction, command: Named, concerned: Concerned): Promise<void> {
    const { centreInstitutionId, invitingInstitutionId } = concerned;
    if (!(await this.directory.knows(tx, [centreInstitutionId]))) {
      throw new NotFoundError('Institution', centreInstitutionId);
    }
    if (centreInstitutionId === invitingInstitutionId) {
      throw new InvalidInputError([{ path: 'centreInstitutionId', constraint: 'SAME_INSTITUTION' }]);
    }
    const { wantedDepartmentId, accompanyingStaffId, linkedOrderIds } = command;
    if (linkedOrderIds) await this.checkOrders(tx, linkedOrderIds, concerned);
    if (wantedDepartmentId) {
      const departments = await this.staffing.departmentsOf(tx, centreInstitutionId);
      if (!departments.some(({ id }) => id === wantedDepartmentId)) {
        throw new NotFoundError('Department', wantedDepartmentId);
      }
    }
    if (!accompanyingStaffId) return;
    const colleagues = await this.staffing.colleagues(tx, invitingInstitutionId, [accompanyingStaffId]);
    if (colleagues.length === 0) throw new NotFoundError('Staff', accompanyingStaffId);
    // As the rules for remote service ask: a doctor of the inviting side is with the patient.
    if (!(await tx.first(IS_DOCTOR, [accompanyingStaffId, invitingInstitutionId, tx.now, DOCTORS]))) {
      throw new InvalidInputError([{ path: 'accompanyingStaffId', constraint: 'NOT_A_DOCTOR' }]);
    }
  }

  /** They are of the same patient, and the doctor sees them. */
  private async checkOrders(tx: Transaction, ids: readonly string[], { patientId }: Concerned): Promise<void> {
    const known = new Map((await this.orders.of(tx, ids)).map((order) => [order.id, order]));
    const missing = ids.find((id) => !known.has(id));
    if (missing !== undefined) throw new NotFoundError('ExamOrder', missing);
    if (ids.some((id) => known.get(id)!.patientId !== patientId)) {
      throw new InvalidInputError([{ path: 'linkedOrderIds', constraint: 'ORDER_OF_ANOTHER_PATIENT' }]);
    }
  }

  /** Where somebody works; null without a department. */
  async departmentOf(tx: Transaction, staffId: string): Promise<string | null> {
    const [place] = await this.staffing.workplacesOf(tx, [staffId]);
    return place?.departmentId ?? null;
  }
}
