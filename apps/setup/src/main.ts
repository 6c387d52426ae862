import { launch } from '../../api/src/launch.js';

/** Sets a county up by a workbook, or writes one down. */
launch(async () => {
  const { runSetup } = await import('./setup-program.js');
  return runSetup(process.argv.slice(2), (line) => console.log(line));
});
