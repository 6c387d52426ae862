import { Field, Float, ID, Int, ObjectType } from '@nestjs/graphql';
import { HalfDay } from '#calendar';
import { Institution, Staff } from '#organization';
import { LocalDateScalar } from '#platform';
import { SessionKind } from '../domain/session-state.js';

@ObjectType({ description: 'What an expert likes or dislikes; what is left out matches anything. 专家偏好' })
export class ExpertPreference {
  @Field(() => ID, { nullable: true, description: 'At that township. 乡镇卫生院' })
  townshipId: string | null;

  @Field(() => Int, { nullable: true, description: 'On that weekday, Monday 1 … Sunday 7. 星期' })
  weekday: number | null;

  @Field(() => Float, { description: 'From -1, not at all, to 1, gladly. 意愿' })
  score: number;
}

@ObjectType({ description: 'Somebody who is sent to townships. 下派专家' })
export class DispatchExpert {
  @Field(() => ID, { description: 'Identifier, that of the staff member. 编号' })
  id: string;

  @Field(() => Staff, { description: 'Who. 专家' })
  expert: Staff;

  @Field(() => Int, { description: 'Share of the load in percent of everybody’s. 负荷权重（%）' })
  weightPercent: number;

  @Field(() => Int, { description: 'Sessions a week at most. 每周最多班次' })
  maxPerWeek: number;

  @Field(() => Int, { description: 'Days in a row at most. 最多连续天数' })
  maxConsecutiveDays: number;

  @Field(() => [ExpertPreference], { description: 'Likes and dislikes. 偏好' })
  preferences: ExpertPreference[];

  @Field(() => Boolean, { description: 'Whether they are sent at present. 是否参与排班' })
  active: boolean;

  @Field(() => Int, { description: 'Grows with each change. 版本号' })
  version: number;
}

@ObjectType({ description: 'What a township asks for every week. 下派需求' })
export class RotaDemand {
  @Field(() => ID, { description: 'Identifier. 编号' })
  id: string;

  @Field(() => Institution, { description: 'Who asks. 乡镇卫生院' })
  township: Institution;

  @Field(() => String, { description: 'Code of the specialty. 专业' })
  specialty: string;

  @Field(() => SessionKind, { description: 'What for. 类别' })
  kind: SessionKind;

  @Field(() => Int, { description: 'Monday 1 … Sunday 7. 星期' })
  weekday: number;

  @Field(() => HalfDay, { description: 'In which half of the day. 半天' })
  half: HalfDay;

  @Field(() => String, { description: 'The lowest title that will do. 最低职称' })
  minimumTitle: string;

  @Field(() => Int, { description: 'How many there have to be. 最少人数' })
  minimum: number;

  @Field(() => Int, { description: 'How many would be best. 理想人数' })
  ideal: number;

  @Field(() => Int, { description: '1 is the most urgent, 3 the least. 优先级' })
  priority: number;

  @Field(() => LocalDateScalar, { description: 'From which day on. 生效日期' })
  validFrom: string;

  @Field(() => LocalDateScalar, {
    nullable: true,
    description: 'Until which day; null while no end is known. 失效日期',
  })
  validTo: string | null;

  @Field(() => Int, { description: 'Grows with each change. 版本号' })
  version: number;
}

@ObjectType({ description: 'People of whom no more than so many may be away at once. 骨干人员组' })
export class KeyStaffGroup {
  @Field(() => ID, { description: 'Identifier. 编号' })
  id: string;

  @Field(() => String, { description: 'What it is called. 名称' })
  name: string;

  @Field(() => [ID], { description: 'Who belongs to it. 成员' })
  expertIds: string[];

  @Field(() => Int, { description: 'How many may be away at once. 最多同时外出' })
  maxAway: number;

  @Field(() => Boolean, { description: 'Whether it counts. 是否生效' })
  active: boolean;

  @Field(() => Int, { description: 'Grows with each change. 版本号' })
  version: number;
}
