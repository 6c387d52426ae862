import { ruleTester } from '../rule-tester.ts';
import { maxConstructorDependencies } from './max-constructor-dependencies.ts';

ruleTester().run('max-constructor-dependencies', maxConstructorDependencies, {
  valid: [
    {
      name: 'six dependencies',
      code: 'class S { constructor(private readonly a: A, private readonly b: B, private readonly c: C, private readonly d: D, private readonly e: E, private readonly f: F) {} }',
    },
    { name: 'seven parameters of a method', code: 'class S { all(a: A, b: B, c: C, d: D, e: E, f: F, g: G) {} }' },
    {
      name: 'a raised limit',
      code: 'class S { constructor(private readonly a: A, private readonly b: B, private readonly c: C, private readonly d: D, private readonly e: E, private readonly f: F, private readonly g: G) {} }',
      options: [7],
    },
  ],
  invalid: [
    {
      name: 'seven dependencies',
      code: 'class S { constructor(private readonly a: A, private readonly b: B, private readonly c: C, private readonly d: D, private readonly e: E, private readonly f: F, private readonly g: G) {} }',
      errors: [/7 constructor dependencies; at most 6/],
    },
    {
      name: 'dependencies of a class expression',
      code: 'const S = class S { constructor(private readonly a: A, private readonly b: B, private readonly c: C, private readonly d: D, private readonly e: E, private readonly f: F, private readonly g: G) {} };',
      errors: [/7 constructor/],
    },
    {
      name: 'six in the constructor and one injected property',
      code: 'class S { @Inject(X) private readonly x: X; constructor(a: A, b: B, c: C, d: D, e: E, f: F) {} }',
      errors: [/7 constructor/],
    },
    {
      name: 'a lowered limit',
      code: 'class S { constructor(private readonly a: A, private readonly b: B, private readonly c: C) {} }',
      options: [2],
      errors: [/at most 2/],
    },
  ],
});
