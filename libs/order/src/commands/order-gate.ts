import { Injectable } from '@nestjs/common';
import { NotFoundError } from '#kernel';
import { OrganizationDirectory } from '#organization';
import { PatientAccess } from '#patient';
import type { Transaction } from '#platform';
import type { NewOrder } from '../data/order.repository.js';

/** Whom and where a doctor may order for. */
@Injectable()
export class OrderGate {
  constructor(
    private readonly patients: PatientAccess,
    private readonly directory: OrganizationDirectory,
  ) {}

  /** @throws NotFoundError for a patient or institution that does not exist for the doctor */
  async pass(
    tx: Transaction,
    { patientId, toInstitutionId }: Pick<NewOrder, 'patientId' | 'toInstitutionId'>,
  ): Promise<void> {
    await this.patients.requireVisible(tx, patientId);
    if (!(await this.directory.knows(tx, [toInstitutionId]))) throw new NotFoundError('Institution', toInstitutionId);
  }
}
