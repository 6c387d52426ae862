import { Injectable } from '@nestjs/common';
import { ALLIANCE_ZONE, InvalidInputError, NotFoundError, StaleVersionError, localDate } from '#kernel';
import { OrganizationDirectory } from '#organization';
import {
  UnitOfWork,
  claimRequest,
  statement,
  violatedConstraint,
  type ActorContext,
  type ChangeCommand,
  type Claim,
  type Transaction,
} from '#platform';
import { TeamEntity } from '../data/team.entity.js';
import { TeamMemberEntity } from '../data/team-member.entity.js';
import type { TeamMember } from '../domain/team.js';

interface TeamTerms {
  readonly name: string;
  /** The family doctor who answers for it. */
  readonly doctorStaffId: string;
  readonly members: readonly TeamMember[];
}

export interface RegisterTeamCommand extends TeamTerms {
  readonly idempotencyKey: string;
}

export interface ChangeTeamCommand extends ChangeCommand, TeamTerms {
  readonly active: boolean;
}

/** Contracts that run or are to run have the doctor and the name that the team has. */
const FOLLOW = statement(
  'patient.contracts-follow-team',
  `UPDATE family_doctor_contracts SET team_name = $2, doctor_staff_id = $3, version = version + 1
   WHERE team_id = $1 AND valid_to >= $4 AND (team_name <> $2 OR doctor_staff_id <> $3)`,
);

/** Teams of family doctors, each of one institution. */
@Injectable()
export class TeamService {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly directory: OrganizationDirectory,
  ) {}

  /** @throws InvalidInputError for people of another institution, and a name that is taken */
  register(actor: ActorContext, command: RegisterTeamCommand): Promise<Claim> {
    return named(() =>
      this.unitOfWork.run(actor, async (tx) => {
        const claim = await claimRequest(tx, 'registerFamilyDoctorTeam', command, tx.newId());
        if (!claim.fresh) return claim;
        await this.requireOwn(tx, command);
        const { name, doctorStaffId } = command;
        const { institutionId } = tx.actor;
        const id = claim.aggregateId;
        await tx.manager.insert(TeamEntity, { id, institutionId, name, doctorStaffId, active: true, version: 1 });
        await writeMembers(tx, id, command.members);
        announce(tx, 'family-doctor-team.registered', { id, version: 1, doctorStaffId, formerDoctorStaffId: null });
        return claim;
      }),
    );
  }

  /** Its contracts, and the tasks of its doctor, follow. @throws NotFoundError, StaleVersionError, InvalidInputError */
  change(actor: ActorContext, command: ChangeTeamCommand): Promise<Claim> {
    const { id, expectedVersion, name, doctorStaffId, active } = command;
    return named(() =>
      this.unitOfWork.run(actor, async (tx) => {
        const team = await tx.manager.findOne(TeamEntity, { where: { id }, lock: { mode: 'pessimistic_write' } });
        if (team?.institutionId !== actor.institutionId) throw new NotFoundError('FamilyDoctorTeam', id);
        const claim = await claimRequest(tx, 'changeFamilyDoctorTeam', command, id);
        if (!claim.fresh) return claim;
        await this.requireOwn(tx, command);
        if (team.version !== expectedVersion) throw new StaleVersionError(expectedVersion, team.version);
        const version = expectedVersion + 1;
        await tx.manager.update(TeamEntity, { id }, { name, doctorStaffId, active, version });
        await tx.manager.delete(TeamMemberEntity, { teamId: id });
        await writeMembers(tx, id, command.members);
        await tx.query(FOLLOW, [id, name, doctorStaffId, localDate(tx.now, ALLIANCE_ZONE)]);
        const formerDoctorStaffId = team.doctorStaffId;
        announce(tx, 'family-doctor-team.changed', { id, version, doctorStaffId, formerDoctorStaffId });
        return claim;
      }),
    );
  }

  private async requireOwn(tx: Transaction, { doctorStaffId, members }: TeamTerms): Promise<void> {
    const people = [
      { path: 'doctorStaffId', staffId: doctorStaffId },
      ...members.map(({ staffId }, index) => ({ path: `members.${index}.staffId`, staffId })),
    ];
    for (const { path, staffId } of people) {
      if (await this.directory.worksAt(tx, staffId, tx.actor.institutionId)) continue;
      throw new InvalidInputError([{ path, constraint: 'OWN_INSTITUTION' }]);
    }
  }
}

async function named<T>(act: () => Promise<T>): Promise<T> {
  try {
    return await act();
  } catch (error) {
    if (violatedConstraint(error) !== 'uq_family_doctor_teams_name') throw error;
    throw new InvalidInputError([{ path: 'name', constraint: 'TEAM_NAME_TAKEN' }]);
  }
}

/** Whoever is named twice is in it once. */
async function writeMembers(tx: Transaction, teamId: string, members: readonly TeamMember[]): Promise<void> {
  const once = new Map(members.map((member) => [member.staffId, { ...member, teamId }]));
  if (once.size > 0) await tx.manager.insert(TeamMemberEntity, [...once.values()]);
}

interface Announced {
  readonly id: string;
  readonly version: number;
  readonly doctorStaffId: string;
  readonly formerDoctorStaffId: string | null;
}

function announce(tx: Transaction, topic: string, { id, version, ...payload }: Announced): void {
  tx.publish({
    topic,
    aggregateType: 'family-doctor-team',
    aggregateId: id,
    aggregateVersion: version,
    payload: { ...payload, teamId: id },
  });
}
