import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import type { CourierFigures } from './courier.js';

/** What a server says to whoever started it. */
interface Report {
  readonly port?: number;
  /** Microseconds of CPU since the process began, user and system together. */
  readonly cpu?: number;
  /** Bytes that the process has in memory. */
  readonly memory?: number;
  readonly overheard?: readonly OverheardStatement[];
  readonly deliveries?: CourierFigures;
}

/** A statement that the product has sent to the database. */
export interface OverheardStatement {
  readonly name: string;
  readonly text: string;
  readonly values: readonly unknown[];
}

/** A server in a process of its own. */
export class ChildServer {
  private constructor(
    private readonly child: ChildProcess,
    readonly origin: string,
  ) {}

  /** @param name of a module beside this one */
  static async start(name: string, environment: Readonly<Record<string, string>>): Promise<ChildServer> {
    const module = fileURLToPath(new URL(`./${name}.js`, import.meta.url));
    const child = fork(module, { env: environment, execArgv: cpuProfileOf(name) });
    const { port } = await reportOf(child);
    return new ChildServer(child, `http://127.0.0.1:${port}`);
  }

  /** Microseconds of CPU that the process has used. */
  async cpu(): Promise<number> {
    this.child.send('cpu');
    return (await reportOf(this.child)).cpu!;
  }

  /** Bytes that the process has in memory. */
  async memory(): Promise<number> {
    this.child.send('memory');
    return (await reportOf(this.child)).memory!;
  }

  /** Statements that one request made the product send. */
  async overhear(): Promise<readonly OverheardStatement[]> {
    this.child.send('overhear');
    return (await reportOf(this.child)).overheard!;
  }

  /** Tells the months of the alliance as the background work does, and resolves when that is done. */
  async tell(): Promise<void> {
    this.child.send('tell');
    await reportOf(this.child);
  }

  /** How fast it delivers. */
  async deliver(): Promise<CourierFigures> {
    this.child.send('deliver');
    return (await reportOf(this.child)).deliveries!;
  }

  async stop(): Promise<void> {
    const gone = once(this.child, 'exit');
    this.child.disconnect();
    await gone;
  }
}

/** `BENCH_CPU_PROFILE=product` leaves a profile of that server in the working folder. */
function cpuProfileOf(name: string): string[] {
  return process.env['BENCH_CPU_PROFILE'] === name ? ['--cpu-prof', '--cpu-prof-interval=200'] : [];
}

async function reportOf(child: ChildProcess): Promise<Report> {
  const [report] = (await Promise.race([once(child, 'message'), died(child)])) as [Report];
  return report;
}

async function died(child: ChildProcess): Promise<never> {
  const [code] = (await once(child, 'exit')) as [number];
  throw new Error(`A server of the bench has ended with code ${code}`);
}

/** Runs the work with one server of each name, and stops them. */
export async function withServers<const Names extends readonly string[], T>(
  environment: Readonly<Record<string, string>>,
  names: Names,
  work: (servers: { [Index in keyof Names]: ChildServer }) => Promise<T>,
): Promise<T> {
  const servers: ChildServer[] = [];
  try {
    for (const name of names) servers.push(await ChildServer.start(name, environment));
    return await work(servers as { [Index in keyof Names]: ChildServer });
  } finally {
    for (const server of servers) await server.stop();
  }
}
