import { Permission } from '#identity';
import { Allow, Database, statement } from '#platform';
import { Module } from '@nestjs/common';
import { Args, Field, ID, InputType, Int, Mutation, ObjectType, Resolver } from '@nestjs/graphql';
import { IsInt, IsString, IsUUID } from 'class-validator';
import { announce } from './announce.js';
import { INSERT_TEXT, rowOf } from './bare-insert.js';
import { startProduct } from './product-app.js';

// The product's own server with one more mutation that stores a referral by one INSERT and nothing else: no rule, no
// event, no audit row, no idempotency. What a submit costs beside it is what those cost.

@InputType()
class BareInsertInput {
  @Field(() => ID)
  @IsUUID()
  id: string;

  @Field(() => Int)
  @IsInt()
  expectedVersion: number;

  @Field(() => String)
  @IsString()
  idempotencyKey: string;
}

@ObjectType()
class BareReferral {
  @Field(() => ID)
  id: string;

  @Field(() => Int)
  version: number;

  @Field(() => String)
  state: string;

  @Field(() => String)
  referralNo: string;
}

const INSERT = statement('bench.insert', INSERT_TEXT);

@Resolver(() => BareReferral)
class BareInsertResolver {
  constructor(private readonly database: Database) {}

  @Allow(Permission.SubmitReferral)
  @Mutation(() => BareReferral)
  async bareInsert(@Args('input') input: BareInsertInput): Promise<object> {
    const { values, answer } = rowOf(input.id);
    await this.database.query(INSERT, values);
    return answer;
  }
}

@Module({ providers: [BareInsertResolver] })
class BareInsertModule {}

const app = await startProduct([BareInsertModule]);
announce(app.getHttpServer());
