import { ArgsType, Field, ID, InputType, Int, ObjectType } from '@nestjs/graphql';
import { IsBoolean, IsInt, Max, Min } from 'class-validator';
import { CommitmentKind } from '#calendar';
import { Staff } from '#organization';
import { Patient } from '#patient';
import { ChangeInput, CreationInput, IdField, OptionalIdField, PageArgs, connectionOf } from '#platform';
import { BookingState } from '../domain/booking-state.js';
import { RotaSession } from './rota.types.js';

const MOST_PLACES = 500;

@ObjectType({ description: 'A patient’s place at the session of an expert. 专家门诊预约' })
export class RotaBooking {
  @Field(() => ID, { description: 'Identifier. 编号' })
  id: string;

  @Field(() => ID, { description: 'At which session. 班次编号' })
  sessionId: string;

  @Field(() => RotaSession, { description: 'The session. 班次' })
  session: RotaSession;

  @Field(() => Patient, { description: 'Who comes. 患者' })
  patient: Patient;

  @Field(() => Int, { description: 'In which order, from 1. 就诊序号' })
  place: number;

  @Field(() => BookingState, { description: 'What has become of it. 状态' })
  state: BookingState;

  @Field(() => ID, { nullable: true, description: 'The referral whose visit it is. 关联转诊' })
  referralId: string | null;

  @Field(() => String, { nullable: true, description: 'Why it was cancelled, from `dispatch.booking`. 取消原因' })
  reasonCode: string | null;

  @Field(() => Staff, { description: 'Who booked it. 预约人' })
  bookedBy: Staff;

  @Field(() => Date, { description: 'When. 预约时间' })
  bookedAt: Date;

  @Field(() => Int, { description: 'Grows with each change. 版本号' })
  version: number;
}

@ObjectType({ description: 'A page of places. 预约分页' })
export class RotaBookingConnection extends connectionOf(RotaBooking, 'bookings') {}

@ObjectType({ description: 'Something whose time leave has taken, and that waits for another. 因休假失去时间的安排' })
export class DisplacedCommitment {
  @Field(() => ID, { description: 'Identifier. 编号' })
  id: string;

  @Field(() => ID, { description: 'Who cannot come. 专家' })
  expertId: string;

  @Field(() => String, { description: 'Their name. 姓名' })
  expertName: string;

  @Field(() => CommitmentKind, { description: 'What it is. 类别' })
  kind: CommitmentKind;

  @Field(() => String, { description: 'The number that people know it by. 业务编号' })
  number: string;

  @Field(() => Date, { description: 'When it was to begin. 原开始时间' })
  from: Date;

  @Field(() => Date, { description: 'When it was to end. 原结束时间' })
  to: Date;

  @Field(() => Date, { description: 'Since when it waits. 失去时间的时刻' })
  displacedAt: Date;
}

@ArgsType()
export class BookingListArgs extends PageArgs {
  @OptionalIdField('Of which session; left out, whoever has to be moved. 班次')
  sessionId?: string | null;
}

@ArgsType()
export class BookingArgs {
  @IdField('Which place. 预约')
  bookingId: string;
}

@InputType({ description: 'A patient who gets a place. 预约专家门诊' })
export class BookSessionInput extends CreationInput {
  @IdField('At which session of the own township. 班次')
  sessionId: string;

  @IdField('Who comes. 患者')
  patientId: string;

  @OptionalIdField('The referral whose visit it is. 关联转诊')
  referralId?: string | null;
}

@InputType({ description: 'A place that is given up for one at another session; `id` is the booking. 改约' })
export class MoveSessionBookingInput extends ChangeInput {
  @IdField('At which session. 新班次')
  sessionId: string;
}

@InputType({ description: 'Whether a patient came; `id` is the booking. 到诊登记' })
export class BookingAttendanceInput extends ChangeInput {
  @Field(() => Boolean, { description: 'Whether they came. 是否到诊' })
  @IsBoolean()
  attended: boolean;
}

@InputType({ description: 'How many patients a session takes. 设置号源' })
export class SessionPlacesInput extends ChangeInput {
  @Field(() => Int, { description: 'Not fewer than are booked. 号源数' })
  @IsInt()
  @Min(0)
  @Max(MOST_PLACES)
  places: number;
}
