import { Args, Mutation, Query, Resolver } from '@nestjs/graphql';
import { Permission } from '#identity';
import { Actor, Allow, Selected, type ActorContext, type Connection, type Selection } from '#platform';
import { ContractService } from '../commands/contract.service.js';
import { TeamService } from '../commands/team.service.js';
import { PatientQueries } from '../queries/patient.queries.js';
import { TeamQueries } from '../queries/team.queries.js';
import { SignFamilyDoctorContractInput } from './patient.inputs.js';
import { FamilyDoctorContract } from './patient.types.js';
import {
  ChangeFamilyDoctorContractInput,
  ChangeFamilyDoctorTeamInput,
  ContractedPatient,
  ContractedPatientConnection,
  ContractedPatientsArgs,
  EndFamilyDoctorContractInput,
  FamilyDoctorTeam,
  RegisterFamilyDoctorTeamInput,
} from './team.types.js';

/** Teams of family doctors, and whom they look after. */
@Resolver(() => FamilyDoctorTeam)
export class TeamResolver {
  constructor(
    private readonly teams: TeamService,
    private readonly contracts: ContractService,
    private readonly teamQueries: TeamQueries,
    private readonly patients: PatientQueries,
  ) {}

  @Allow(Permission.RegisterPatient)
  @Query(() => [FamilyDoctorTeam], { description: 'Teams of the own institution. 家庭医生团队列表' })
  familyDoctorTeams(@Actor() actor: ActorContext, @Selected() selection: Selection): Promise<FamilyDoctorTeam[]> {
    return this.teamQueries.list(actor, selection);
  }

  @Allow(Permission.RegisterPatient)
  @Query(() => ContractedPatientConnection, {
    description: 'Whom a team of the own institution looks after, whose time is over first. 签约居民列表',
  })
  contractedPatients(
    @Args() args: ContractedPatientsArgs,
    @Actor() actor: ActorContext,
    @Selected() selection: Selection,
  ): Promise<Connection<ContractedPatient>> {
    return this.teamQueries.contracted(actor, args, args, selection);
  }

  @Allow(Permission.ManageFamilyDoctorTeams)
  @Mutation(() => FamilyDoctorTeam, { description: 'Makes a team. 新建家庭医生团队' })
  async registerFamilyDoctorTeam(
    @Args('input') input: RegisterFamilyDoctorTeamInput,
    @Actor() actor: ActorContext,
    @Selected() selection: Selection,
  ): Promise<FamilyDoctorTeam> {
    const { aggregateId } = await this.teams.register(actor, input);
    return this.teamQueries.team(aggregateId, selection);
  }

  @Allow(Permission.ManageFamilyDoctorTeams)
  @Mutation(() => FamilyDoctorTeam, {
    description: 'Changes a team; its contracts have the new doctor, who goes on with what is open. 变更家庭医生团队',
  })
  async changeFamilyDoctorTeam(
    @Args('input') input: ChangeFamilyDoctorTeamInput,
    @Actor() actor: ActorContext,
    @Selected() selection: Selection,
  ): Promise<FamilyDoctorTeam> {
    const { aggregateId } = await this.teams.change(actor, input);
    return this.teamQueries.team(aggregateId, selection);
  }

  @Allow(Permission.RegisterPatient)
  @Mutation(() => FamilyDoctorContract, { description: 'Signs a patient up with a family-doctor team. 家庭医生签约' })
  async signFamilyDoctorContract(
    @Args('input') input: SignFamilyDoctorContractInput,
    @Actor() actor: ActorContext,
    @Selected() selection: Selection,
  ): Promise<FamilyDoctorContract> {
    return this.patients.contract(actor, await this.contracts.sign(actor, input), selection);
  }

  @Allow(Permission.RegisterPatient)
  @Mutation(() => FamilyDoctorContract, {
    description:
      'Gives a patient under contract to another team or village doctor, with what is open. 变更家庭医生签约',
  })
  async changeFamilyDoctorContract(
    @Args('input') input: ChangeFamilyDoctorContractInput,
    @Actor() actor: ActorContext,
    @Selected() selection: Selection,
  ): Promise<FamilyDoctorContract> {
    return this.patients.contract(actor, await this.contracts.change(actor, input), selection);
  }

  @Allow(Permission.RegisterPatient)
  @Mutation(() => FamilyDoctorContract, { description: 'Ends a contract before its day. 终止家庭医生签约' })
  async endFamilyDoctorContract(
    @Args('input') input: EndFamilyDoctorContractInput,
    @Actor() actor: ActorContext,
    @Selected() selection: Selection,
  ): Promise<FamilyDoctorContract> {
    return this.patients.contract(actor, await this.contracts.end(actor, input), selection);
  }
}
