import { Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { streamWorkbook, type StreamedCell } from '#platform';

const SIZES = [10_000, 100_000];
const BATCH = 1_000;

setFlagsFromString('--expose-gc');
const collectGarbage = runInNewContext('gc') as () => void;

/** Like the pages of a cursor. */
async function* batches(size: number): AsyncGenerator<StreamedCell[][]> {
  for (let from = 0; from < size; from += BATCH) {
    yield await Promise.resolve(Array.from({ length: BATCH }, (_, at) => lineOf(from + at)));
  }
}

const lineOf = (number: number): StreamedCell[] => [
  number,
  new Date(Date.UTC(2026, 2, 4) + number * 60_000),
  ...Array.from({ length: 20 }, (_, column) => `第${number}行 ${column} 不稳定型心绞痛`),
];

/** `npm run bench:ledger`: what a register holds in memory while it streams; it must not grow with the rows. */
for (const size of SIZES) {
  let peak = 0;
  let bytes = 0;
  let chunks = 0;
  collectGarbage();
  const before = process.memoryUsage().heapUsed;
  const sink = new Writable({
    write(chunk: Buffer, _encoding, done) {
      bytes += chunk.length;
      // What is still held once garbage is gone, now and then: collecting is what takes the time.
      if (++chunks % 8 === 0) {
        collectGarbage();
        peak = Math.max(peak, process.memoryUsage().heapUsed - before);
      }
      done();
    },
  });
  const columns = Array.from({ length: 22 }, (_, at) => [`列${at + 1}`, 12] as const);
  await pipeline(streamWorkbook({ name: '台账', columns, rows: batches(size) }), sink);
  console.log(
    `${size} rows: ${(bytes / 2 ** 20).toFixed(1)} MiB written, heap at most ${(peak / 2 ** 20).toFixed(1)} MiB`,
  );
}
