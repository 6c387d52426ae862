import { Injectable } from '@nestjs/common';
import { InvalidInputError, NotFoundError } from '#kernel';
import { OrganizationDirectory, StaffingDirectory } from '#organization';
import type { Transaction } from '#platform';

/** Who and where an invitation names. */
interface Named {
  readonly accompanyingStaffId?: string | null;
  readonly wantedDepartmentId?: string | null;
}

/** Who asks, and whose centre is asked. */
export interface Sides {
  readonly invitingInstitutionId: string;
  readonly centreInstitutionId: string;
}

/** Whether the places and people of an invitation exist where they are said to. */
@Injectable()
export class ConsultationPlaces {
  constructor(
    private readonly directory: OrganizationDirectory,
    private readonly staffing: StaffingDirectory,
  ) {}

  /** @throws NotFoundError; InvalidInputError naming the field */
  async check(tx: Transaction, command: Named, sides: Sides): Promise<void> {
    const { centreInstitutionId, invitingInstitutionId } = sides;
    if (!(await this.directory.knows(tx, [centreInstitutionId]))) {
      throw new NotFoundError('Institution', centreInstitutionId);
    }
    if (centreInstitutionId === invitingInstitutionId) {
      throw new InvalidInputError([{ path: 'centreInstitutionId', constraint: 'SAME_INSTITUTION' }]);
    }
    const { wantedDepartmentId, accompanyingStaffId } = command;
    if (wantedDepartmentId) {
      const departments = await this.staffing.departmentsOf(tx, centreInstitutionId);
      if (!departments.some(({ id }) => id === wantedDepartmentId)) {
        throw new NotFoundError('Department', wantedDepartmentId);
      }
    }
    if (!accompanyingStaffId) return;
    const colleagues = await this.staffing.colleagues(tx, invitingInstitutionId, [accompanyingStaffId]);
    if (colleagues.length === 0) throw new NotFoundError('Staff', accompanyingStaffId);
  }

  /** Where somebody works; null without a department. */
  async departmentOf(tx: Transaction, staffId: string): Promise<string | null> {
    const [place] = await this.staffing.workplacesOf(tx, [staffId]);
    return place?.departmentId ?? null;
  }
}
