import { Field, Float, ID, Int, ObjectType } from '@nestjs/graphql';
import { HalfDay } from '#calendar';
import { Institution, Staff } from '#organization';
import { LocalDateScalar } from '#platform';
import { PlanState } from '../domain/plan-state.js';
import { SessionKind, SessionState } from '../domain/session-state.js';
import { RotaChangeKind } from './dispatch.enums.js';
import { RotaBound, RotaGoal, RotaSearchProgress } from './search.types.js';

@ObjectType({ description: 'An expert at a township for half a day. 下派班次' })
export class RotaSession {
  @Field(() => ID, { description: 'Identifier. 编号' })
  id: string;

  @Field(() => ID, { description: 'The rota that it belongs to. 排班计划' })
  planId: string;

  @Field(() => ID, { description: 'What of the township it answers. 需求' })
  demandId: string;

  @Field(() => Staff, { description: 'Who goes. 专家' })
  expert: Staff;

  @Field(() => Institution, { description: 'Where to. 乡镇卫生院' })
  township: Institution;

  @Field(() => String, { description: 'Code of the specialty. 专业' })
  specialty: string;

  @Field(() => SessionKind, { description: 'What for. 类别' })
  kind: SessionKind;

  @Field(() => LocalDateScalar, { description: 'On which day. 日期' })
  day: string;

  @Field(() => HalfDay, { description: 'In which half of it. 半天' })
  half: HalfDay;

  @Field(() => Date, { description: 'From when. 开始时间' })
  from: Date;

  @Field(() => Date, { description: 'Until when, excluded. 结束时间' })
  to: Date;

  @Field(() => SessionState, { description: 'What has become of it. 状态' })
  state: SessionState;

  @Field(() => Boolean, { description: 'Whether somebody put it in by hand. 手工安排' })
  byHand: boolean;

  @Field(() => Boolean, { description: 'Whether it counts. 已发布' })
  published: boolean;

  @Field(() => Boolean, { description: 'Whether the next version takes it out. 待撤出' })
  leaving: boolean;

  @Field(() => ID, { nullable: true, description: 'The session that it took the place of. 原班次' })
  replacesSessionId: string | null;

  @Field(() => Staff, { nullable: true, description: 'Who is asked to go instead. 换班对象' })
  swapExpert: Staff | null;

  @Field(() => String, { nullable: true, description: 'Why it changed, from the list `dispatch.change`. 变更原因' })
  reasonCode: string | null;

  @Field(() => Date, { nullable: true, description: 'When the expert confirmed it. 确认时间' })
  confirmedAt: Date | null;

  @Field(() => Date, { nullable: true, description: 'When the expert was there. 签到时间' })
  checkedInAt: Date | null;

  @Field(() => Date, { nullable: true, description: 'When attendance was recorded. 完成时间' })
  completedAt: Date | null;

  @Field(() => Int, { nullable: true, description: 'Patients seen. 接诊人次' })
  patientsSeen: number | null;

  @Field(() => Int, { nullable: true, description: 'Ward rounds. 查房次数' })
  wardRounds: number | null;

  @Field(() => Int, { nullable: true, description: 'Operations. 手术台数' })
  surgeries: number | null;

  @Field(() => Int, { nullable: true, description: 'Minutes of teaching. 带教时长（分钟）' })
  teachingMinutes: number | null;

  @Field(() => Int, { description: 'How many patients can be booked. 可预约数' })
  places: number;

  @Field(() => Int, { description: 'How many are booked. 已预约数' })
  booked: number;

  @Field(() => Int, { description: 'How many of those came. 预约到诊数' })
  attended: number;

  @Field(() => Int, {
    description: 'Booked patients who have to be moved, because it does not take place. 待改约患者数',
  })
  toMove: number;

  @Field(() => Int, { description: 'Grows with each change. 版本号' })
  version: number;
}

@ObjectType({ description: 'A session that a version brought or took away. 版本变更' })
export class RotaChange {
  @Field(() => RotaChangeKind, { description: 'Which of both. 变更类型' })
  change: RotaChangeKind;

  @Field(() => ID, { description: 'Which session. 班次' })
  sessionId: string;

  @Field(() => String, { description: 'Who goes. 专家' })
  expertName: string;

  @Field(() => String, { description: 'Where to. 乡镇卫生院' })
  townshipName: string;

  @Field(() => String, { description: 'Code of the specialty. 专业' })
  specialty: string;

  @Field(() => LocalDateScalar, { description: 'On which day. 日期' })
  day: string;

  @Field(() => HalfDay, { description: 'In which half of it. 半天' })
  half: HalfDay;
}

@ObjectType({ description: 'A published version of a rota. 发布版本' })
export class RotaRevision {
  @Field(() => Int, { description: 'Counted from 1. 版次' })
  revision: number;

  @Field(() => Date, { description: 'When it was published. 发布时间' })
  publishedAt: Date;

  @Field(() => String, { nullable: true, description: 'Why, where a reason was asked for. 说明' })
  reason: string | null;

  @Field(() => [RotaChange], { description: 'What it changed. 变更内容' })
  changes: RotaChange[];
}

@ObjectType({ description: 'A rota of a period. 下派排班计划' })
export class RotaPlan {
  @Field(() => ID, { description: 'Identifier. 编号' })
  id: string;

  @Field(() => String, { description: 'What it is called. 名称' })
  name: string;

  @Field(() => LocalDateScalar, { description: 'The first day. 起始日期' })
  fromDay: string;

  @Field(() => LocalDateScalar, { description: 'The last day. 截止日期' })
  toDay: string;

  @Field(() => PlanState, { description: 'How far it is. 状态' })
  state: PlanState;

  @Field(() => Int, { description: 'Its published version; 0 before the first. 版次' })
  revision: number;

  @Field(() => Boolean, { description: 'Whether a search fills it now. 正在生成' })
  searching: boolean;

  @Field(() => String, {
    nullable: true,
    description:
      'How the last search ended: `OPTIMAL`, `NODE_LIMIT`, `TIME_LIMIT`, `CANCELLED`, `FALLBACK` (by simple rules), or `BROKEN_OFF`, where it came to no end and what the rota had stands. 求解结果',
  })
  searchStatus: string | null;

  @Field(() => Float, { nullable: true, description: 'How far it is from the best at most, as a fraction. 最优性差距' })
  searchGap: number | null;

  @Field(() => RotaSearchProgress, { nullable: true, description: 'How far the search is, or was last. 求解进度' })
  searchProgress: RotaSearchProgress | null;

  @Field(() => RotaBound, { nullable: true, description: 'What no plan does better than, as it proved. 最优界' })
  searchBound: RotaBound | null;

  @Field(() => [RotaGoal], { description: 'What each goal cost the plan that it found. 各目标得分' })
  searchGoals: RotaGoal[];

  @Field(() => Float, { nullable: true, description: 'Fairness of the load when it was searched (Jain). 公平指数' })
  jain: number | null;

  @Field(() => Int, { description: 'How many sessions it has. 班次数' })
  sessionCount: number;

  @Field(() => [RotaSession], { description: 'Its sessions, those that have ended without being held left out. 班次' })
  sessions: RotaSession[];

  @Field(() => [RotaRevision], { description: 'What was published of it. 发布历史' })
  revisions: RotaRevision[];

  @Field(() => Date, { nullable: true, description: 'When it was published first. 首次发布时间' })
  publishedAt: Date | null;

  @Field(() => Date, { description: 'When it was begun. 创建时间' })
  createdAt: Date;

  @Field(() => Int, { description: 'Grows with each change. 版本号' })
  version: number;
}
