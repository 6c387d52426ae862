import { Field, Float, ID, InputType, Int } from '@nestjs/graphql';
import { applyDecorators } from '@nestjs/common';
import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayMinSize,
  IsBoolean,
  IsInt,
  IsNumber,
  IsOptional,
  IsString,
  IsUUID,
  Max,
  Min,
  ValidateNested,
} from 'class-validator';
import { HalfDay } from '#calendar';
import { ChangeInput, CreationInput, EnumField, IdField, LocalDateScalar, OptionalIdField, Text } from '#platform';
import { StaffTitle } from '#organization';
import { SessionKind } from '../domain/session-state.js';
import { DayField } from './rota.inputs.js';

const IntField = (least: number, most: number, description: string): PropertyDecorator =>
  applyDecorators(
    Field(() => Int, { description }),
    IsInt(),
    Min(least),
    Max(most),
  );

@InputType({ description: 'What an expert likes or dislikes; what is left out matches anything. 专家偏好' })
class ExpertPreferenceInput {
  @OptionalIdField('At that township. 乡镇卫生院')
  townshipId?: string | null;

  @Field(() => Int, { nullable: true, description: 'On that weekday, Monday 1 … Sunday 7. 星期' })
  @IsOptional()
  @IsInt()
  @Min(1)
  @Max(7)
  weekday?: number | null;

  @Field(() => Float, { description: 'From -1, not at all, to 1, gladly. 意愿' })
  @IsNumber()
  @Min(-1)
  @Max(1)
  score: number;
}

const WeightField = (): PropertyDecorator =>
  IntField(1, 300, 'Share of the load in percent of everybody’s. 负荷权重（%）');
const MaxPerWeekField = (): PropertyDecorator => IntField(1, 14, 'Sessions a week at most. 每周最多班次');
const MaxDaysField = (): PropertyDecorator => IntField(1, 7, 'Days in a row at most. 最多连续天数');
const PreferencesField = (): PropertyDecorator =>
  applyDecorators(
    Field(() => [ExpertPreferenceInput], { defaultValue: [], description: 'Likes and dislikes. 偏好' }),
    ArrayMaxSize(50),
    ValidateNested({ each: true }),
    Type(() => ExpertPreferenceInput),
  );

@InputType({ description: 'Somebody who is to be sent to townships. 登记下派专家' })
export class EnrolExpertInput extends CreationInput {
  @IdField('Who, of the own institution. 专家')
  expertId: string;

  @WeightField()
  weightPercent: number;

  @MaxPerWeekField()
  maxPerWeek: number;

  @MaxDaysField()
  maxConsecutiveDays: number;

  @PreferencesField()
  preferences: ExpertPreferenceInput[] = [];
}

@InputType({ description: 'Within which limits somebody is sent from now on. 变更专家条件' })
export class ChangeExpertTermsInput extends ChangeInput {
  @WeightField()
  weightPercent: number;

  @MaxPerWeekField()
  maxPerWeek: number;

  @MaxDaysField()
  maxConsecutiveDays: number;

  @PreferencesField()
  preferences: ExpertPreferenceInput[] = [];

  @Field(() => Boolean, { defaultValue: true, description: 'Whether they are sent at present. 是否参与排班' })
  @IsBoolean()
  active: boolean = true;
}

@InputType({ description: 'What a township asks for every week. 新增下派需求' })
export class AddRotaDemandInput extends CreationInput {
  @IdField('Who asks. 乡镇卫生院')
  townshipId: string;

  @Text(32, 'Code of the specialty. 专业')
  specialty: string;

  @EnumField(SessionKind, 'What for. 类别')
  kind: SessionKind;

  @IntField(1, 7, 'Monday 1 … Sunday 7. 星期')
  weekday: number;

  @EnumField(HalfDay, 'In which half of the day. 半天')
  half: HalfDay;

  @EnumField(StaffTitle, 'The lowest title that will do. 最低职称')
  minimumTitle: StaffTitle;

  @IntField(0, 20, 'How many there have to be. 最少人数')
  minimum: number;

  @IntField(1, 20, 'How many would be best. 理想人数')
  ideal: number;

  @IntField(1, 3, '1 is the most urgent, 3 the least. 优先级')
  priority: number;

  @DayField('From which day on. 生效日期')
  validFrom: string;

  @Field(() => LocalDateScalar, {
    nullable: true,
    description: 'Until which day; left out while no end is known. 失效日期',
  })
  @IsOptional()
  @IsString()
  validTo?: string | null;
}

@InputType({ description: 'A demand that ends. 终止下派需求' })
export class EndRotaDemandInput extends ChangeInput {
  @DayField('The last day. 失效日期')
  validTo: string;
}

const MembersField = (): PropertyDecorator =>
  applyDecorators(
    Field(() => [ID], { description: 'Who belongs to it. 成员' }),
    ArrayMinSize(2),
    ArrayMaxSize(50),
    IsUUID(undefined, { each: true }),
  );

@InputType({ description: 'People of whom no more than so many may be away at once. 新增骨干人员组' })
export class AddKeyStaffGroupInput extends CreationInput {
  @Text(80, 'What it is called. 名称')
  name: string;

  @MembersField()
  expertIds: string[];

  @IntField(0, 50, 'How many may be away at once. 最多同时外出')
  maxAway: number;
}

@InputType({ description: 'A group of key staff as it is to be. 变更骨干人员组' })
export class ChangeKeyStaffGroupInput extends ChangeInput {
  @Text(80, 'What it is called. 名称')
  name: string;

  @MembersField()
  expertIds: string[];

  @IntField(0, 50, 'How many may be away at once. 最多同时外出')
  maxAway: number;

  @Field(() => Boolean, { defaultValue: true, description: 'Whether it counts. 是否生效' })
  @IsBoolean()
  active: boolean = true;
}
