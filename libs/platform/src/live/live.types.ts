import { ArgsType, Field, ID, Int, ObjectType } from '@nestjs/graphql';
import { IsOptional, IsString, MaxLength } from 'class-validator';

/** Where a subscription goes on. */
@ArgsType()
export class LiveArgs {
  @Field(() => String, {
    nullable: true,
    description: 'The last cursor received: whatever has happened since comes first. 断线前收到的最后一个游标',
  })
  @IsOptional()
  @IsString()
  @MaxLength(2048)
  after?: string | null;
}

@ObjectType({ description: 'Something that has changed; read it again by a query. 变更' })
export class LiveChange {
  @Field(() => ID, { description: 'What has changed. 编号' })
  id: string;

  @Field(() => Int, { description: 'Its version after the change. 版本号' })
  version: number;

  @Field(() => String, { description: 'What happened: `referral.accepted`. 事件' })
  topic: string;

  @Field(() => String, { nullable: true, description: 'Its state after the change, where it has one. 变更后状态' })
  state: string | null;
}

@ObjectType({ description: 'What a subscription sends: changes in their order, and how far it has come. 实时更新' })
export class LiveUpdate {
  @Field(() => String, { description: 'Keep the last one, and go on `after` it when the line breaks. 游标' })
  cursor: string;

  @Field(() => Boolean, {
    description: 'True where too much has been missed: read everything again by queries. 需要重新加载',
  })
  reload: boolean;

  @Field(() => [LiveChange], { description: 'The oldest first; none in the first update of a new subscription. 变更' })
  changes: readonly LiveChange[];
}
