import { ruleTester } from '../rule-tester.ts';
import { maxParameters } from './max-parameters.ts';

ruleTester().run('max-parameters', maxParameters, {
  valid: [
    { name: 'four parameters', code: 'function f(a: A, b: B, c: C, d: D) {}' },
    {
      name: 'a constructor, which has its own limit',
      code: 'class S { constructor(private readonly a: A, private readonly b: B, private readonly c: C, private readonly d: D, private readonly e: E, private readonly f: F) {} }',
    },
  ],
  invalid: [
    {
      name: 'five parameters of a function',
      code: 'function f(a: A, b: B, c: C, d: D, e: E) {}',
      errors: [/5 parameters; at most 4/],
    },
    {
      name: 'five parameters of a method',
      code: 'class S { f(a: A, b: B, c: C, d: D, e: E) {} }',
      errors: [/5 parameters/],
    },
    {
      name: 'five parameters of an arrow function',
      code: 'const f = (a: A, b: B, c: C, d: D, e: E) => a;',
      errors: [/5 parameters/],
    },
    { name: 'a lowered limit', code: 'const f = (a: A, b: B) => a;', options: [1], errors: [/at most 1/] },
  ],
});
