import { ArgsType, Field, Int, ObjectType } from '@nestjs/graphql';
import type { Page } from '#kernel';
import { IsOptional, IsString, Max, MaxLength, Min } from 'class-validator';

const MAX_PAGE_SIZE = 100;

/** Where a page starts and how long it is. */
@ArgsType()
export class PageArgs {
  @Field(() => Int, { defaultValue: 20, description: `How many items, at most ${MAX_PAGE_SIZE}. 每页条数` })
  @Min(1)
  @Max(MAX_PAGE_SIZE)
  first: number = 20;

  @Field(() => String, {
    nullable: true,
    description: 'Continue after this cursor, taken from `pageInfo.endCursor`. 游标',
  })
  @IsOptional()
  @IsString()
  @MaxLength(2048)
  after?: string | null;
}

@ObjectType({ description: 'Where a page of a list ends. 分页信息' })
export class PageInfo {
  @Field(() => Boolean, { description: 'Whether more items follow. 是否有下一页' })
  hasNextPage: boolean;

  @Field(() => String, { nullable: true, description: 'Pass as `after` to read on; null on an empty page. 末尾游标' })
  endCursor: string | null;
}

/** What a list returns: the items themselves, and where the page ends. */
export interface Connection<T> {
  readonly nodes: readonly T[];
  readonly pageInfo: PageInfo;
  readonly totalCount?: number | undefined;
}

/** A page as the API answers it. */
export function toConnection<T>(page: Page<T>, totalCount?: number): Connection<T> {
  const { items, endCursor, hasNextPage } = page;
  return { nodes: items, pageInfo: { endCursor, hasNextPage }, totalCount };
}

type PageClass = abstract new () => { nodes: readonly object[]; pageInfo: PageInfo };
type ConnectionClass = abstract new () => InstanceType<PageClass> & { totalCount?: number };

/** Base class of a keyset connection over a node type; the subclass gives it name and description. */
export function connectionOf(node: new () => object, what: string): ConnectionClass {
  @ObjectType({ isAbstract: true })
  abstract class CountedConnection extends pagesOf(node, what) {
    @Field(() => Int, { description: 'How many there are in all; counted only when asked for. 总数' })
    totalCount?: number;
  }
  return CountedConnection;
}

/** The same where counting would cost too much to be offered. */
export function pagesOf(node: new () => object, what: string): PageClass {
  @ObjectType({ isAbstract: true })
  abstract class UncountedConnection {
    @Field(() => [node], { description: `The ${what} of this page. 本页记录` })
    nodes: readonly object[];

    @Field(() => PageInfo, { description: 'Where this page ends. 分页信息' })
    pageInfo: PageInfo;
  }
  return UncountedConnection;
}
