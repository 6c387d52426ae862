import { Args, Mutation, Query, Resolver } from '@nestjs/graphql';
import { Permission } from '#identity';
import { Actor, Allow, Selected, type ActorContext, type Connection, type Selection } from '#platform';
import { OrderService } from '../commands/order.service.js';
import { PlacingService } from '../commands/placing.service.js';
import { OrderQueries } from '../queries/order.queries.js';
import {
  CancelExamOrderInput,
  CancelExamOrderItemInput,
  DraftExamOrderInput,
  ExamOrderArgs,
  ExamOrdersArgs,
  PlaceExamOrderInput,
} from './order.inputs.js';
import { ExamOrder, ExamOrderConnection } from './order.types.js';

/** Orders for examinations. */
@Resolver()
export class OrderResolver {
  constructor(
    private readonly orders: OrderService,
    private readonly placing: PlacingService,
    private readonly queries: OrderQueries,
  ) {}

  @Allow(Permission.ReadExamOrders)
  @Query(() => ExamOrder, { description: 'One order, at either end. 申请单' })
  examOrder(
    @Args() { id }: ExamOrderArgs,
    @Actor() actor: ActorContext,
    @Selected() selection: Selection,
  ): Promise<ExamOrder> {
    return this.queries.get({ actor, selection }, id);
  }

  @Allow(Permission.ReadExamOrders)
  @Query(() => ExamOrderConnection, { description: 'Orders of the own institution, newest first. 申请单列表' })
  examOrders(
    @Args() args: ExamOrdersArgs,
    @Actor() actor: ActorContext,
    @Selected() selection: Selection,
  ): Promise<Connection<ExamOrder>> {
    return this.queries.list({ actor, selection }, args.box, args);
  }

  @Allow(Permission.OrderExams)
  @Mutation(() => ExamOrder, { description: 'Writes an order that nobody else sees yet. 新建申请单' })
  async draftExamOrder(
    @Args('input') input: DraftExamOrderInput,
    @Actor() actor: ActorContext,
    @Selected() selection: Selection,
  ): Promise<ExamOrder> {
    return this.queries.answer({ actor, selection }, await this.orders.draft(actor, input));
  }

  @Allow(Permission.OrderExams)
  @Mutation(() => ExamOrder, { description: 'Sends an order to where it is read. 提交申请单' })
  async placeExamOrder(
    @Args('input') input: PlaceExamOrderInput,
    @Actor() actor: ActorContext,
    @Selected() selection: Selection,
  ): Promise<ExamOrder> {
    return this.queries.answer({ actor, selection }, await this.placing.place(actor, input));
  }

  @Allow(Permission.OrderExams)
  @Mutation(() => ExamOrder, { description: 'Takes back all of an order. 取消申请单' })
  async cancelExamOrder(
    @Args('input') input: CancelExamOrderInput,
    @Actor() actor: ActorContext,
    @Selected() selection: Selection,
  ): Promise<ExamOrder> {
    return this.queries.answer({ actor, selection }, await this.orders.cancel(actor, input));
  }

  @Allow(Permission.OrderExams)
  @Mutation(() => ExamOrder, { description: 'Takes back one item of an order. 取消申请项目' })
  async cancelExamOrderItem(
    @Args('input') input: CancelExamOrderItemInput,
    @Actor() actor: ActorContext,
    @Selected() selection: Selection,
  ): Promise<ExamOrder> {
    return this.queries.answer({ actor, selection }, await this.orders.cancelItem(actor, input));
  }
}
