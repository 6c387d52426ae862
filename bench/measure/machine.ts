import { cpus, totalmem } from 'node:os';

/** The machine that the figures belong to, in one line. */
export function machine(postgres: string): string {
  const memory = Math.round(totalmem() / 2 ** 30);
  const [first] = cpus();
  return `${first?.model ?? 'unknown CPU'}, ${cpus().length} cores, ${memory} GiB; Node ${process.version}, PostgreSQL ${postgres}`;
}
