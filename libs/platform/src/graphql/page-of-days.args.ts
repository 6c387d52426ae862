import { ArgsType, Field } from '@nestjs/graphql';
import { ALLIANCE_ZONE, addDays, startOfDay } from '#kernel';
import { IsOptional, IsString } from 'class-validator';
import type { Parameters } from '../database/parameters.js';
import { PageArgs } from './connection.types.js';
import { LocalDateScalar } from './scalars.js';

/** Days in China, both included; without a bound where one is left out. */
export interface DayBounds {
  readonly from?: string | null | undefined;
  readonly to?: string | null | undefined;
}

/** A page of what happened on some days. */
@ArgsType()
export class PageOfDaysArgs extends PageArgs implements DayBounds {
  @Field(() => LocalDateScalar, { nullable: true, description: 'Not before that day. 起始日期' })
  @IsOptional()
  @IsString()
  from?: string | null;

  @Field(() => LocalDateScalar, { nullable: true, description: 'Not after that day. 截止日期' })
  @IsOptional()
  @IsString()
  to?: string | null;
}

/** SQL that follows a condition: ` AND column >= … AND column < …`, empty for all days. */
export function onDays(column: string, { from, to }: DayBounds, parameters: Parameters): string {
  const begun = from ? ` AND ${column} >= ${parameters.add(startOfDay(from, ALLIANCE_ZONE))}` : '';
  const over = to ? ` AND ${column} < ${parameters.add(startOfDay(addDays(to, 1), ALLIANCE_ZONE))}` : '';
  return begun + over;
}
