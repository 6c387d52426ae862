import { readWords } from './words.js';

test.each([
  ['import a.xlsx', { name: 'import', file: 'a.xlsx', dryRun: false, passwords: undefined }],
  ['import --dry-run a.xlsx', { name: 'import', file: 'a.xlsx', dryRun: true, passwords: undefined }],
  ['import a.xlsx --passwords p', { name: 'import', file: 'a.xlsx', dryRun: false, passwords: 'p' }],
  ['import a.xlsx --passwords p --dry-run', { name: 'import', file: 'a.xlsx', dryRun: true, passwords: 'p' }],
  ['import --template t.xlsx', { name: 'template', file: 't.xlsx' }],
  ['export a.xlsx', { name: 'export', file: 'a.xlsx' }],
])('%s', (words, command) => {
  expect(readWords(words.split(' '))).toEqual(command);
});

test.each([
  '',
  'import',
  'import a b',
  'export',
  'export a --dry-run',
  'import a --template t',
  'found a',
  'import a --x',
])('refuses %j', (words) => {
  expect(() => readWords(words.split(' '))).toThrow(/^Say `npm run import/);
});
