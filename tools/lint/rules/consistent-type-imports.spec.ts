import { ruleTester } from '../rule-tester.ts';
import { consistentTypeImports } from './consistent-type-imports.ts';

ruleTester().run('consistent-type-imports', consistentTypeImports, {
  valid: [
    {
      name: 'a type imported as such',
      code: `import type { Referral } from './referral.js';
export const idOf = (referral: Referral) => referral.id;`,
    },
    {
      name: 'an inline type',
      code: `import { type Referral, submit } from './referral.js';
export const send = (referral: Referral) => submit(referral);`,
    },
    {
      name: 'a value',
      code: `import { Referral } from './referral.js';
export const empty = new Referral();`,
    },
    {
      name: 'both a value and a type',
      code: `import { Referral } from './referral.js';
export const empty: Referral = new Referral();`,
    },
    {
      name: 'a base class',
      code: `import { Referral } from './referral.js';
export class UpReferral extends Referral {}`,
    },
    {
      name: 'what a constructor injects',
      code: `import { Referrals } from './referrals.js';
@Injectable() export class Desk { constructor(private readonly referrals: Referrals) {} }`,
    },
    {
      name: 'what decorated methods take',
      code: `import { Referral } from './referral.js';
export class Desk { @Mutation(() => Object) submit(@Args('input') input: Referral) {} }`,
    },
    {
      name: 'a value that is passed on',
      code: `import { Referral } from './referral.js';
export { Referral };`,
    },
    { name: 'an import for its effect', code: `import 'reflect-metadata';` },
  ],
  invalid: [
    {
      name: 'a parameter type',
      code: `import { Referral } from './referral.js';
export const idOf = (referral: Referral) => referral.id;`,
      errors: [/"Referral" is used only as a type/],
    },
    {
      name: 'an implemented interface',
      code: `import { Referral } from './referral.js';
export class Up implements Referral {}`,
      errors: [/"Referral"/],
    },
    {
      name: 'a default import',
      code: `import Referral from './referral.js';
export let draft: Referral;`,
      errors: [/"Referral"/],
    },
    {
      name: 'a namespace',
      code: `import * as referral from './referral.js';
export let draft: referral.Draft;`,
      errors: [/"referral"/],
    },
    {
      name: 'a constructor of a class without decorators',
      code: `import { Referral } from './referral.js';
export class Up { constructor(private readonly referral: Referral) {} }`,
      errors: [/"Referral"/],
    },
  ],
});
