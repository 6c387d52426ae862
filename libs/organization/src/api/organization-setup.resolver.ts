import { Args, Int, Mutation, Resolver } from '@nestjs/graphql';
import { Permission } from '#identity';
import { Actor, Allow, Selected, type ActorContext, type Selection } from '#platform';
import { OrganizationService } from '../commands/organization.service.js';
import { OrganizationQueries } from '../queries/organization.queries.js';
import {
  ChangeDepartmentInput,
  RegisterDepartmentInput,
  RegisterInstitutionInput,
  RegisterStaffInput,
  SetTravelTimeInput,
} from './organization.inputs.js';
import { Department, Institution, Staff } from './organization.types.js';

/** Setting up the alliance, one entry at a time. */
@Resolver()
export class OrganizationSetupResolver {
  constructor(
    private readonly organization: OrganizationService,
    private readonly queries: OrganizationQueries,
  ) {}

  @Allow(Permission.ManageOrganization)
  @Mutation(() => Institution, { description: 'Adds a member to the alliance. 新增机构' })
  async registerInstitution(
    @Args('input') input: RegisterInstitutionInput,
    @Actor() actor: ActorContext,
    @Selected() selection: Selection,
  ): Promise<Institution> {
    return this.queries.institution(await this.organization.registerInstitution(actor, input), selection);
  }

  @Allow(Permission.ManageOrganization)
  @Mutation(() => Department, { description: 'Adds a department. 新增科室' })
  async registerDepartment(
    @Args('input') input: RegisterDepartmentInput,
    @Actor() actor: ActorContext,
    @Selected() selection: Selection,
  ): Promise<Department> {
    return this.queries.department(await this.organization.registerDepartment(actor, input), selection);
  }

  @Allow(Permission.ManageOrganization)
  @Mutation(() => Department, { description: 'Opens or closes a department. 变更科室状态' })
  async changeDepartment(
    @Args('input') input: ChangeDepartmentInput,
    @Actor() actor: ActorContext,
    @Selected() selection: Selection,
  ): Promise<Department> {
    return this.queries.department(await this.organization.changeDepartment(actor, input), selection);
  }

  @Allow(Permission.ManageOrganization)
  @Mutation(() => Staff, { description: 'Adds a staff member. 新增人员' })
  async registerStaff(
    @Args('input') input: RegisterStaffInput,
    @Actor() actor: ActorContext,
    @Selected() selection: Selection,
  ): Promise<Staff> {
    return this.queries.staffMember(await this.organization.registerStaff(actor, input), selection);
  }

  @Allow(Permission.ManageOrganization)
  @Mutation(() => Int, { description: 'Sets minutes by road between two institutions. 设置路程' })
  async setTravelTime(@Args('input') input: SetTravelTimeInput, @Actor() actor: ActorContext): Promise<number> {
    await this.organization.setTravelTime(actor, input);
    return input.minutes;
  }
}
