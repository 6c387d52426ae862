import { Args, ArgsType, Field, ObjectType, Query, Resolver } from '@nestjs/graphql';
import { Permission } from '#identity';
import { Actor, Allow, EnumField, IdField, type ActorContext } from '#platform';
import { ReferralForm } from '../domain/referral-form.js';
import { requirePrintable } from '../prints/forms.js';
import { ReferralSheetQuery } from '../queries/referral-sheet.query.js';

/** One paper of one referral; an address names them as an operation does. */
@ArgsType()
export class ReferralPrintArgs {
  @IdField('The referral. 转诊编号')
  id: string;

  @EnumField(ReferralForm, 'Which paper. 单据')
  form: ReferralForm;
}

@ObjectType({ description: 'Where a paper can be fetched, signed in as here. 打印文件' })
export class ReferralPrint {
  @Field(() => String, { description: 'Path on this server; GET answers a PDF. 下载路径' })
  path: string;

  @Field(() => String, { description: 'Name for the file. 文件名' })
  fileName: string;
}

@Resolver()
export class ReferralPrintResolver {
  constructor(private readonly sheets: ReferralSheetQuery) {}

  @Allow(Permission.ReadReferral)
  @Query(() => ReferralPrint, { description: 'The paper of a referral, where it can be printed by now. 转诊打印' })
  async referralPrint(@Args() { id, form }: ReferralPrintArgs, @Actor() actor: ActorContext): Promise<ReferralPrint> {
    const sheet = await this.sheets.get(actor, id);
    requirePrintable(form, sheet);
    return { path: `/referrals/${id}/prints/${form}`, fileName: printFileName(form, sheet.referralNo) };
  }
}

/** The number of the referral is all that tells files apart: no name, no diagnosis. */
export const printFileName = (form: ReferralForm, referralNo: string | null): string =>
  `${['referral', form, referralNo].filter(Boolean).join('-')}.pdf`;
