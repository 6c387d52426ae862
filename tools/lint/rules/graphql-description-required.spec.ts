import { ruleTester } from '../rule-tester.ts';
import { graphqlDescriptionRequired } from './graphql-description-required.ts';

ruleTester().run('graphql-description-required', graphqlDescriptionRequired, {
  valid: [
    {
      name: 'a described type',
      code: `import { Field, ObjectType } from '@nestjs/graphql';
@ObjectType({ description: 'A referral. 转诊' }) class R { @Field(() => ID, { description: 'Identifier. 标识' }) id: string; }`,
    },
    {
      name: 'a described operation',
      code: `import { Query } from '@nestjs/graphql';
class R { @Query(() => Referral, { description: 'A referral. 转诊' }) referral() {} }`,
    },
    {
      name: 'the input of a mutation, described by its type',
      code: `import { Args } from '@nestjs/graphql';
class R { submit(@Args('input') input: I) {} }`,
    },
    {
      name: 'a class of arguments, described by its fields',
      code: `import { Args } from '@nestjs/graphql';
class R { list(@Args() page: PageArgs) {} }`,
    },
    {
      name: 'a described enum',
      code: `import { registerEnumType } from '@nestjs/graphql';
registerEnumType(State, { name: 'State', description: 'A referral. 转诊', valuesMap: { DRAFT: { description: 'Not sent yet. 草稿' } } });`,
    },
    {
      name: 'an abstract type',
      code: `import { ObjectType } from '@nestjs/graphql';
@ObjectType({ isAbstract: true }) class C {}`,
    },
    {
      name: 'a description from a constant',
      code: `import { Field } from '@nestjs/graphql';
class R { @Field({ description: ID_DESCRIPTION }) id: string; }`,
    },
    {
      name: 'options from elsewhere',
      code: `import { Field } from '@nestjs/graphql';
class R { @Field({ ...identifier }) id: string; }`,
    },
    {
      name: "another library's Field",
      code: `import { Field } from './form.js';
class R { @Field() id: string; }`,
    },
  ],
  invalid: [
    {
      name: 'a type',
      code: `import { ObjectType } from '@nestjs/graphql';
@ObjectType() class R {}`,
      errors: [/@ObjectType has no description/],
    },
    {
      name: 'an input',
      code: `import { InputType } from '@nestjs/graphql';
@InputType('In') class R {}`,
      errors: [/@InputType has no description/],
    },
    {
      name: 'a field',
      code: `import { Field } from '@nestjs/graphql';
class R { @Field(() => ID) id: string; }`,
      errors: [/@Field has no description/],
    },
    {
      name: 'a field with other options',
      code: `import { Field } from '@nestjs/graphql';
class R { @Field({ nullable: true }) id: string; }`,
      errors: [/@Field has no/],
    },
    {
      name: 'a query',
      code: `import { Query } from '@nestjs/graphql';
class R { @Query(() => Referral) referral() {} }`,
      errors: [/@Query has no/],
    },
    {
      name: 'a mutation',
      code: `import { Mutation } from '@nestjs/graphql';
class R { @Mutation(() => Referral) submit() {} }`,
      errors: [/@Mutation has no/],
    },
    {
      name: 'a subscription',
      code: `import { Subscription } from '@nestjs/graphql';
class R { @Subscription(() => Referral) changed() {} }`,
      errors: [/@Subscription has no/],
    },
    {
      name: 'a resolved field',
      code: `import { ResolveField } from '@nestjs/graphql';
class R { @ResolveField(() => Patient) patient() {} }`,
      errors: [/@ResolveField has no/],
    },
    {
      name: 'an argument',
      code: `import { Args } from '@nestjs/graphql';
class R { referral(@Args('id') id: string) {} }`,
      errors: [/@Args has no/],
    },
    {
      name: 'an enum',
      code: `import { registerEnumType } from '@nestjs/graphql';
registerEnumType(State, { name: 'State', valuesMap });`,
      errors: [/registerEnumType has no description/],
    },
    {
      name: 'values of an enum',
      code: `import { registerEnumType } from '@nestjs/graphql';
registerEnumType(State, { name: 'State', description: 'A referral. 转诊' });`,
      errors: [/no valuesMap/],
    },
    {
      name: 'one value of an enum',
      code: `import { registerEnumType } from '@nestjs/graphql';
registerEnumType(State, { name: 'State', description: 'A referral. 转诊', valuesMap: { DRAFT: { deprecationReason: 'x' } } });`,
      errors: [/enum value has no/],
    },
    {
      name: 'a union',
      code: `import { createUnionType } from '@nestjs/graphql';
createUnionType({ name: 'Order', types: () => [A, B] });`,
      errors: [/createUnionType has no/],
    },
    {
      name: 'a description without Chinese',
      code: `import { Field } from '@nestjs/graphql';
class R { @Field({ description: 'Identifier.' }) id: string; }`,
      errors: [/Chinese/],
    },
    {
      name: 'a description without English',
      code: `import { Field } from '@nestjs/graphql';
class R { @Field({ description: '标识' }) id: string; }`,
      errors: [/English/],
    },
    {
      name: 'an empty description',
      code: `import { Field } from '@nestjs/graphql';
class R { @Field({ description: '' }) id: string; }`,
      errors: [/English/],
    },
  ],
});
