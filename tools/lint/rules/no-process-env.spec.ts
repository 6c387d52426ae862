import { ruleTester } from '../rule-tester.ts';
import { noProcessEnv } from './no-process-env.ts';

ruleTester().run('no-process-env', noProcessEnv, {
  valid: [
    { name: 'settings from the config', code: 'const url = config.databaseUrl;' },
    { name: 'another property of the process', code: 'const id = process.pid;' },
    { name: 'an env of something else', code: 'const env = shell.env;' },
  ],
  invalid: [
    { name: 'a variable', code: `const url = process.env['DATABASE_URL'];`, errors: [/config/] },
    { name: 'a variable through globalThis', code: 'const url = globalThis.process.env.URL;', errors: [/config/] },
    { name: 'a computed env', code: `const url = process['env'].URL;`, errors: [/config/] },
    { name: 'a destructured env', code: 'const { env } = process;', errors: [/config/] },
    { name: 'an imported env', code: `import { env } from 'node:process';`, errors: [/config/] },
  ],
});
