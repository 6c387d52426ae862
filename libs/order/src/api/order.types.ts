import { Field, ID, Int, ObjectType } from '@nestjs/graphql';
import { Institution, Staff } from '#organization';
import { Patient } from '#patient';
import { connectionOf } from '#platform';
import { ItemState, OrderState } from '../domain/order.transitions.js';
import { VisitType } from '../domain/visit-type.js';

@ObjectType({ description: 'One examination of an order. 申请项目' })
export class ExamOrderItem {
  @Field(() => ID, { description: 'Identifier. 编号' })
  id: string;

  @Field(() => String, { description: 'Its code in the catalogue of the alliance. 项目代码' })
  code: string;

  @Field(() => String, { description: 'Its name when it was ordered. 项目名称' })
  name: string;

  @Field(() => String, { description: 'What kind of examination: `IMAGING`, `ECG`. 类别' })
  category: string;

  @Field(() => ItemState, { description: 'How far it has come. 状态' })
  state: ItemState;

  @Field(() => Int, { description: 'Its price when it was ordered, in cents. 价格（分）' })
  priceCents: number;

  @Field(() => String, { nullable: true, description: 'What kind of report answers it. 报告来源' })
  reportDomain: string | null;

  @Field(() => ID, { nullable: true, description: 'The report that answers it. 报告编号' })
  reportId: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'Why it was taken back, or ended for a medical reason. 取消原因',
  })
  reasonCode: string | null;
}

@ObjectType({ description: 'What a doctor asks to be examined. 检查检验申请单' })
export class ExamOrder {
  @Field(() => ID, { description: 'Identifier. 编号' })
  id: string;

  @Field(() => Patient, { description: 'Who is examined. 患者' })
  patient: Patient;

  @Field(() => Institution, { description: 'Where it was ordered. 申请机构' })
  fromInstitution: Institution;

  @Field(() => Institution, { description: 'Where it is read. 诊断机构' })
  toInstitution: Institution;

  @Field(() => Staff, { description: 'Who has ordered it. 申请医生' })
  doctor: Staff;

  @Field(() => OrderState, { description: 'How far it has come. 状态' })
  state: OrderState;

  @Field(() => VisitType, { description: 'How the patient comes. 就诊类型' })
  visitType: VisitType;

  @Field(() => String, { description: 'What the doctor wants to know. 检查目的' })
  clinicalQuestion: string;

  @Field(() => [ExamOrderItem], { description: 'What is examined. 项目' })
  items: ExamOrderItem[];

  @Field(() => Date, { description: 'When it was written. 创建时间' })
  createdAt: Date;

  @Field(() => Date, { nullable: true, description: 'When it was sent. 开单时间' })
  orderedAt: Date | null;

  @Field(() => Date, { nullable: true, description: 'When it was completed or taken back. 结束时间' })
  endedAt: Date | null;

  @Field(() => Int, { description: 'Grows with each change. 版本号' })
  version: number;
}

@ObjectType({ description: 'A page of orders. 申请单列表' })
export class ExamOrderConnection extends connectionOf(ExamOrder, 'orders') {}
