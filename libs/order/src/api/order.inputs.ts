import { ArgsType, Field, InputType } from '@nestjs/graphql';
import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayMinSize,
  ArrayUnique,
  IsOptional,
  MaxLength,
  MinLength,
  ValidateNested,
} from 'class-validator';
import {
  ChangeInput,
  CreationInput,
  EnumField,
  IdField,
  OptionalIdField,
  OptionalText,
  PageArgs,
  Text,
} from '#platform';
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

@InputType({ description: 'What becomes of an item for which there is a result already. 互认选择' })
export class ItemChoiceInput {
  @IdField('The item of the order. 申请项目编号')
  itemId: string;

  @OptionalIdField('The result that is recognised; with `declineCode`, the one that is not. 报告编号')
  reportId?: string | null;

  @OptionalText(LONGEST_CODE, 'Why it is examined all the same, from `recognition.decline`. 不互认原因')
  declineCode?: string | null;

  @OptionalText(LONGEST_TEXT, 'More about it. 说明')
  comment?: string | null;
}

@InputType({ description: 'Which order is sent. 提交申请单' })
export class PlaceExamOrderInput extends ChangeInput {
  @Field(() => [ItemChoiceInput], {
    nullable: true,
    description: 'For each item with a result that may be recognised: recognised, or why not. 互认选择',
  })
  @IsOptional()
  @Type(() => ItemChoiceInput)
  @ValidateNested({ each: true })
  @ArrayMaxSize(MOST_ITEMS)
  choices?: ItemChoiceInput[] | null;
}

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
