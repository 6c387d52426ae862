import { ArgsType, Field, ID, ObjectType } from '@nestjs/graphql';
import { DateTimeScalar, PageArgs, pagesOf } from '#platform';
import { CorrectionAct } from '../domain/correction-act.js';
import { DutyFunction } from '../domain/duty-function.js';

@ObjectType({ description: 'Who was on duty before a correction, or is after it. 更正前后的值班' })
class CorrectedDuty {
  @Field(() => DateTimeScalar, { description: 'From when. 开始时间' })
  from: Date;

  @Field(() => DateTimeScalar, { description: 'Until when, excluded. 结束时间' })
  to: Date;

  @Field(() => ID, { nullable: true, description: 'Who; null for a telephone alone. 值班人员编号' })
  staffId: string | null;

  @Field(() => String, { nullable: true, description: 'Their name. 值班人员姓名' })
  staffName: string | null;
}

@ObjectType({ description: 'That a duty was changed which had begun or was over. 值班更正记录' })
class DutyCorrection {
  @Field(() => ID, { description: 'Identifier. 编号' })
  id: string;

  @Field(() => ID, { description: 'The duty; it may be off the roster. 值班编号' })
  entryId: string;

  @Field(() => ID, { nullable: true, description: 'Of which department; null for the whole institution. 科室编号' })
  departmentId: string | null;

  @Field(() => DutyFunction, { description: 'As what. 值班职能' })
  function: DutyFunction;

  @Field(() => CorrectionAct, { description: 'What was done. 更正方式' })
  act: CorrectionAct;

  @Field(() => String, { description: 'Why: a code of the list `duty.correction`. 原因代码' })
  reasonCode: string;

  @Field(() => String, { nullable: true, description: 'More about it. 说明' })
  comment: string | null;

  @Field(() => CorrectedDuty, { nullable: true, description: 'What it was; null where nobody was. 更正前' })
  before: CorrectedDuty | null;

  @Field(() => CorrectedDuty, { nullable: true, description: 'What it is; null where nobody is. 更正后' })
  after: CorrectedDuty | null;

  @Field(() => Date, { description: 'When it was done. 更正时间' })
  correctedAt: Date;

  @Field(() => ID, { description: 'Who did it. 更正人编号' })
  correctedByStaffId: string;

  @Field(() => String, { description: 'Their name. 更正人姓名' })
  correctedByName: string;
}

@ObjectType({ description: 'A page of corrections, the latest first. 值班更正列表' })
export class DutyCorrectionConnection extends pagesOf(DutyCorrection, 'corrections') {}

@ArgsType()
export class DutyCorrectionArgs extends PageArgs {}
