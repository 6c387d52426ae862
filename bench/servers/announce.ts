import type { AddressInfo, Server } from 'node:net';

/** Questions that the starter of a server may ask, beside its CPU time and memory. */
type Answers = Readonly<Record<string, () => Promise<object>>>;

/** Tells the process that started this one where to reach the server, and answers its questions. */
export function announce(server: Server, answers: Answers = {}): void {
  process.on('message', (question: string) => {
    const answer = answers[question] ?? (() => Promise.resolve({ cpu: cpuTime(), memory: process.memoryUsage.rss() }));
    answer().then(tell, (error: unknown) => {
      console.error(error);
      process.exit(1);
    });
  });
  process.on('disconnect', () => process.exit(0));
  tell({ port: (server.address() as AddressInfo).port });
}

function tell(report: object): void {
  process.send!(report);
}

function cpuTime(): number {
  const { user, system } = process.cpuUsage();
  return user + system;
}
