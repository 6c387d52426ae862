import { Args, Context, Mutation, Parent, ResolveField, Resolver } from '@nestjs/graphql';
import { Permission } from '#identity';
import { Attachments } from '#patient';
import { Actor, Allow, FileLinks, Selected, type ActorContext, type GraphqlContext, type Selection } from '#platform';
import { AttachmentService } from '../commands/attachment.service.js';
import { REFERRAL_ATTACHMENTS } from '../data/attachment-table.js';
import { ReferralQueries } from '../queries/referral.queries.js';
import { AttachToReferralInput, ReferralAttachment, RemoveAttachmentInput } from './attachment.types.js';
import { Referral } from './referral.types.js';

@Resolver(() => Referral)
export class AttachmentResolver {
  constructor(
    private readonly attachments: AttachmentService,
    private readonly queries: ReferralQueries,
  ) {}

  @Allow(Permission.DraftReferral)
  @Mutation(() => Referral, {
    description:
      'Attaches a file that `POST /referral-attachments` has taken, while the referral may be edited. 添加附件',
  })
  async attachToReferral(
    @Args('input') input: AttachToReferralInput,
    @Actor() actor: ActorContext,
    @Selected() selection: Selection,
  ): Promise<Referral> {
    return this.queries.answer(actor, await this.attachments.attach(actor, input), selection);
  }

  @Allow(Permission.DraftReferral)
  @Mutation(() => Referral, { description: 'Removes an attachment while the referral may be edited. 移除附件' })
  async removeAttachment(
    @Args('input') input: RemoveAttachmentInput,
    @Actor() actor: ActorContext,
    @Selected() selection: Selection,
  ): Promise<Referral> {
    return this.queries.answer(actor, await this.attachments.remove(actor, input), selection);
  }

  @Allow(Permission.DraftDownReferral)
  @Mutation(() => Referral, {
    description:
      'Attaches a file that `POST /referral-attachments` has taken to a down-referral that may be edited. 添加下转附件',
  })
  async attachToDownReferral(
    @Args('input') input: AttachToReferralInput,
    @Actor() actor: ActorContext,
    @Selected() selection: Selection,
  ): Promise<Referral> {
    return this.queries.answer(actor, await this.attachments.attachDown(actor, input), selection);
  }

  @Allow(Permission.DraftDownReferral)
  @Mutation(() => Referral, {
    description: 'Removes an attachment of a down-referral that may be edited. 移除下转附件',
  })
  async removeDownReferralAttachment(
    @Args('input') input: RemoveAttachmentInput,
    @Actor() actor: ActorContext,
    @Selected() selection: Selection,
  ): Promise<Referral> {
    return this.queries.answer(actor, await this.attachments.removeDown(actor, input), selection);
  }
}

@Resolver(() => ReferralAttachment)
export class AttachmentFieldsResolver {
  constructor(
    private readonly attachments: Attachments,
    private readonly links: FileLinks,
  ) {}

  @ResolveField(() => String, { description: 'What the file is called. 文件名' })
  name(@Parent() { name }: ReferralAttachment): string {
    return this.attachments.nameOf(REFERRAL_ATTACHMENTS, name);
  }

  @ResolveField(() => String, {
    description: 'Where the caller gets the file, without any header, for five minutes. 下载链接',
  })
  downloadUrl(@Parent() { downloadUrl: id }: ReferralAttachment, @Context() { actor }: GraphqlContext): string {
    return this.links.addressOf(actor!, REFERRAL_ATTACHMENTS.kind, id);
  }
}
