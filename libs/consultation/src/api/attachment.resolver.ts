import { Args, Context, Mutation, Parent, ResolveField, Resolver } from '@nestjs/graphql';
import { Permission } from '#identity';
import { Attachments } from '#patient';
import { Actor, Allow, FileLinks, Selected, type ActorContext, type GraphqlContext, type Selection } from '#platform';
import { ConsultationAttachmentService } from '../commands/attachment.service.js';
import { CONSULTATION_ATTACHMENTS } from '../data/attachment-table.js';
import { ConsultationQueries } from '../queries/consultation.queries.js';
import {
  AttachToConsultationInput,
  ConsultationAttachment,
  RemoveConsultationAttachmentInput,
} from './attachment.types.js';
import { Consultation } from './consultation.types.js';

/** Which files belong to a case. */
@Resolver(() => Consultation)
export class ConsultationAttachmentResolver {
  constructor(
    private readonly attachments: ConsultationAttachmentService,
    private readonly queries: ConsultationQueries,
  ) {}

  @Allow(Permission.InviteConsultation)
  @Mutation(() => Consultation, {
    description:
      'Attaches a file that `POST /consultation-attachments` has taken, until the opinion is delivered. 添加会诊附件',
  })
  async attachToConsultation(
    @Args('input') input: AttachToConsultationInput,
    @Actor() actor: ActorContext,
    @Selected() selection: Selection,
  ): Promise<Consultation> {
    return this.queries.answer(actor, await this.attachments.attach(actor, input), selection);
  }

  @Allow(Permission.InviteConsultation)
  @Mutation(() => Consultation, {
    description: 'Removes an attachment while the invitation may be edited. 移除会诊附件',
  })
  async removeConsultationAttachment(
    @Args('input') input: RemoveConsultationAttachmentInput,
    @Actor() actor: ActorContext,
    @Selected() selection: Selection,
  ): Promise<Consultation> {
    return this.queries.answer(actor, await this.attachments.remove(actor, input), selection);
  }
}

@Resolver(() => ConsultationAttachment)
export class ConsultationAttachmentFieldsResolver {
  constructor(
    private readonly attachments: Attachments,
    private readonly links: FileLinks,
  ) {}

  @ResolveField(() => String, { description: 'What the file is called. 文件名' })
  name(@Parent() { name }: ConsultationAttachment): string {
    return this.attachments.nameOf(CONSULTATION_ATTACHMENTS, name);
  }

  @ResolveField(() => String, {
    description: 'Where the caller gets the file, without any header, for five minutes. 下载链接',
  })
  downloadUrl(@Parent() { downloadUrl: id }: ConsultationAttachment, @Context() { actor }: GraphqlContext): string {
    return this.links.addressOf(actor!, CONSULTATION_ATTACHMENTS.kind, id);
  }
}
