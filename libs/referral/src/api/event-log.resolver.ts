import { Args, ID, Query, Resolver } from '@nestjs/graphql';
import { Permission } from '#identity';
import { Actor, Allow, UuidPipe, type ActorContext } from '#platform';
import { EventLogQuery, type LoggedEvent } from '../queries/event-log.query.js';
import { ReferralLogEntry } from './event-log.types.js';

@Resolver()
export class EventLogResolver {
  constructor(private readonly log: EventLogQuery) {}

  @Allow(Permission.ReadAuditTrail)
  @Query(() => [ReferralLogEntry], {
    description: 'All that happened to a referral, the oldest first, for auditors; the look is audited. 转诊事件日志',
  })
  referralEventLog(
    @Args('id', { type: () => ID, description: 'The referral. 转诊编号' }, UuidPipe) id: string,
    @Actor() actor: ActorContext,
  ): Promise<LoggedEvent[]> {
    return this.log.of(actor, id);
  }
}
