import { Args, Mutation, Query, Resolver } from '@nestjs/graphql';
import { Permission } from '#identity';
import { Actor, Allow, type ActorContext } from '#platform';
import { TemplateSetUp } from '../commands/template-set-up.js';
import { TemplateQueries } from '../queries/template.queries.js';
import type { ReportTemplate, TemplatePeriod } from '../data/template.repository.js';
import { ImagingTemplatesArgs } from './report.inputs.js';
import { ImagingTemplate } from './report.types.js';
import {
  ChangeImagingTemplateInput,
  EndImagingTemplateInput,
  ImagingTemplatePeriod,
  ImagingTemplatePeriodsArgs,
} from './template.types.js';

/** Templates of reports: readers begin with them, and whoever administers the alliance keeps them. */
@Resolver()
export class TemplateResolver {
  constructor(
    private readonly queries: TemplateQueries,
    private readonly setUp: TemplateSetUp,
  ) {}

  @Allow(Permission.WriteImagingReports)
  @Query(() => [ImagingTemplate], { description: 'What a group begins its reports with. 报告模板' })
  imagingTemplates(@Args() { groupCode }: ImagingTemplatesArgs): Promise<ReportTemplate[]> {
    return this.queries.ofGroup(groupCode);
  }

  @Allow(Permission.ManageReferenceData)
  @Query(() => [ImagingTemplatePeriod], { description: 'A template with all its periods. 报告模板历史' })
  imagingTemplatePeriods(@Args() { code }: ImagingTemplatePeriodsArgs): Promise<TemplatePeriod[]> {
    return this.queries.periodsOf(code);
  }

  @Allow(Permission.ManageReferenceData)
  @Mutation(() => [ImagingTemplatePeriod], {
    description:
      'Add or change a template; reports that are begun go on with the version that they have. 新增或修改报告模板',
  })
  async changeImagingTemplate(
    @Args('input') { fields, ...input }: ChangeImagingTemplateInput,
    @Actor() actor: ActorContext,
  ): Promise<TemplatePeriod[]> {
    await this.setUp.change(actor, {
      ...input,
      fields: fields.map(({ unit = null, ...field }) => ({ ...field, unit })),
    });
    return this.queries.periodsOf(input.code);
  }

  @Allow(Permission.ManageReferenceData)
  @Mutation(() => [ImagingTemplatePeriod], { description: 'End a template. 停用报告模板' })
  async endImagingTemplate(
    @Args('input') input: EndImagingTemplateInput,
    @Actor() actor: ActorContext,
  ): Promise<TemplatePeriod[]> {
    await this.setUp.end(actor, input);
    return this.queries.periodsOf(input.code);
  }
}
