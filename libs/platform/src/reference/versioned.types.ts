import { Field, InputType, Int, ObjectType } from '@nestjs/graphql';
import { IsDate, IsInt, IsOptional, Min } from 'class-validator';
import { DateTimeScalar } from '../graphql/scalars.js';

/** An entry of the reference data, as it counts during one period. */
@ObjectType({ isAbstract: true })
export class VersionedPeriod {
  @Field(() => DateTimeScalar, { description: 'When it began to count. 生效时间' })
  effectiveFrom: Date;

  @Field(() => DateTimeScalar, {
    nullable: true,
    description: 'When it stopped counting; none while no end is set. 失效时间',
  })
  effectiveTo: Date | null;

  @Field(() => Int, {
    description: 'Grows with each change of the entry; send it back as `expectedVersion`. 版本号',
  })
  version: number;
}

/** A change of something that counts for periods. */
@InputType({ isAbstract: true })
export class VersionedChangeInput {
  @Field(() => DateTimeScalar, { nullable: true, description: 'Counts from then on; at once when left out. 生效时间' })
  @IsOptional()
  @IsDate()
  effectiveFrom?: Date | null;

  @Field(() => Int, { description: 'The version that the caller has read; 0 for a new entry. 版本号' })
  @IsInt()
  @Min(0)
  expectedVersion: number;
}
