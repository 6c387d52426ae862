import { launch } from '../../api/src/launch.js';

/** Copies database and files into a folder, or restores them from one into an empty database. */
launch(async () => {
  const { runBackup } = await import('./backup-program.js');
  return runBackup(process.argv.slice(2), (line) => console.log(line));
});
