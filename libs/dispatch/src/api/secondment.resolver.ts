import {
  ArgsType,
  Args,
  Context,
  Field,
  ID,
  InputType,
  Int,
  Mutation,
  ObjectType,
  Parent,
  Query,
  ResolveField,
  Resolver,
} from '@nestjs/graphql';
import { IsInt, Max, Min } from 'class-validator';
import { Permission } from '#identity';
import { Institution, Staff } from '#organization';
import {
  Actor,
  Allow,
  ChangeInput,
  CreationInput,
  IdField,
  LocalDateScalar,
  Selected,
  type ActorContext,
  type GraphqlContext,
  type Selection,
} from '#platform';
import { SecondmentService } from '../commands/secondment.service.js';
import { SecondmentState } from '../domain/secondment.js';
import { SecondmentPermittedActions } from '../queries/permitted-actions.reader.js';
import { SecondmentQueries } from '../queries/secondment.queries.js';
import { DayField, SessionReasonInput } from './rota.inputs.js';
import { PermittedRotaAction } from './search.types.js';

@ObjectType({ description: 'Days away from the host. 派驻中断' })
export class SecondmentBreakType {
  @Field(() => LocalDateScalar, { description: 'The first day. 起始日期' })
  fromDay: string;

  @Field(() => LocalDateScalar, { description: 'The last day. 截止日期' })
  toDay: string;
}

@ObjectType({ description: 'Somebody who works at another institution for a long time. 长期派驻' })
export class Secondment {
  @Field(() => ID, { description: 'Identifier. 编号' })
  id: string;

  @Field(() => Staff, { description: 'Who. 派驻人员' })
  expert: Staff;

  @Field(() => Institution, { description: 'Where to. 接收机构' })
  host: Institution;

  @Field(() => LocalDateScalar, { description: 'The first day. 起始日期' })
  fromDay: string;

  @Field(() => LocalDateScalar, { description: 'The last day. 截止日期' })
  toDay: string;

  @Field(() => SecondmentState, { description: 'How far it is. 状态' })
  state: SecondmentState;

  @Field(() => [SecondmentBreakType], { description: 'Days away, which do not count. 中断' })
  breaks: SecondmentBreakType[];

  @Field(() => String, { nullable: true, description: 'Why it ended before its time. 终止原因' })
  reasonCode: string | null;

  @Field(() => Int, {
    nullable: true,
    description: 'Days of service of the person in the year that was asked for. 当年派驻天数',
  })
  serviceDays: number | null;

  @Field(() => Boolean, {
    nullable: true,
    description: 'Whether these make a long-term secondment of the year. 是否满足长期派驻',
  })
  longTerm: boolean | null;

  @Field(() => Int, { description: 'Grows with each change. 版本号' })
  version: number;
}

@ArgsType()
class YearArgs {
  @Field(() => Int, { description: 'Which year. 年份' })
  @IsInt()
  @Min(2000)
  @Max(2200)
  year: number;
}

@InputType({ description: 'A secondment that is planned. 新增派驻' })
export class PlanSecondmentInput extends CreationInput {
  @IdField('Who, of the own institution. 派驻人员')
  expertId: string;

  @IdField('Where to. 接收机构')
  hostInstitutionId: string;

  @DayField('The first day. 起始日期')
  fromDay: string;

  @DayField('The last day. 截止日期')
  toDay: string;
}

@InputType({ description: 'Days away from the host. 登记派驻中断' })
export class SecondmentBreakInput extends ChangeInput {
  @DayField('The first day. 起始日期')
  fromDay: string;

  @DayField('The last day. 截止日期')
  toDay: string;
}

/** People who work elsewhere for a long time. */
@Resolver(() => Secondment)
export class SecondmentResolver {
  constructor(
    private readonly service: SecondmentService,
    private readonly queries: SecondmentQueries,
    private readonly permitted: SecondmentPermittedActions,
  ) {}

  @ResolveField(() => [PermittedRotaAction], {
    description: 'What the caller may do with it now, and which rule refuses the rest. 可执行操作',
  })
  async permittedActions(
    @Parent() { id }: Secondment,
    @Context() { loaders }: GraphqlContext,
  ): Promise<readonly PermittedRotaAction[]> {
    return (await loaders.of(this.permitted).load(id)) ?? [];
  }

  @Allow(Permission.ReadRotas)
  @Query(() => [Secondment], { description: 'Secondments that touch a year, with the days of service in it. 派驻列表' })
  secondments(
    @Args() { year }: YearArgs,
    @Actor() actor: ActorContext,
    @Selected() selection: Selection,
  ): Promise<Secondment[]> {
    return this.queries.ofYear(actor, year, selection);
  }

  @Allow(Permission.PlanRotas)
  @Mutation(() => Secondment, { description: 'Plans a secondment. 新增派驻' })
  async planSecondment(
    @Args('input') input: PlanSecondmentInput,
    @Actor() actor: ActorContext,
    @Selected() selection: Selection,
  ): Promise<Secondment> {
    const { aggregateId } = await this.service.plan(actor, input);
    return this.queries.one(actor, aggregateId, selection);
  }

  @Allow(Permission.PlanRotas)
  @Mutation(() => Secondment, { description: 'Takes a secondment back that has not begun. 撤回派驻' })
  async withdrawSecondment(
    @Args('input') input: SessionReasonInput,
    @Actor() actor: ActorContext,
    @Selected() selection: Selection,
  ): Promise<Secondment> {
    const { aggregateId } = await this.service.withdraw(actor, input);
    return this.queries.one(actor, aggregateId, selection);
  }

  @Allow(Permission.PlanRotas)
  @Mutation(() => Secondment, { description: 'Ends a secondment before its time. 终止派驻' })
  async terminateSecondment(
    @Args('input') input: SessionReasonInput,
    @Actor() actor: ActorContext,
    @Selected() selection: Selection,
  ): Promise<Secondment> {
    const { aggregateId } = await this.service.terminate(actor, input);
    return this.queries.one(actor, aggregateId, selection);
  }

  @Allow(Permission.PlanRotas, Permission.AttendSessions)
  @Mutation(() => Secondment, { description: 'Records days away from the host. 登记派驻中断' })
  async recordSecondmentBreak(
    @Args('input') input: SecondmentBreakInput,
    @Actor() actor: ActorContext,
    @Selected() selection: Selection,
  ): Promise<Secondment> {
    const { aggregateId } = await this.service.recordBreak(actor, input);
    return this.queries.one(actor, aggregateId, selection);
  }
}
