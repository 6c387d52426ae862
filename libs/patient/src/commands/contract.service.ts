import { Injectable } from '@nestjs/common';
import { InvalidInputError } from '#kernel';
import { OrganizationDirectory } from '#organization';
import {
  UnitOfWork,
  claimRequest,
  violatedConstraint,
  type ActorContext,
  type Claim,
  type Transaction,
} from '#platform';
import { ContractEntity } from '../data/contract.entity.js';
import { ContractOverlapsError } from '../domain/errors.js';
import { PatientAccess } from './patient-access.js';

export interface SignContractCommand {
  readonly idempotencyKey: string;
  readonly patientId: string;
  readonly teamName: string;
  readonly doctorStaffId: string;
  readonly villageDoctorStaffId?: string | null;
  /** Days in China, the last one included. */
  readonly validFrom: string;
  readonly validTo: string;
}

const ONE_AT_A_TIME = 'ex_family_doctor_contracts_one_at_a_time';

/** Contracts of patients with the family-doctor teams of a township. */
@Injectable()
export class ContractService {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly access: PatientAccess,
    private readonly directory: OrganizationDirectory,
  ) {}

  /** @throws ContractOverlapsError where the patient has a contract for some of the days */
  async sign(actor: ActorContext, command: SignContractCommand): Promise<Claim> {
    if (command.validTo < command.validFrom) {
      throw new InvalidInputError([{ path: 'validTo', constraint: 'BEFORE_BEGIN' }]);
    }
    try {
      return await this.unitOfWork.run(actor, async (tx) => {
        await this.access.requireVisible(tx, command.patientId);
        const claim = await claimRequest(tx, 'signFamilyDoctorContract', command, tx.newId());
        if (claim.fresh) await this.insert(tx, claim.aggregateId, command);
        return claim;
      });
    } catch (error) {
      if (violatedConstraint(error) === ONE_AT_A_TIME) throw new ContractOverlapsError();
      throw error;
    }
  }

  private async insert(tx: Transaction, id: string, command: SignContractCommand): Promise<void> {
    const { patientId, teamName, doctorStaffId, villageDoctorStaffId = null, validFrom, validTo } = command;
    await this.access.lockPatient(tx, patientId);
    const { institutionId } = tx.actor;
    if (!(await this.directory.worksAt(tx, doctorStaffId, institutionId))) {
      throw new InvalidInputError([{ path: 'doctorStaffId', constraint: 'OWN_INSTITUTION' }]);
    }
    if (villageDoctorStaffId && !(await this.directory.worksAt(tx, villageDoctorStaffId, institutionId))) {
      throw new InvalidInputError([{ path: 'villageDoctorStaffId', constraint: 'OWN_INSTITUTION' }]);
    }
    const terms = { teamName, doctorStaffId, villageDoctorStaffId, validFrom, validTo };
    await tx.manager.insert(ContractEntity, { id, patientId, institutionId, ...terms, version: 1 });
    tx.publish({
      topic: 'contract.signed',
      aggregateType: 'contract',
      aggregateId: id,
      aggregateVersion: 1,
      patientId,
      payload: { doctorStaffId, villageDoctorStaffId, validFrom, validTo },
    });
  }
}
