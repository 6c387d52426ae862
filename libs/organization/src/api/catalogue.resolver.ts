import { Args, Mutation, Query, Resolver } from '@nestjs/graphql';
import { Permission } from '#identity';
import { Actor, Allow, Selected, type ActorContext, type Connection, type Selection } from '#platform';
import { CapabilityService } from '../commands/capability.service.js';
import { QualificationService } from '../commands/qualification.service.js';
import { StandardItemService } from '../commands/standard-item.service.js';
import { CatalogueQueries } from '../queries/catalogue.queries.js';
import { OrganizationQueries } from '../queries/organization.queries.js';
import {
  ChangeQualityQualificationInput,
  InstitutionArgs,
  RegisterQualityQualificationInput,
  RemoveInstitutionCapabilityInput,
  SetInstitutionCapabilityInput,
  SetStandardItemInput,
  StandardItemArgs,
} from './catalogue.inputs.js';
import {
  InstitutionCapability,
  QualityQualification,
  StandardItem,
  StandardItemConnection,
} from './catalogue.types.js';

/** What can be examined and at which price, whose results are recognised, and what townships have for who comes back. */
@Resolver()
export class CatalogueResolver {
  constructor(
    private readonly items: StandardItemService,
    private readonly qualifications: QualificationService,
    private readonly capabilities: CapabilityService,
    private readonly directory: OrganizationQueries,
    private readonly catalogue: CatalogueQueries,
  ) {}

  @Allow(Permission.ReadDirectory)
  @Query(() => StandardItemConnection, {
    description: 'Standard items as they count now, by their codes. 标准项目列表',
  })
  standardItems(@Args() args: StandardItemArgs, @Selected() selection: Selection): Promise<Connection<StandardItem>> {
    return this.directory.standardItems(args.category ?? null, args, selection);
  }

  @Allow(Permission.ReadDirectory)
  @Query(() => [QualityQualification], {
    description: 'Certificates of an institution, by their numbers. 质量资质列表',
  })
  qualityQualifications(
    @Args() { institutionId }: InstitutionArgs,
    @Selected() selection: Selection,
  ): Promise<QualityQualification[]> {
    return this.catalogue.qualifications(institutionId, selection);
  }

  @Allow(Permission.ReadDirectory)
  @Query(() => [InstitutionCapability], { description: 'What an institution has for who comes back. 承接能力列表' })
  institutionCapabilities(@Args() { institutionId }: InstitutionArgs): Promise<readonly InstitutionCapability[]> {
    return this.catalogue.capabilities(institutionId);
  }

  @Allow(Permission.ManageOrganization)
  @Mutation(() => [InstitutionCapability], { description: 'Says that an institution has something. 登记承接能力' })
  async setInstitutionCapability(
    @Args('input') input: SetInstitutionCapabilityInput,
    @Actor() actor: ActorContext,
  ): Promise<readonly InstitutionCapability[]> {
    await this.capabilities.set(actor, input);
    return this.catalogue.capabilities(input.institutionId);
  }

  @Allow(Permission.ManageOrganization)
  @Mutation(() => [InstitutionCapability], {
    description: 'Says that an institution has something no more. 移除承接能力',
  })
  async removeInstitutionCapability(
    @Args('input') input: RemoveInstitutionCapabilityInput,
    @Actor() actor: ActorContext,
  ): Promise<readonly InstitutionCapability[]> {
    await this.capabilities.remove(actor, input);
    return this.catalogue.capabilities(input.institutionId);
  }

  @Allow(Permission.ManageOrganization)
  @Mutation(() => StandardItem, { description: 'Enters an item, or what counts of it from now on. 设置标准项目' })
  async setStandardItem(
    @Args('input') input: SetStandardItemInput,
    @Actor() actor: ActorContext,
    @Selected() selection: Selection,
  ): Promise<StandardItem> {
    return this.catalogue.standardItem(await this.items.set(actor, input), selection);
  }

  @Allow(Permission.ManageOrganization)
  @Mutation(() => QualityQualification, { description: 'Enters a certificate of an institution. 登记质量资质' })
  async registerQualityQualification(
    @Args('input') input: RegisterQualityQualificationInput,
    @Actor() actor: ActorContext,
    @Selected() selection: Selection,
  ): Promise<QualityQualification> {
    return this.catalogue.qualification(await this.qualifications.register(actor, input), selection);
  }

  @Allow(Permission.ManageOrganization)
  @Mutation(() => QualityQualification, { description: 'Replaces what a certificate says. 变更质量资质' })
  async changeQualityQualification(
    @Args('input') input: ChangeQualityQualificationInput,
    @Actor() actor: ActorContext,
    @Selected() selection: Selection,
  ): Promise<QualityQualification> {
    return this.catalogue.qualification(await this.qualifications.change(actor, input), selection);
  }
}
