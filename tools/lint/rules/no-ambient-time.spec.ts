import { ruleTester } from '../rule-tester.ts';
import { noAmbientTime } from './no-ambient-time.ts';

ruleTester().run('no-ambient-time', noAmbientTime, {
  valid: [
    { name: 'an instant that comes in', code: 'const at = new Date(now.getTime() + 1);' },
    { name: 'a parsed instant', code: `const at = Date.parse('2026-01-01T00:00:00Z');` },
    { name: "the clock's now", code: 'const at = clock.now();' },
  ],
  invalid: [
    { name: 'the present', code: 'const at = new Date();', errors: [/new Date/] },
    { name: 'the present in milliseconds', code: 'const at = Date.now();', errors: [/Date.now/] },
    { name: 'the present as text', code: 'const at = Date();', errors: [/Date\(\)/] },
    { name: 'chance', code: 'const id = Math.random();', errors: [/Math.random/] },
  ],
});
