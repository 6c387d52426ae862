import { Args, ArgsType, Field, Resolver, Subscription } from '@nestjs/graphql';
import { Permission } from '#identity';
import { Actor, Allow, IdField, LiveArgs, LiveFeed, LiveUpdate, type ActorContext } from '#platform';
import { IsEnum, IsOptional } from 'class-validator';
import { ReferralChanges } from '../queries/referral-changes.js';
import { ReferralBox } from '../queries/referral.queries.js';

type Updates = Promise<AsyncIterableIterator<LiveUpdate>>;
const resolve = (update: LiveUpdate): LiveUpdate => update;

/** Which work list to listen to. */
@ArgsType()
class WorkListArgs extends LiveArgs {
  @Field(() => ReferralBox, { nullable: true, description: 'Only this box; both when left out. 转诊列表范围' })
  @IsOptional()
  @IsEnum(ReferralBox)
  box?: ReferralBox | null;
}

/** Which referral to listen to. */
@ArgsType()
class ReferralChangedArgs extends LiveArgs {
  @IdField('The referral. 转诊编号')
  id: string;
}

/** What people with referrals on their screens are told while they look. */
@Resolver()
export class ReferralLiveResolver {
  constructor(
    private readonly feed: LiveFeed,
    private readonly changes: ReferralChanges,
  ) {}

  @Allow(Permission.ReadReferral)
  @Subscription(() => LiveUpdate, {
    description: 'Changes of the referrals that `referrals` lists for the caller. 转诊列表变更',
    resolve,
  })
  referralWorkListChanged(@Args() { box, after }: WorkListArgs, @Actor() actor: ActorContext): Updates {
    return this.feed.open(actor, this.changes, { filter: { box }, after });
  }

  @Allow(Permission.ReadReferral)
  @Subscription(() => LiveUpdate, { description: 'Changes of one referral. 单个转诊变更', resolve })
  async referralChanged(@Args() { id, after }: ReferralChangedArgs, @Actor() actor: ActorContext): Updates {
    await this.changes.requireVisible(actor, id);
    return this.feed.open(actor, this.changes, { filter: { id }, after });
  }
}
