import type { RuleTester } from 'oxlint/plugins-dev';

/** A lint rule as oxlint loads it; oxlint exports the type only through its tester. */
export type Rule = Exclude<Parameters<RuleTester['run']>[1], { createOnce: unknown }>;
export type Context = Parameters<Rule['create']>[0];
export type Node = Parameters<NonNullable<ReturnType<Rule['create']>[string]>>[0];

/** One syntax type may stand for several spellings: a class node is both `ClassDeclaration` and `ClassExpression`. */
export type NodeOf<Type extends Node['type'], Candidate = Node> = Candidate extends { type: infer Own }
  ? Extract<Own, Type> extends never
    ? never
    : Candidate
  : never;
