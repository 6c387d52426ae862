import { Injectable } from '@nestjs/common';
import { ALLIANCE_ZONE, InvalidInputError, NotFoundError, StaleVersionError, localDate, type LocalDate } from '#kernel';
import { OrganizationDirectory } from '#organization';
import {
  ReasonCheck,
  UnitOfWork,
  claimRequest,
  violatedConstraint,
  type ActorContext,
  type ChangeCommand,
  type Claim,
  type ReasonCommand,
  type Transaction,
} from '#platform';
import { ContractEntity } from '../data/contract.entity.js';
import { TeamEntity } from '../data/team.entity.js';
import { ContractOverlapsError } from '../domain/errors.js';
import { PatientAccess } from './patient-access.js';

/** Who looks after the patient: a team that is kept, or one that is named with its doctor. */
interface Party {
  readonly teamId?: string | null;
  readonly teamName?: string | null;
  readonly doctorStaffId?: string | null;
  readonly villageDoctorStaffId?: string | null;
}

export interface SignContractCommand extends Party {
  readonly idempotencyKey: string;
  readonly patientId: string;
  /** Days in China, the last one included. */
  readonly validFrom: LocalDate;
  readonly validTo: LocalDate;
}

export interface ChangeContractCommand extends ChangeCommand {
  readonly teamId: string;
  readonly villageDoctorStaffId?: string | null;
}

export interface EndContractCommand extends ReasonCommand {
  readonly lastDay: LocalDate;
}

const ONE_AT_A_TIME = 'ex_family_doctor_contracts_one_at_a_time';

/** Contracts of patients with the family-doctor teams of a township. */
@Injectable()
export class ContractService {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly access: PatientAccess,
    private readonly directory: OrganizationDirectory,
    private readonly reasons: ReasonCheck,
  ) {}

  /** @throws ContractOverlapsError where the patient has a contract for some of the days; InvalidInputError */
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

  /** Another team, or another village doctor; open tasks go along. @throws NotFoundError, StaleVersionError, InvalidInputError */
  change(actor: ActorContext, command: ChangeContractCommand): Promise<Claim> {
    return this.alter(actor, command, {
      operation: 'changeFamilyDoctorContract',
      topic: 'contract.changed',
      changes: (tx) => this.party(tx, command),
    });
  }

  /** Ends it before its day. @throws NotFoundError, StaleVersionError, InvalidInputError */
  end(actor: ActorContext, command: EndContractCommand): Promise<Claim> {
    const { lastDay, reasonCode, comment = null } = command;
    return this.alter(actor, command, {
      operation: 'endFamilyDoctorContract',
      topic: 'contract.ended',
      changes: async (tx, contract) => {
        const today = localDate(tx.now, ALLIANCE_ZONE);
        const earliest = contract.validFrom > today ? contract.validFrom : today;
        if (lastDay < earliest || lastDay >= contract.validTo) {
          throw new InvalidInputError([{ path: 'lastDay', constraint: 'WITHIN_CONTRACT' }]);
        }
        await this.reasons.requireGiven('patient.contract-end', tx, command);
        const ended = { endedAt: tx.now, endedByStaffId: tx.actor.staffId, endReasonCode: reasonCode };
        // Whoever ends it twice shortens it again: what was agreed first stays on record.
        return { validTo: lastDay, agreedTo: contract.agreedTo ?? contract.validTo, ...ended, endComment: comment };
      },
    });
  }

  private alter(actor: ActorContext, command: ChangeCommand, { operation, topic, changes }: Altering): Promise<Claim> {
    const { id, expectedVersion } = command;
    return this.unitOfWork.run(actor, async (tx) => {
      const contract = await tx.manager.findOne(ContractEntity, { where: { id }, lock: { mode: 'pessimistic_write' } });
      if (contract?.institutionId !== actor.institutionId) throw new NotFoundError('FamilyDoctorContract', id);
      const claim = await claimRequest(tx, operation, command, id);
      if (!claim.fresh) return claim;
      if (contract.validTo < localDate(tx.now, ALLIANCE_ZONE)) {
        throw new InvalidInputError([{ path: 'id', constraint: 'CONTRACT_OVER' }]);
      }
      const changed = { ...(await changes(tx, contract)), version: contract.version + 1 };
      if (contract.version !== expectedVersion) throw new StaleVersionError(expectedVersion, contract.version);
      await tx.manager.update(ContractEntity, { id }, changed);
      announce(tx, topic, Object.assign(new ContractEntity(), contract, changed), contract);
      return claim;
    });
  }

  private async insert(tx: Transaction, id: string, command: SignContractCommand): Promise<void> {
    const { patientId, validFrom, validTo } = command;
    await this.access.lockPatient(tx, patientId);
    const party = await this.party(tx, command);
    const contract = { id, patientId, institutionId: tx.actor.institutionId, ...party, validFrom, validTo, version: 1 };
    await tx.manager.insert(ContractEntity, contract);
    announce(tx, 'contract.signed', contract);
  }

  /** The team with its doctor, and a village doctor of the own institution. @throws NotFoundError, InvalidInputError */
  private async party(tx: Transaction, { villageDoctorStaffId = null, ...given }: Party) {
    const team = await this.teamOf(tx, given);
    for (const [path, staffId] of Object.entries({ doctorStaffId: team.doctorStaffId, villageDoctorStaffId })) {
      if (staffId === null || (await this.directory.worksAt(tx, staffId, tx.actor.institutionId))) continue;
      throw new InvalidInputError([{ path, constraint: 'OWN_INSTITUTION' }]);
    }
    return { ...team, villageDoctorStaffId };
  }

  private async teamOf(tx: Transaction, { teamId = null, teamName = null, doctorStaffId = null }: Party) {
    if (teamId === null) {
      const missing = [
        ...(teamName === null ? ['teamName'] : []),
        ...(doctorStaffId === null ? ['doctorStaffId'] : []),
      ];
      if (missing.length > 0) {
        throw new InvalidInputError(missing.map((path) => ({ path, constraint: 'TEAM_OR_DOCTOR' })));
      }
      return { teamId, teamName: teamName!, doctorStaffId: doctorStaffId! };
    }
    const team = await tx.manager.findOneBy(TeamEntity, { id: teamId, institutionId: tx.actor.institutionId });
    if (!team) throw new NotFoundError('FamilyDoctorTeam', teamId);
    if (!team.active) throw new InvalidInputError([{ path: 'teamId', constraint: 'TEAM_CLOSED' }]);
    return { teamId, teamName: team.name, doctorStaffId: team.doctorStaffId };
  }
}

/** One change of a contract that runs or is to run. */
interface Altering {
  readonly operation: string;
  readonly topic: string;
  readonly changes: (tx: Transaction, contract: ContractEntity) => Promise<Partial<ContractEntity>>;
}

type Announced = Pick<
  ContractEntity,
  'id' | 'version' | 'patientId' | 'institutionId' | 'doctorStaffId' | 'villageDoctorStaffId' | 'validFrom' | 'validTo'
>;

function announce(tx: Transaction, topic: string, contract: Announced, former?: Announced): void {
  const { id, version, patientId, ...terms } = contract;
  tx.publish({
    topic,
    aggregateType: 'contract',
    aggregateId: id,
    aggregateVersion: version,
    patientId,
    payload: {
      institutionId: terms.institutionId,
      doctorStaffId: terms.doctorStaffId,
      villageDoctorStaffId: terms.villageDoctorStaffId,
      validFrom: terms.validFrom,
      validTo: terms.validTo,
      ...(former && {
        formerDoctorStaffId: former.doctorStaffId,
        formerVillageDoctorStaffId: former.villageDoctorStaffId,
      }),
    },
  });
}
