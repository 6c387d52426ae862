import { launch } from '../../api/src/launch.js';

/** Verifies the audit trail, or prints the anchor of its chain. */
launch(async () => {
  const { runAudit } = await import('./audit-program.js');
  return runAudit(process.argv.slice(2), (line) => console.log(line));
});
