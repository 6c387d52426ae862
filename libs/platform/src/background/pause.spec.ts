import { pause } from './pause.js';

const FOREVER_MS = 1_000_000_000;
const nobody = new AbortController().signal;

it('a pause ends by itself', () => pause(1, nobody, [new Promise(() => undefined)]));

it('a pause ends when there is something to do', () =>
  pause(FOREVER_MS, nobody, [new Promise(() => undefined), Promise.resolve()]));

it('a pause ends with the process', async () => {
  const stopping = new AbortController();
  const rest = pause(FOREVER_MS, stopping.signal);
  stopping.abort();
  await rest;
});
