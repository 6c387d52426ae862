import { ruleTester } from '../rule-tester.ts';
import { noVagueFileNames } from './no-vague-file-names.ts';

ruleTester().run('no-vague-file-names', noVagueFileNames, {
  valid: [
    {
      name: 'a file named after its subject',
      code: 'export const x = 1;',
      filename: '/repository/libs/referral/src/commands/up.service.ts',
    },
    {
      name: 'a word that only begins like a vague one',
      code: 'export const x = 1;',
      filename: '/repository/libs/kernel/src/community.ts',
    },
  ],
  invalid: [
    {
      name: 'utils',
      code: 'export const x = 1;',
      filename: '/repository/libs/referral/src/utils.ts',
      errors: [/"utils"/],
    },
    {
      name: 'a folder of helpers',
      code: 'export const x = 1;',
      filename: '/repository/libs/referral/src/helpers/due.ts',
      errors: [/"helpers"/],
    },
    {
      name: 'a manager',
      code: 'export const x = 1;',
      filename: '/repository/libs/duty/src/commands/duty-manager.service.ts',
      errors: [/"manager"/],
    },
    {
      name: 'common types',
      code: 'export const x = 1;',
      filename: '/repository/libs/duty/src/api/common.types.ts',
      errors: [/"common"/],
    },
    { name: 'misc', code: 'export const x = 1;', filename: '/repository/libs/duty/src/misc.ts', errors: [/"misc"/] },
  ],
});
