import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { installationFolder } from '#platform';

const READY = /^The (?:product|worker) is ready: (http:\/\/[^/]+)\/\S+$/;
const PROGRAMS = {
  alliance: 'dist/apps/alliance/src/main.js',
  audit: 'dist/apps/audit/src/main.js',
  backup: 'dist/apps/backup/src/main.js',
  keys: 'dist/apps/keys/src/main.js',
  main: 'dist/apps/api/src/main.js',
  setup: 'dist/apps/setup/src/main.js',
  migrate: 'dist/apps/api/src/migrate.js',
  worker: 'dist/apps/worker/src/main.js',
} as const;

export type Program = keyof typeof PROGRAMS;

export type Settings = Readonly<Record<string, string>>;

/** What a program of the product needs of its surroundings; of the settings only those that a test names. */
const surroundings = { PATH: process.env['PATH'] ?? '', HOME: '/nonexistent', LANG: 'C.UTF-8' };

/** A program of the built product as a process of its own. */
export class ProductProcess {
  readonly output: string[] = [];
  readonly errors: string[] = [];
  private readonly ended: Promise<number | null>;

  private constructor(private readonly child: ChildProcess) {
    readLines(child.stdout!, this.output);
    readLines(child.stderr!, this.errors);
    // 'close' rather than 'exit': by then everything it wrote has been read.
    this.ended = once(child, 'close').then(([code]) => code as number | null);
  }

  static spawn(program: Program, settings: Settings, nodeArguments: readonly string[] = []): ProductProcess {
    return ProductProcess.run([...nodeArguments, join(installationFolder, PROGRAMS[program])], settings);
  }

  /** A command of the product, with its words. */
  static command(program: Program, words: readonly string[], settings: Settings): ProductProcess {
    return ProductProcess.run([join(installationFolder, PROGRAMS[program]), ...words], settings);
  }

  /** A program of a test's own that starts the product with modules beside it. */
  static run(nodeArguments: readonly string[], settings: Settings): ProductProcess {
    const env = { ...surroundings, ...settings };
    return new ProductProcess(spawn(process.execPath, nodeArguments, { env, cwd: '/' }));
  }

  get pid(): number {
    return this.child.pid!;
  }

  get hasEnded(): boolean {
    return this.child.exitCode !== null || this.child.signalCode !== null;
  }

  /** Where it serves, as soon as it does. @throws Error with its last words when it ends instead */
  async url(): Promise<string> {
    for (;;) {
      const url = this.output.map((line) => READY.exec(line)?.[1]).find(Boolean);
      if (url) return url;
      if (this.hasEnded) throw new Error(`The product did not start: ${[...this.errors, ...this.output].join('\n')}`);
      await Promise.race([once(this.child.stdout!, 'data'), this.ended]);
    }
  }

  /** Its exit code; null when a signal ended it. */
  exitCode(): Promise<number | null> {
    return this.ended;
  }

  signal(name: NodeJS.Signals): void {
    this.child.kill(name);
  }

  /** Ends it, by force if need be, and waits until it has gone. */
  async end(name: NodeJS.Signals = 'SIGTERM'): Promise<void> {
    if (!this.hasEnded) this.signal(name);
    await this.ended;
  }
}

function readLines(stream: NodeJS.ReadableStream, lines: string[]): void {
  let rest = '';
  stream.setEncoding('utf8').on('data', (chunk: string) => {
    const parts = (rest + chunk).split('\n');
    rest = parts.pop()!;
    lines.push(...parts);
  });
}
