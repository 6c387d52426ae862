import { Context, Field, ObjectType, Parent, ResolveField, Resolver } from '@nestjs/graphql';
import type { GraphqlContext } from '#platform';
import { ClosingNode } from '../domain/closing-nodes.js';
import { ClosingNodesReader, type ClosingNodeView } from '../queries/closing-nodes.reader.js';
import { Referral } from './referral.types.js';

@ObjectType({ description: 'One of the five nodes of a referral; without a time while it is missing. 闭环节点' })
export class ReferralClosingNodeEntry implements ClosingNodeView {
  @Field(() => ClosingNode, { description: 'The node. 节点' })
  node: ClosingNode;

  @Field(() => Date, { nullable: true, description: 'When it was reached; null while it is missing. 时间' })
  occurredAt: Date | null;

  @Field(() => String, { nullable: true, description: 'Who did it; null where it was the system. 操作人' })
  staffName: string | null;

  @Field(() => String, { nullable: true, description: 'In whose name. 被代理人' })
  onBehalfOfStaffName: string | null;

  @Field(() => String, { nullable: true, description: 'Where they acted. 操作机构' })
  institutionName: string | null;
}

@Resolver(() => Referral)
export class ClosingNodesResolver {
  constructor(private readonly reader: ClosingNodesReader) {}

  @ResolveField(() => [ReferralClosingNodeEntry], { description: 'How far it has come, in five nodes. 闭环节点' })
  async closingNodes(
    @Parent() { id }: Referral,
    @Context() { loaders }: GraphqlContext,
  ): Promise<readonly ReferralClosingNodeEntry[]> {
    return (await loaders.of(this.reader).load(id)) ?? [];
  }
}
