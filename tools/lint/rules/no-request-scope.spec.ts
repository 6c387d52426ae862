import { ruleTester } from '../rule-tester.ts';
import { noRequestScope } from './no-request-scope.ts';

ruleTester().run('no-request-scope', noRequestScope, {
  valid: [
    { name: 'a singleton', code: '@Injectable() class S {}' },
    { name: 'the default scope, spelled out', code: '@Injectable({ scope: Scope.DEFAULT }) class S {}' },
    { name: "another library's REQUEST", code: `import { REQUEST } from './topics.js';` },
  ],
  invalid: [
    { name: 'a request scope', code: '@Injectable({ scope: Scope.REQUEST }) class S {}', errors: [/request-scoped/] },
    {
      name: 'a transient scope',
      code: '@Injectable({ scope: Scope.TRANSIENT }) class S {}',
      errors: [/request-scoped/],
    },
    { name: 'a scope by a computed name', code: `const scope = Scope['REQUEST'];`, errors: [/request-scoped/] },
    { name: 'the injected request', code: `import { REQUEST } from '@nestjs/core';`, errors: [/request-scoped/] },
    {
      name: 'the injected GraphQL context',
      code: `import { CONTEXT } from '@nestjs/graphql';`,
      errors: [/request-scoped/],
    },
  ],
});
