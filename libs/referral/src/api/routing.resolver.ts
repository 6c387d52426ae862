import { Args, Context, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
import { Permission } from '#identity';
import { Actor, Allow, type ActorContext, type GraphqlContext } from '#platform';
import type { Routing, RoutingPlace } from '../domain/routing.js';
import { RoutingChoiceReader, type RoutingChoiceView } from '../queries/routing-choice.reader.js';
import { RoutingQueries } from '../queries/routing.queries.js';
import { Referral } from './referral.types.js';
import { DownRoutingSuggestionsInput, RoutingSuggestionsInput } from './routing.inputs.js';
import { RoutingChoice, RoutingSuggestions } from './routing.types.js';

@Resolver()
export class RoutingResolver {
  constructor(private readonly queries: RoutingQueries) {}

  @Allow(Permission.DraftReferral)
  @Query(() => RoutingSuggestions, { description: 'Which departments could take a patient, ranked. 转诊去向建议' })
  async routingSuggestions(
    @Args('input') input: RoutingSuggestionsInput,
    @Actor() actor: ActorContext,
  ): Promise<RoutingSuggestions> {
    return shown(await this.queries.up(actor, input));
  }

  @Allow(Permission.SuggestDownRoute)
  @Query(() => RoutingSuggestions, { description: 'Where a patient could be sent back to, ranked. 下转去向建议' })
  async downRoutingSuggestions(
    @Args('input') input: DownRoutingSuggestionsInput,
    @Actor() actor: ActorContext,
  ): Promise<RoutingSuggestions> {
    return shown(await this.queries.down(actor, input));
  }
}

@Resolver(() => Referral)
export class RoutingChoiceResolver {
  constructor(private readonly choices: RoutingChoiceReader) {}

  @ResolveField(() => RoutingChoice, {
    nullable: true,
    description: 'What was chosen against what was suggested, at the last submit. 去向选择记录',
  })
  routingChoice(@Parent() { id }: Referral, @Context() { loaders }: GraphqlContext): Promise<RoutingChoiceView | null> {
    return loaders.of(this.choices).load(id);
  }
}

type Shown = Pick<
  RoutingSuggestions['candidates'][number],
  'departmentId' | 'departmentName' | 'institutionId' | 'institutionName'
>;

/** A place as the API shows it: what it takes stays behind. */
function shown(
  routing: Routing<RoutingPlace & Shown & { computedAt?: Date | null }> & { at: Date },
): RoutingSuggestions {
  const placeOf = ({ departmentId, departmentName, institutionId, institutionName }: Shown): Shown => ({
    departmentId,
    departmentName,
    institutionId,
    institutionName,
  });
  return {
    at: routing.at,
    candidates: routing.candidates.map(({ place, rank, score, renormalized, parts }) => ({
      ...placeOf(place),
      rank,
      score,
      renormalized,
      parts: [...parts],
      statisticsAt: place.computedAt ?? null,
    })),
    refused: routing.refused.map(({ place, filter }) => ({ ...placeOf(place), filter })),
  };
}
