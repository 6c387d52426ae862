import { Field, ID, Int, ObjectType } from '@nestjs/graphql';
import { Department, Institution, Staff } from '#organization';
import { LocalDateScalar } from '#platform';
import { DutyFunction } from '../domain/duty-function.js';

@ObjectType({ description: 'Somebody, or a telephone, on duty at an instant. 当班人员' })
export class OnDuty {
  @Field(() => ID, { description: 'The duty on the roster. 值班编号' })
  entryId: string;

  @Field(() => Institution, { description: 'Where. 机构' })
  institution: Institution;

  @Field(() => Department, { nullable: true, description: 'Of which department; null for the whole institution. 科室' })
  department: Department | null;

  @Field(() => DutyFunction, { description: 'As what. 值班职能' })
  function: DutyFunction;

  @Field(() => Date, { description: 'Since when this person, substitutes considered. 开始时间' })
  from: Date;

  @Field(() => Date, { description: 'Until when this person, substitutes considered. 结束时间' })
  to: Date;

  @Field(() => Staff, { nullable: true, description: 'Who; null for a telephone without a person. 值班人员' })
  staff: Staff | null;

  @Field(() => Staff, { nullable: true, description: 'For whom they stand in. 被替班人员' })
  substituteFor: Staff | null;

  @Field(() => String, { description: 'Where to call. 值班电话' })
  phone: string;
}

@ObjectType({ description: 'Somebody who stands in on duty. 替班' })
export class DutySubstitution {
  @Field(() => ID, { description: 'Identifier. 编号' })
  id: string;

  @Field(() => Date, { description: 'From when. 开始时间' })
  from: Date;

  @Field(() => Date, { description: 'Until when. 结束时间' })
  to: Date;

  @Field(() => ID, { description: 'Who stands in. 替班人员编号' })
  staffId: string;

  @Field(() => String, { description: 'Their name. 替班人员姓名' })
  staffName: string;

  @Field(() => String, { description: 'Where to call. 值班电话' })
  phone: string;

  @Field(() => String, { nullable: true, description: 'More about it. 备注' })
  note: string | null;
}

@ObjectType({ description: 'A duty on the roster. 值班安排' })
export class DutyEntry {
  @Field(() => ID, { description: 'Identifier. 编号' })
  id: string;

  @Field(() => Institution, { description: 'Where. 机构' })
  institution: Institution;

  @Field(() => Department, { nullable: true, description: 'Of which department; null for the whole institution. 科室' })
  department: Department | null;

  @Field(() => DutyFunction, { description: 'As what. 值班职能' })
  function: DutyFunction;

  @Field(() => Date, { description: 'From when. 开始时间' })
  from: Date;

  @Field(() => Date, { description: 'Until when, excluded. 结束时间' })
  to: Date;

  @Field(() => Staff, { nullable: true, description: 'Who; null for a telephone without a person. 值班人员' })
  staff: Staff | null;

  @Field(() => String, { description: 'Where to call. 值班电话' })
  phone: string;

  @Field(() => String, { nullable: true, description: 'More about it. 备注' })
  note: string | null;

  @Field(() => [DutySubstitution], { description: 'Who stands in, within the duty. 替班' })
  substitutions: DutySubstitution[];

  @Field(() => Int, { description: 'Grows with each change. 版本号' })
  version: number;
}

@ObjectType({ description: 'Time in which nobody is on duty although somebody has to be. 值班空缺' })
export class DutyGap {
  @Field(() => ID, { nullable: true, description: 'Of which department; null for the whole institution. 科室编号' })
  departmentId: string | null;

  @Field(() => DutyFunction, { description: 'As what. 值班职能' })
  function: DutyFunction;

  @Field(() => Date, { description: 'From when. 开始时间' })
  from: Date;

  @Field(() => Date, { description: 'Until when, excluded. 结束时间' })
  to: Date;
}

@ObjectType({ description: 'The roster of a month. 月值班表' })
export class DutyMonth {
  @Field(() => String, { description: 'The month, `YYYY-MM`. 月份' })
  month: string;

  @Field(() => [DutyEntry], { description: 'Duties that begin before its end and end after its begin. 值班安排' })
  entries: DutyEntry[];

  @Field(() => [DutyGap], { description: 'What has to be staffed and is not. 值班空缺' })
  gaps: DutyGap[];
}

@ObjectType({ description: 'Duties that came onto the roster together. 一次排班' })
export class DutyPlan {
  @Field(() => ID, { description: 'Identifier. 编号' })
  id: string;

  @Field(() => [DutyEntry], { description: 'The duties, as far as they are on the roster. 值班安排' })
  entries: DutyEntry[];
}

@ObjectType({ description: 'A function that has to be staffed. 值班要求' })
export class DutyRequirement {
  @Field(() => ID, { description: 'Identifier. 编号' })
  id: string;

  @Field(() => Department, { nullable: true, description: 'By which department; null for the whole institution. 科室' })
  department: Department | null;

  @Field(() => DutyFunction, { description: 'What has to be staffed. 值班职能' })
  function: DutyFunction;

  @Field(() => [Int], { description: 'Days on which the time begins, Monday 1 to Sunday 7. 星期' })
  weekdays: number[];

  @Field(() => String, { description: 'From which time of day, `HH:MM` in China. 起始时刻' })
  fromTime: string;

  @Field(() => String, {
    description: 'Until which time of day; not later than the begin means the next day. 结束时刻',
  })
  toTime: string;

  @Field(() => LocalDateScalar, { description: 'First day. 生效日期' })
  effectiveFrom: string;

  @Field(() => LocalDateScalar, { nullable: true, description: 'Last day. 失效日期' })
  effectiveTo: string | null;

  @Field(() => Int, { description: 'Grows with each change. 版本号' })
  version: number;
}
