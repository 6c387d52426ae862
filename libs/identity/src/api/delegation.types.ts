import { Field, ID, InputType, Int, ObjectType } from '@nestjs/graphql';
import { IsDate, IsOptional, IsString, MaxLength } from 'class-validator';
import { ChangeInput, CreationInput, IdField, OptionalIdField, OptionalText, pagesOf } from '#platform';
import { DelegationState } from './identity.enums.js';

@ObjectType('Delegation', { description: 'Somebody may act in the name of a colleague for a while. 委托代理' })
export class DelegationType {
  @Field(() => ID, { description: 'Id of the delegation. 编号' })
  id: string;

  @Field(() => ID, { description: 'In whose name. 委托人编号' })
  delegatorStaffId: string;

  @Field(() => String, { description: 'Their name. 委托人' })
  delegatorName: string;

  @Field(() => ID, { description: 'Who acts. 代理人编号' })
  delegateStaffId: string;

  @Field(() => String, { description: 'Their name. 代理人' })
  delegateName: string;

  @Field(() => ID, { description: 'Where. 机构编号' })
  institutionId: string;

  @Field(() => String, { description: 'Its short name. 机构简称' })
  institutionName: string;

  @Field(() => ID, { nullable: true, description: 'For this department only; null: the whole institution. 科室编号' })
  departmentId: string | null;

  @Field(() => String, { nullable: true, description: 'Its name. 科室' })
  departmentName: string | null;

  @Field(() => String, { description: 'Why, from `identity.delegation`. 原因代码' })
  reasonCode: string;

  @Field(() => String, { nullable: true, description: 'More about it. 说明' })
  comment: string | null;

  @Field(() => Date, { description: 'From when on. 生效时间' })
  validFrom: Date;

  @Field(() => Date, { description: 'Until before when. 失效时间' })
  validTo: Date;

  @Field(() => Date, { nullable: true, description: 'When it was ended before its time. 提前终止时间' })
  endedAt: Date | null;

  @Field(() => DelegationState, { description: 'Whether it counts now. 状态' })
  state: DelegationState;

  @Field(() => Int, { description: 'Grows with each change. 版本号' })
  version: number;
}

@ObjectType({ description: 'A page of delegations. 委托代理列表' })
export class DelegationConnection extends pagesOf(DelegationType, 'delegations') {
  declare nodes: DelegationType[];
}

@InputType({ description: "Who may act in the viewer's name, where, until when and why. 委托代理" })
export class DelegateRolesInput extends CreationInput {
  @IdField("A colleague who is active at the institution of the viewer's session. 代理人")
  delegateStaffId: string;

  @OptionalIdField('For this department only. 科室')
  departmentId?: string | null;

  @Field(() => String, { description: 'Why, from `identity.delegation`. 原因代码' })
  @IsString()
  @MaxLength(64)
  reasonCode: string;

  @OptionalText(200, 'More about it; mandatory for some reasons. 说明')
  comment?: string | null;

  @Field(() => Date, { nullable: true, description: 'From when on; absent: at once. 生效时间' })
  @IsOptional()
  @IsDate()
  validFrom?: Date | null;

  @Field(() => Date, { description: 'Until before when. 失效时间' })
  @IsDate()
  validTo: Date;
}

@InputType({ description: 'A delegation that ends now. 终止委托' })
export class EndDelegationInput extends ChangeInput {}

@InputType({ description: 'By which delegation the session acts from now on. 以代理身份操作' })
export class ActOnBehalfInput {
  @IdField('A delegation to the viewer that counts now. 委托编号')
  delegationId: string;
}
