import { pause } from './pause.js';

const FOREVER_MS = 1_000_000_000;
const never = new Promise(() => undefined);
const nobody = new AbortController().signal;

it('a pause ends by itself', async () => {
  await expect(pause(1, nobody, [never])).resolves.toBeUndefined();
});

it('a pause ends when there is something to do', async () => {
  await expect(pause(FOREVER_MS, nobody, [never, Promise.resolve()])).resolves.toBeUndefined();
});

it('a pause ends with the process', async () => {
  const stopping = new AbortController();
  const rest = pause(FOREVER_MS, stopping.signal);
  stopping.abort();
  await expect(rest).resolves.toBeUndefined();
});
