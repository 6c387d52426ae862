import { launch } from '../../api/src/launch.js';

/** Says which keys values stand under, brings them under the current ones, and retires keys that nothing needs. */
launch(async () => {
  const { runKeys } = await import('./keys-program.js');
  return runKeys(process.argv.slice(2), (line) => console.log(line));
});
