import { ArgsType, Field, InputType } from '@nestjs/graphql';
import { ArrayMaxSize, ArrayMinSize, ArrayUnique, MaxLength, MinLength } from 'class-validator';
import { ChangeInput, CreationInput, EnumField, IdField, OptionalText, PageArgs, Text } from '#platform';
import { VisitType } from '../domain/visit-type.js';
import { OrderBox } from '../queries/order.queries.js';

const MOST_ITEMS = 50;
const LONGEST_CODE = 40;
const LONGEST_TEXT = 500;

@ArgsType()
export class ExamOrdersArgs extends PageArgs {
  @EnumField(OrderBox, 'Which orders. 范围')
  box: OrderBox;
}

@ArgsType()
export class ExamOrderArgs {
  @IdField('The order. 申请单编号')
  id: string;
}

@InputType({ description: 'What is to be examined of whom, and where. 新建申请单' })
export class DraftExamOrderInput extends CreationInput {
  @IdField('Who is examined. 患者编号')
  patientId: string;

  @IdField('Where it is read. 诊断机构编号')
  toInstitutionId: string;

  @EnumField(VisitType, 'How the patient comes. 就诊类型')
  visitType: VisitType;

  @Text(LONGEST_TEXT, 'What the doctor wants to know. 检查目的')
  clinicalQuestion: string;

  @Field(() => [String], { description: 'Codes of the catalogue, each once. 项目代码' })
  @ArrayMinSize(1)
  @ArrayMaxSize(MOST_ITEMS)
  @ArrayUnique()
  @MinLength(1, { each: true })
  @MaxLength(LONGEST_CODE, { each: true })
  itemCodes: string[];
}

@InputType({ description: 'Which order is sent. 提交申请单' })
export class PlaceExamOrderInput extends ChangeInput {}

@InputType({ description: 'Which order is taken back, and why. 取消申请单' })
export class CancelExamOrderInput extends ChangeInput {
  @Text(LONGEST_CODE, 'Why, from the list `order.cancel`. 取消原因')
  reasonCode: string;

  @OptionalText(LONGEST_TEXT, 'More about it. 说明')
  comment?: string | null;
}

@InputType({ description: 'Which item of an order is taken back, and why. 取消申请项目' })
export class CancelExamOrderItemInput extends CancelExamOrderInput {
  @IdField('The item. 申请项目编号')
  itemId: string;
}
