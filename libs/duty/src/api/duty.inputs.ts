import { ArgsType, Field, InputType, Int, PickType } from '@nestjs/graphql';
import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayMinSize,
  IsDate,
  IsInt,
  IsOptional,
  IsString,
  Matches,
  Max,
  Min,
  ValidateNested,
} from 'class-validator';
import {
  ChangeInput,
  CreationInput,
  EnumField,
  IdField,
  LocalDateScalar,
  OptionalEnumField,
  OptionalIdField,
  OptionalText,
  Text,
} from '#platform';
import { applyDecorators } from '@nestjs/common';
import { FromTimeField, ToTimeField } from './daily-times.fields.js';
import { DutyFunction } from '../domain/duty-function.js';
import { MONTH } from '../domain/month.js';
import { LONGEST_NOTE } from '../domain/roster-sheet.js';

const PHONE = 30;
const REASON_LENGTH = 64;
const COMMENT_LENGTH = 500;
/** A hospital plans in parts; a request stays below the limit of a body. */
const MOST_ENTRIES = 1_000;

const MonthField = (description: string): PropertyDecorator =>
  applyDecorators(
    Field(() => String, { description }),
    Matches(MONTH),
  );
const InstantField = (description: string): PropertyDecorator =>
  applyDecorators(
    Field(() => Date, { description }),
    IsDate(),
  );

@ArgsType()
export class OnDutyArgs {
  @IdField('Where; any member of the alliance. 机构')
  institutionId: string;

  @OptionalIdField('Of this department, and of the institution as a whole. 科室')
  departmentId?: string | null;

  @OptionalEnumField(DutyFunction, 'Only in this function. 值班职能')
  function?: DutyFunction | null;
}

@ArgsType()
export class OnDutyAtArgs extends OnDutyArgs {
  @InstantField('When. 时间')
  at: Date;
}

@ArgsType()
export class DutyRosterArgs {
  @MonthField('The month, `YYYY-MM`. 月份')
  month: string;

  @OptionalIdField('Only of this department of the own institution. 科室')
  departmentId?: string | null;
}

@ArgsType()
export class DutyRequirementsArgs {
  @OptionalIdField('Only of this department of the own institution. 科室')
  departmentId?: string | null;
}

@InputType({ description: 'One duty of a month. 值班安排' })
class DutyEntryInput {
  @OptionalIdField('Of which department; left out for the whole institution. 科室')
  departmentId?: string | null;

  @EnumField(DutyFunction, 'As what. 值班职能')
  function: DutyFunction;

  @InstantField('From when. 开始时间')
  from: Date;

  @InstantField('Until when, excluded. 结束时间')
  to: Date;

  @OptionalIdField('Who; may be left out for the telephone of a centre alone. 值班人员')
  staffId?: string | null;

  @OptionalText(PHONE, 'Where to call; left out for the telephone of the place. 值班电话')
  phone?: string | null;

  @OptionalText(LONGEST_NOTE, 'More about it. 备注')
  note?: string | null;
}

@InputType({ description: 'Why the past of the roster is put right. 更正原因' })
class DutyCorrectionInput {
  @Text(REASON_LENGTH, 'A code of the list `duty.correction`. 原因代码')
  reasonCode: string;

  @OptionalText(COMMENT_LENGTH, 'More about it, where the code says too little. 说明')
  comment?: string | null;
}

/** What a change of what has been needs besides. */
const CorrectionField = (): PropertyDecorator =>
  applyDecorators(
    Field(() => DutyCorrectionInput, {
      nullable: true,
      description: 'Why, where the change is one of what has been; otherwise it is refused. 更正原因',
    }),
    IsOptional(),
    ValidateNested(),
    Type(() => DutyCorrectionInput),
  );

@InputType({ description: 'Duties of a month, entered together or not at all. 月值班录入' })
export class PlanDutyMonthInput extends CreationInput {
  @MonthField('The month in which they begin, `YYYY-MM`. 月份')
  month: string;

  @Field(() => [DutyEntryInput], { description: `The duties, at most ${MOST_ENTRIES}. 值班安排` })
  @ArrayMinSize(1)
  @ArrayMaxSize(MOST_ENTRIES)
  @ValidateNested({ each: true })
  @Type(() => DutyEntryInput)
  entries: DutyEntryInput[];

  @CorrectionField()
  correction?: DutyCorrectionInput | null;
}

@InputType({ description: 'A month that is to be as another one was. 复制月值班表' })
export class CopyDutyMonthInput extends CreationInput {
  @MonthField('The month that is there, `YYYY-MM`. 来源月份')
  fromMonth: string;

  @MonthField('The month to be filled, `YYYY-MM`. 目标月份')
  toMonth: string;

  @OptionalIdField('Only this department; left out for all that the caller plans. 科室')
  departmentId?: string | null;
}

@InputType({ isAbstract: true })
class DutyChangeInput extends ChangeInput {
  @CorrectionField()
  correction?: DutyCorrectionInput | null;
}

@InputType({ isAbstract: true })
class DutyTermsInput extends DutyChangeInput {
  @InstantField('From when. 开始时间')
  from: Date;

  @InstantField('Until when, excluded. 结束时间')
  to: Date;

  @OptionalText(PHONE, 'Where to call; left out for the telephone of the place. 值班电话')
  phone?: string | null;

  @OptionalText(LONGEST_NOTE, 'More about it. 备注')
  note?: string | null;
}

@InputType({ description: 'A duty as it is to be; what is left out is forgotten. 变更值班' })
export class ChangeDutyInput extends DutyTermsInput {
  @OptionalIdField('Who; may be left out for the telephone of a centre alone. 值班人员')
  staffId?: string | null;
}

@InputType({ description: 'Somebody who stands in for the whole of a duty or a part of it. 安排替班' })
export class SubstituteOnDutyInput extends DutyTermsInput {
  @IdField('Who stands in. 替班人员')
  staffId: string;
}

@InputType({ description: 'A substitute who is not needed after all. 取消替班' })
export class WithdrawSubstituteInput extends DutyChangeInput {
  @IdField('Which of the substitutes of the duty. 替班编号')
  substitutionId: string;
}

@InputType({ description: 'A duty to be taken off the roster. 删除值班' })
export class RemoveDutyInput extends DutyChangeInput {}

@InputType({ description: 'A function that has to be staffed from now on. 新增值班要求' })
export class RequireDutyInput extends CreationInput {
  @OptionalIdField('By which department; left out for the whole institution. 科室')
  departmentId?: string | null;

  @EnumField(DutyFunction, 'What has to be staffed. 值班职能')
  function: DutyFunction;

  @Field(() => [Int], { description: 'Days on which the time begins, Monday 1 to Sunday 7. 星期' })
  @ArrayMinSize(1)
  @ArrayMaxSize(7)
  @IsInt({ each: true })
  @Min(1, { each: true })
  @Max(7, { each: true })
  weekdays: number[];

  @FromTimeField()
  fromTime: string;

  @ToTimeField()
  toTime: string;

  @Field(() => LocalDateScalar, { description: 'First day. 生效日期' })
  @IsString()
  effectiveFrom: string;
}

@InputType({ description: 'A requirement that ends. 终止值班要求' })
export class EndDutyRequirementInput extends ChangeInput {
  @Field(() => LocalDateScalar, { description: 'The last day on which it counts. 失效日期' })
  @IsString()
  effectiveTo: string;
}

/** What an import is told in its address. */
export class ImportParameters extends PickType(DutyRosterArgs, ['month']) {
  @Matches(/^(true|false)$/)
  dryRun: string = 'false';

  /** Why rows change what has been; a code alone, because addresses are logged. */
  @IsOptional()
  @Matches(/^\w{1,64}$/)
  reasonCode?: string;
}

/** What a template is asked for. */
export class TemplateParameters extends PickType(DutyRosterArgs, ['month']) {}
