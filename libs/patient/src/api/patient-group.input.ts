import { Field, InputType, Int } from '@nestjs/graphql';
import { IsIn, IsInt, IsOptional, Max, Min } from 'class-validator';
import { Sex } from '#kernel';

const OLDEST_DAYS = 60_000;
/** Male and female of GB/T 2261.1: what is usual, or critical, in anybody else is not known. */
const SEXES = ['1', '2'];

/** For which patients something counts, e.g. a reference range; for everybody where all is left out. */
@InputType({ isAbstract: true })
export class PatientGroupInput {
  @Field(() => String, { nullable: true, description: 'For one sex alone: `1` male, `2` female. 适用性别' })
  @IsOptional()
  @IsIn(SEXES)
  sex?: Sex | null;

  @Field(() => Int, { nullable: true, description: 'From that day of life. 起始日龄' })
  @IsOptional()
  @IsInt()
  @Min(0)
  @Max(OLDEST_DAYS)
  fromAgeDays?: number | null;

  @Field(() => Int, { nullable: true, description: 'Before that day of life. 截止日龄' })
  @IsOptional()
  @IsInt()
  @Min(1)
  @Max(OLDEST_DAYS)
  beforeAgeDays?: number | null;
}
