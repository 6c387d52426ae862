import { Args, Field, InputType, Mutation, ObjectType, Query, Resolver } from '@nestjs/graphql';
import { Matches } from 'class-validator';
import { Permission } from '#identity';
import { minutesOf } from '#kernel';
import { Actor, Allow, type ActorContext } from '#platform';
import { QuietHoursService } from '../commands/quiet-hours.service.js';
import { QuietHoursQuery, type OwnQuietHours } from '../queries/quiet-hours.query.js';

const TIME_OF_DAY = /^([01]\d|2[0-3]):[0-5]\d$/;
const FROM = 'From which time of day in China, `HH:MM`. 开始时刻';
const TO = 'Until which; not later than the begin means the next day, equal means never. 结束时刻';

@ObjectType({ description: 'When messages outside the platform wait, unless it is an emergency. 免打扰时段' })
class QuietHoursType {
  @Field(() => String, { description: FROM })
  from: string;

  @Field(() => String, { description: TO })
  to: string;

  @Field(() => Boolean, { description: 'Whether they are those of the county. 是否默认' })
  isDefault: boolean;
}

@InputType({ description: 'When the caller wants to be left in peace. 设置免打扰时段' })
class SetMyQuietHoursInput {
  @Field(() => String, { description: FROM })
  @Matches(TIME_OF_DAY)
  from: string;

  @Field(() => String, { description: TO })
  @Matches(TIME_OF_DAY)
  to: string;
}

/** Quiet hours of the caller. The inbox has none. */
@Resolver()
export class QuietHoursResolver {
  constructor(
    private readonly service: QuietHoursService,
    private readonly queries: QuietHoursQuery,
  ) {}

  @Allow(Permission.ReadOwnNotices)
  @Query(() => QuietHoursType, { description: 'When messages to the caller wait. 我的免打扰时段' })
  async myQuietHours(@Actor() actor: ActorContext): Promise<QuietHoursType> {
    return shown(await this.queries.own(actor));
  }

  @Allow(Permission.ReadOwnNotices)
  @Mutation(() => QuietHoursType, { description: 'Choose them. 设置我的免打扰时段' })
  async setMyQuietHours(
    @Args('input') { from, to }: SetMyQuietHoursInput,
    @Actor() actor: ActorContext,
  ): Promise<QuietHoursType> {
    await this.service.set(actor, { fromMinutes: minutesOf(from), toMinutes: minutesOf(to) });
    return shown(await this.queries.own(actor));
  }
}

function shown({ fromMinutes, toMinutes, isDefault }: OwnQuietHours): QuietHoursType {
  return { from: timeOfDay(fromMinutes), to: timeOfDay(toMinutes), isDefault };
}

function timeOfDay(minute: number): string {
  return [Math.floor(minute / 60), minute % 60].map((part) => String(part).padStart(2, '0')).join(':');
}
