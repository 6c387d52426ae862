import { cpus, totalmem } from 'node:os';

/** The machine that the figures belong to, in one line. */
export function machine(...servers: readonly string[]): string {
  const memory = Math.round(totalmem() / 2 ** 30);
  const [first] = cpus();
  const software = [`Node ${process.version}`, ...servers].join(', ');
  return `${first?.model ?? 'unknown CPU'}, ${cpus().length} cores, ${memory} GiB; ${software}`;
}
