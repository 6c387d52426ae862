import { Args, ArgsType, Field, ObjectType, Query, Resolver } from '@nestjs/graphql';
import { Permission } from '#identity';
import { Actor, Allow, EnumField, IdField, type ActorContext } from '#platform';
import { ConsultationPaper } from '../domain/paper.js';
import { requirePrintable } from '../prints/papers.js';
import { ConsultationSheetQuery } from '../queries/consultation-sheet.query.js';

/** One paper of one consultation; an address names them as an operation does. */
@ArgsType()
export class ConsultationPrintArgs {
  @IdField('The consultation. 会诊编号')
  id: string;

  @EnumField(ConsultationPaper, 'Which paper. 单据')
  form: ConsultationPaper;
}

@ObjectType({ description: 'Where a paper can be fetched, signed in as here. 会诊打印文件' })
export class ConsultationPrint {
  @Field(() => String, { description: 'Path on this server; GET answers a PDF. 下载路径' })
  path: string;

  @Field(() => String, { description: 'Name for the file. 文件名' })
  fileName: string;
}

@Resolver()
export class ConsultationPrintResolver {
  constructor(private readonly sheets: ConsultationSheetQuery) {}

  @Allow(Permission.ReadConsultation)
  @Query(() => ConsultationPrint, {
    description: 'The paper of a consultation, where it can be printed by now. 会诊打印',
  })
  async consultationPrint(
    @Args() { id, form }: ConsultationPrintArgs,
    @Actor() actor: ActorContext,
  ): Promise<ConsultationPrint> {
    const sheet = await this.sheets.get(actor, id);
    requirePrintable(form, sheet);
    return { path: `/consultations/${id}/prints/${form}`, fileName: printFileName(form, sheet.consultationNo) };
  }
}

/** The number of the case is all that tells files apart: no name, no diagnosis. */
export const printFileName = (form: ConsultationPaper, consultationNo: string | null): string =>
  `${['consultation', form, consultationNo].filter(Boolean).join('-')}.pdf`;
