import { Args, Mutation, Query, Resolver } from '@nestjs/graphql';
import { Permission } from '#identity';
import { Actor, Allow, type ActorContext } from '#platform';
import { TemplateService } from '../commands/template.service.js';
import { TemplateQueries } from '../queries/template.queries.js';
import { AddNoticeTemplateVersionInput, NoticeTemplateArgs, NoticeTemplateVersion } from './template.types.js';

/** The texts of notices, kept by the administrator of the system. */
@Resolver()
export class TemplateResolver {
  constructor(
    private readonly service: TemplateService,
    private readonly queries: TemplateQueries,
  ) {}

  @Allow(Permission.ManageNoticeTemplates)
  @Query(() => [NoticeTemplateVersion], { description: 'Versions of a template, the newest first. 消息模板版本' })
  noticeTemplateVersions(@Args() { code }: NoticeTemplateArgs): Promise<NoticeTemplateVersion[]> {
    return this.queries.versionsOf(code);
  }

  @Allow(Permission.ManageNoticeTemplates)
  @Mutation(() => [NoticeTemplateVersion], { description: 'Add a version; answers all of them. 新增消息模板版本' })
  async addNoticeTemplateVersion(
    @Args('input') input: AddNoticeTemplateVersionInput,
    @Actor() actor: ActorContext,
  ): Promise<NoticeTemplateVersion[]> {
    await this.service.addVersion(actor, input);
    return this.queries.versionsOf(input.code);
  }
}
