import 'reflect-metadata';
import { ApolloDriver, type ApolloDriverConfig } from '@nestjs/apollo';
import { Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { Args, Field, GraphQLModule, Int, ObjectType, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import { DataSource, IsNull, Not } from 'typeorm';
import { announce } from './announce.js';
import { environment } from './environment.js';
import { Institution, Patient, Referral, ReferralEvent, Staff } from './stock-model.js';

const LATEST = 3;

@ObjectType()
class PageInfo {
  @Field(() => Boolean)
  hasNextPage: boolean;

  @Field(() => String, { nullable: true })
  endCursor: string | null;
}

@ObjectType()
class ReferralConnection {
  @Field(() => [Referral])
  nodes: Referral[];

  @Field(() => PageInfo)
  pageInfo: PageInfo;
}

@Resolver(() => Referral)
class ReferralResolver {
  constructor(private readonly database: DataSource) {}

  @Query(() => ReferralConnection)
  async referrals(
    @Args('first', { type: () => Int }) first: number,
    @Args('institution', { type: () => String }) institution: string,
  ): Promise<ReferralConnection> {
    const rows = await this.database.getRepository(Referral).find({
      where: { toInstitutionId: institution, firstSubmittedAt: Not(IsNull()) },
      relations: { patient: true, fromInstitution: true, toInstitution: true, events: { staff: true } },
      // The default joins everything before it counts to 20, and takes seconds with 100,000 referrals.
      relationLoadStrategy: environment('BENCH_STRATEGY') as 'join' | 'query',
      order: { id: 'DESC' },
      take: first + 1,
    });
    const nodes = rows.slice(0, first);
    return { nodes, pageInfo: { hasNextPage: rows.length > first, endCursor: nodes.at(-1)?.id ?? null } };
  }

  @ResolveField(() => [ReferralEvent])
  latestEvents(@Parent() { events }: Referral): ReferralEvent[] {
    return events.toSorted((left, right) => right.aggregateVersion - left.aggregateVersion).slice(0, LATEST);
  }
}

@Resolver(() => ReferralEvent)
class ReferralEventResolver {
  @ResolveField(() => String, { nullable: true })
  staffName(@Parent() { staff }: ReferralEvent): string | null {
    return staff?.name ?? null;
  }
}

@Module({
  imports: [
    GraphQLModule.forRoot<ApolloDriverConfig>({
      driver: ApolloDriver,
      autoSchemaFile: true,
      graphiql: false,
    }),
  ],
  providers: [
    ReferralResolver,
    ReferralEventResolver,
    {
      provide: DataSource,
      useFactory: () =>
        new DataSource({
          type: 'postgres',
          url: environment('DATABASE_URL'),
          entities: [Referral, Patient, Institution, ReferralEvent, Staff],
          installExtensions: false,
          poolSize: 20,
        }).initialize(),
    },
  ],
})
class StockModule {}

// Nest, Apollo and TypeORM as their guides put them together: entities with relations, no compiled queries.
const app = await NestFactory.create<NestFastifyApplication>(StockModule, new FastifyAdapter(), { logger: false });
await app.listen(0, '127.0.0.1');
announce(app.getHttpServer());
