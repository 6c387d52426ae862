import { Field, ID, Int, ObjectType } from '@nestjs/graphql';
import { Department, Institution } from '#organization';
import { ClinicSessionState } from '../domain/session-state.js';

@ObjectType({ isAbstract: true })
class OfDepartment {
  @Field(() => ID, { description: 'Identifier. 编号' })
  id: string;

  @Field(() => Institution, { description: 'Of which institution. 机构' })
  institution: Institution;

  @Field(() => Department, { description: 'Of which department. 科室' })
  department: Department;

  @Field(() => Int, { description: 'Grows with each change. 版本号' })
  version: number;
}

@ObjectType({ description: 'A time in which a department keeps places for referred patients. 转诊预留门诊时段' })
export class ClinicSession extends OfDepartment {
  @Field(() => Date, { description: 'From when. 开始时间' })
  from: Date;

  @Field(() => Date, { description: 'Until when, excluded. 结束时间' })
  to: Date;

  @Field(() => ClinicSessionState, { description: 'Whether it gives places. 状态' })
  state: ClinicSessionState;

  @Field(() => Int, { description: 'How many places it has. 预留号源数' })
  places: number;

  @Field(() => Int, { description: 'How many of them are held or were used. 已占用' })
  taken: number;

  @Field(() => Int, { description: 'How many can be had now. 剩余可用' })
  free: number;

  @Field(() => Int, { description: 'How many went back to the hospital unused. 已释放' })
  released: number;
}

@ObjectType({ description: 'Sessions that were planned together. 一次号源计划' })
export class ClinicPlan {
  @Field(() => ID, { description: 'Identifier. 编号' })
  id: string;

  @Field(() => [ClinicSession], { description: 'The sessions, as far as they are planned. 门诊时段' })
  sessions: ClinicSession[];
}

@ObjectType({ description: 'The beds of a department that are empty, as its ward has last told. 科室空床' })
export class BedPool extends OfDepartment {
  @Field(() => Int, { description: 'Empty beds, those included that are held for somebody. 空床数（含已预留）' })
  emptyBeds: number;

  @Field(() => Int, { description: 'How many beds are held. 已预留' })
  held: number;

  @Field(() => Int, { description: 'How many can be had now. 可预留' })
  free: number;

  @Field(() => Date, { description: 'When the ward told it. 数据更新时间' })
  updatedAt: Date;

  @Field(() => Int, { description: 'How many minutes ago that was. 数据距今分钟数' })
  ageMinutes: number;
}

@ObjectType({
  description: 'Somebody or something that holds a place of a closed session and has to be moved. 受停诊影响的业务',
})
export class AffectedSubject {
  @Field(() => String, { description: 'What it is: `referral`. 业务类型' })
  domain: string;

  @Field(() => ID, { description: 'Which one. 业务编号' })
  subjectId: string;

  @Field(() => ID, { description: 'The session that is closed. 门诊时段编号' })
  sessionId: string;

  @Field(() => Date, { description: 'From when. 开始时间' })
  from: Date;

  @Field(() => Date, { description: 'Until when, excluded. 结束时间' })
  to: Date;
}

@ObjectType({ description: 'A time in which the clinic of a department is closed. 停诊' })
export class ClinicClosure extends OfDepartment {
  @Field(() => Date, { description: 'From when. 开始时间' })
  from: Date;

  @Field(() => Date, { description: 'Until when, excluded. 结束时间' })
  to: Date;

  @Field(() => String, { description: 'Why, from the list `capacity.closure`. 停诊原因' })
  reasonCode: string;

  @Field(() => String, { nullable: true, description: 'More about it. 说明' })
  comment: string | null;

  @Field(() => Date, { description: 'When it was closed. 停诊登记时间' })
  closedAt: Date;

  @Field(() => Date, { nullable: true, description: 'Since when it is open again. 恢复时间' })
  reopenedAt: Date | null;

  @Field(() => [AffectedSubject], { description: 'Who still holds a place and has to be moved. 受影响业务' })
  affected: AffectedSubject[];
}
