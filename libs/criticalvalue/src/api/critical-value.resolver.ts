import { Args, Context, ID, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
import { Permission } from '#identity';
import {
  Actor,
  Allow,
  Selected,
  UuidPipe,
  type ActorContext,
  type Connection,
  type GraphqlContext,
  type Selection,
} from '#platform';
import type { CriticalFinding, NamedThreshold } from '../data/critical-reference.repository.js';
import { CriticalValueQueries } from '../queries/critical-value.queries.js';
import { CriticalValuePermittedActions } from '../queries/permitted-actions.reader.js';
import { CriticalValueListArgs } from './critical-value.inputs.js';
import {
  CriticalFindingType,
  CriticalThresholdType,
  CriticalValue,
  CriticalValueConnection,
  PermittedCriticalValueAction,
} from './critical-value.types.js';

/** Looks at critical values, and at what counts as one. */
@Resolver(() => CriticalValue)
export class CriticalValueResolver {
  constructor(
    private readonly queries: CriticalValueQueries,
    private readonly permitted: CriticalValuePermittedActions,
  ) {}

  @Allow(Permission.ReadCriticalValue)
  @Query(() => CriticalValue, { description: 'One critical value. 危急值详情' })
  criticalValue(
    @Args('id', { type: () => ID, description: 'The critical value. 编号' }, UuidPipe) id: string,
    @Actor() actor: ActorContext,
    @Selected() selection: Selection,
  ): Promise<CriticalValue> {
    return this.queries.get(actor, id, selection);
  }

  @Allow(Permission.ReadCriticalValue)
  @Query(() => CriticalValueConnection, { description: 'A list of critical values. 危急值列表' })
  criticalValues(
    @Args() args: CriticalValueListArgs,
    @Actor() actor: ActorContext,
    @Selected() selection: Selection,
  ): Promise<Connection<CriticalValue>> {
    return this.queries.list(actor, args, selection);
  }

  @Allow(Permission.ReadCriticalValue)
  @Query(() => [CriticalFindingType], { description: 'Findings that are critical by themselves. 危急征象目录' })
  criticalFindings(): Promise<CriticalFinding[]> {
    return this.queries.findings();
  }

  @Allow(Permission.ReadCriticalValue)
  @Query(() => [CriticalThresholdType], {
    description: 'Thresholds of laboratory items: the defaults, and those of the own institution. 检验危急值界限',
  })
  criticalThresholds(@Actor() actor: ActorContext): Promise<NamedThreshold[]> {
    return this.queries.thresholds(actor);
  }

  @ResolveField(() => [PermittedCriticalValueAction], {
    description: 'What the caller may do with it now, and which rule refuses the rest. 可执行操作',
  })
  async permittedActions(
    @Parent() { id }: CriticalValue,
    @Context() { loaders }: GraphqlContext,
  ): Promise<readonly PermittedCriticalValueAction[]> {
    return (await loaders.of(this.permitted).load(id)) ?? [];
  }
}
