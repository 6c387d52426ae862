import { Injectable } from '@nestjs/common';
import { NotFoundError } from '#kernel';
import { OrganizationDirectory, StaffingDirectory } from '#organization';
import type { Transaction } from '#platform';
import type { PlannedDepartment } from './planning-scope.js';

/** Departments as far as the actor sets up their institutions, which the lead hospital does for all of them. */
@Injectable()
export class SetupScope {
  constructor(
    private readonly organization: OrganizationDirectory,
    private readonly staffing: StaffingDirectory,
  ) {}

  /** Keeps everybody else from planning for the department. @throws NotFoundError where the actor does not set it up */
  async lock(tx: Transaction, { institutionId, departmentId }: PlannedDepartment): Promise<void> {
    const mine = await this.organization.setsUp(tx, institutionId);
    const [found] = mine ? await this.staffing.lockDepartments(tx, institutionId, [departmentId]) : [];
    if (!found) throw new NotFoundError('Department', departmentId);
  }
}
