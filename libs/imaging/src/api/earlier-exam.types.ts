import { Field, ID, ObjectType } from '@nestjs/graphql';
import { ImagingReport } from './report.types.js';

/** Less than an exam: nothing leads on from it, so that no question grows without end. */
@ObjectType({ description: 'An exam of the same patient that was reported before. 既往检查' })
export class EarlierExam {
  @Field(() => ID, { description: 'Identifier. 编号' })
  id: string;

  @Field(() => String, { description: 'The number that its images carry. 检查号' })
  accessionNo: string;

  @Field(() => String, { description: 'What was examined, in the catalogue. 项目代码' })
  itemCode: string;

  @Field(() => String, { description: 'In words. 项目名称' })
  itemName: string;

  @Field(() => String, { description: 'The group that read it. 诊断组' })
  groupCode: string;

  @Field(() => Date, { nullable: true, description: 'When it was done. 检查完成时间' })
  acquiredAt: Date | null;

  @Field(() => ImagingReport, { nullable: true, description: 'The version that counts. 现行报告' })
  report: ImagingReport | null;
}
