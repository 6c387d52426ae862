import { Args, Int, Mutation, Resolver } from '@nestjs/graphql';
import { Permission } from '#identity';
import { Actor, Allow, Selected, type ActorContext, type Selection } from '#platform';
import { DepartmentService } from '../commands/department.service.js';
import { InstitutionService } from '../commands/institution.service.js';
import { ServiceOfferService } from '../commands/service-offer.service.js';
import { StaffService } from '../commands/staff.service.js';
import { OrganizationQueries } from '../queries/organization.queries.js';
import {
  ChangeDepartmentInput,
  ChangeInstitutionInput,
  ChangeStaffInput,
  RegisterDepartmentInput,
  RegisterInstitutionInput,
  RegisterServiceOfferInput,
  RegisterStaffInput,
  SetTravelTimeInput,
  WithdrawServiceOfferInput,
} from './organization.inputs.js';
import { Department, Institution, ServiceOffer, Staff } from './organization.types.js';

/** Setting up the alliance, one entry at a time. */
@Resolver()
export class OrganizationSetupResolver {
  constructor(
    private readonly institutions: InstitutionService,
    private readonly departments: DepartmentService,
    private readonly staff: StaffService,
    private readonly offers: ServiceOfferService,
    private readonly queries: OrganizationQueries,
  ) {}

  @Allow(Permission.ManageOrganization)
  @Mutation(() => Institution, { description: 'Adds a member to the alliance. 新增机构' })
  async registerInstitution(
    @Args('input') input: RegisterInstitutionInput,
    @Actor() actor: ActorContext,
    @Selected() selection: Selection,
  ): Promise<Institution> {
    return this.queries.institution(await this.institutions.register(actor, input), selection);
  }

  @Allow(Permission.ManageOrganization)
  @Mutation(() => Institution, { description: 'Changes how an institution is called and reached. 变更机构信息' })
  async changeInstitution(
    @Args('input') input: ChangeInstitutionInput,
    @Actor() actor: ActorContext,
    @Selected() selection: Selection,
  ): Promise<Institution> {
    return this.queries.institution(await this.institutions.change(actor, input), selection);
  }

  @Allow(Permission.ManageOrganization)
  @Mutation(() => Department, { description: 'Adds a department. 新增科室' })
  async registerDepartment(
    @Args('input') input: RegisterDepartmentInput,
    @Actor() actor: ActorContext,
    @Selected() selection: Selection,
  ): Promise<Department> {
    return this.queries.department(await this.departments.register(actor, input), selection);
  }

  @Allow(Permission.ManageOrganization)
  @Mutation(() => Department, { description: 'Opens or closes a department. 变更科室状态' })
  async changeDepartment(
    @Args('input') input: ChangeDepartmentInput,
    @Actor() actor: ActorContext,
    @Selected() selection: Selection,
  ): Promise<Department> {
    return this.queries.department(await this.departments.change(actor, input), selection);
  }

  @Allow(Permission.ManageOrganization)
  @Mutation(() => Staff, { description: 'Adds a staff member. 新增人员' })
  async registerStaff(
    @Args('input') input: RegisterStaffInput,
    @Actor() actor: ActorContext,
    @Selected() selection: Selection,
  ): Promise<Staff> {
    return this.queries.staffMember(await this.staff.register(actor, input), selection);
  }

  @Allow(Permission.ManageOrganization)
  @Mutation(() => Staff, { description: 'Changes what somebody does, or ends their work there. 变更人员信息' })
  async changeStaff(
    @Args('input') input: ChangeStaffInput,
    @Actor() actor: ActorContext,
    @Selected() selection: Selection,
  ): Promise<Staff> {
    return this.queries.staffMember(await this.staff.change(actor, input), selection);
  }

  @Allow(Permission.ManageOrganization)
  @Mutation(() => ServiceOffer, { description: 'Says what a department takes referrals for. 新增转诊服务' })
  async registerServiceOffer(
    @Args('input') input: RegisterServiceOfferInput,
    @Actor() actor: ActorContext,
    @Selected() selection: Selection,
  ): Promise<ServiceOffer> {
    return this.queries.serviceOffer(await this.offers.register(actor, input), selection);
  }

  @Allow(Permission.ManageOrganization)
  @Mutation(() => ServiceOffer, { description: 'Takes an offer out of the directory. 撤销转诊服务' })
  async withdrawServiceOffer(
    @Args('input') input: WithdrawServiceOfferInput,
    @Actor() actor: ActorContext,
    @Selected() selection: Selection,
  ): Promise<ServiceOffer> {
    return this.queries.serviceOffer(await this.offers.withdraw(actor, input), selection);
  }

  @Allow(Permission.ManageOrganization)
  @Mutation(() => Int, { description: 'Sets minutes by road between two institutions. 设置路程' })
  async setTravelTime(@Args('input') input: SetTravelTimeInput, @Actor() actor: ActorContext): Promise<number> {
    await this.institutions.setTravelTime(actor, input);
    return input.minutes;
  }
}
