import { ruleTester } from '../rule-tester.ts';
import { operationNeedsPermission } from './operation-needs-permission.ts';

ruleTester().run('operation-needs-permission', operationNeedsPermission, {
  valid: [
    {
      name: 'a permission',
      code: `import { Query } from '@nestjs/graphql';
class R { @Allow(Permission.ReadReferral) @Query(() => Referral) referral() {} }`,
    },
    {
      name: 'an operation open to all',
      code: `import { Mutation } from '@nestjs/graphql';
class R { @Public() @Mutation(() => Session) signIn() {} }`,
    },
    {
      name: 'a field',
      code: `import { ResolveField } from '@nestjs/graphql';
class R { @ResolveField(() => Patient) patient() {} }`,
    },
    {
      name: "another library's Query",
      code: `import { Query } from './sql.js';
class R { @Query() referral() {} }`,
    },
    {
      name: 'routes of a controller that is open to all',
      code: `import { Controller, Get } from '@nestjs/common';
@Public() @Controller() class H { @Get('health') health() {} }`,
    },
    { name: 'a method no caller reaches', code: 'class R { referral() {} }' },
  ],
  invalid: [
    {
      name: 'a query',
      code: `import { Query } from '@nestjs/graphql';
class R { @Query(() => Referral) referral() {} }`,
      errors: [/@Query needs @Allow/],
    },
    {
      name: 'a mutation',
      code: `import { Mutation } from '@nestjs/graphql';
class R { @Mutation(() => Referral) submitReferral() {} }`,
      errors: [/@Mutation needs/],
    },
    {
      name: 'a subscription',
      code: `import { Subscription } from '@nestjs/graphql';
class R { @Subscription(() => Referral) referralChanged() {} }`,
      errors: [/@Subscription needs/],
    },
    {
      name: 'a renamed decorator',
      code: `import { Query as Ask } from '@nestjs/graphql';
class R { @Ask(() => Referral) referral() {} }`,
      errors: [/@Ask needs/],
    },
    {
      name: 'an HTTP route',
      code: `import { Controller, Get } from '@nestjs/common';
@Controller() class F { @Get('files') file() {} }`,
      errors: [/@Get needs/],
    },
    {
      name: 'a permission on the class only',
      code: `import { Query } from '@nestjs/graphql';
@Allow(Permission.X) class R { @Query(() => Referral) referral() {} }`,
      errors: [/@Query needs/],
    },
    {
      name: 'an empty list of permissions',
      code: `import { Query } from '@nestjs/graphql';
class R { @Allow() @Query(() => Referral) referral() {} }`,
      errors: [/no permission/],
    },
  ],
});
