import { Field, ID, InputType, ObjectType } from '@nestjs/graphql';
import { OptionalIdField, OptionalText, Text } from '#platform';
import { AccountChangeInput } from './account.types.js';

@ObjectType('Holding', { description: 'Something that waits for one person, by its id alone. 未了工作' })
export class HoldingType {
  @Field(() => String, { description: 'What kind of work it is: `REFERRAL`, `FOLLOW_UP`, `DUTY`. 类型' })
  kind: string;

  @Field(() => ID, { description: 'Id of the referral, task or duty. 编号' })
  id: string;

  @Field(() => Date, { nullable: true, description: 'When it is due, or begins. 时间' })
  dueAt: Date | null;
}

@InputType({ description: 'Somebody does not work there any more. 人员离岗' })
export class RecordLeavingInput extends AccountChangeInput {
  @Text(64, 'Why, from `identity.leaving`. 原因代码')
  reasonCode: string;

  @OptionalText(200, 'More about it; mandatory for some reasons. 说明')
  comment?: string | null;

  @OptionalIdField(
    'A colleague who takes over what they may; the rest, or all without one, goes back to where it came from. 接手人',
  )
  successorStaffId?: string | null;
}
