import { launch } from '../../api/src/launch.js';

/** Founds the alliance of an empty database, with the people who set up everything else. */
launch(async () => {
  const { runAlliance } = await import('./alliance-program.js');
  const { askOnTerminal } = await import('./terminal.js');
  const { isTTY } = process.stdout;
  const surroundings = { isTerminal: isTTY, ask: isTTY && process.stdin.isTTY ? askOnTerminal : null };
  return runAlliance(process.argv.slice(2), (line) => console.log(line), surroundings);
});
