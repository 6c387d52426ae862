import { setTimeout as delay } from 'node:timers/promises';
import { ALLIANCE_ZONE, addDays, localDate } from '#kernel';
import { Launchpad, RotaStory, ServedProduct, World, embeddedServerOf, type SeenRota } from '#testing';
import type { Figure } from '../measure/table.js';

const COUNTY = { townships: 30, experts: 60 };
const DAYS = 28;
const LIMIT_MS = 50;
const IDLE_MS = 5_000;
const P99 = /^nodejs_eventloop_lag_p99_seconds (\S+)$/m;

/** Whether the process that serves the API goes on while the same process searches: its own metric, read before and after. */
export async function servedWhileSearching(): Promise<Figure> {
  const launchpad = new Launchpad();
  try {
    const folder = launchpad.folder();
    const product = launchpad.start({ DATA_DIR: folder });
    const url = await product.url();
    const served = new ServedProduct({ url, ownerUrl: embeddedServerOf(folder).superuserUrl });
    const story = new RotaStory(served, await World.create(served));
    await story.furnish(COUNTY);
    const fromDay = addDays(localDate(new Date(), ALLIANCE_ZONE), 14);
    // Code is compiled, statements are planned, and the thread starts once.
    await ended(story, await story.searched(fromDay, addDays(fromDay, 6)));
    await lag(url);
    await delay(IDLE_MS);
    const idle = (await lag(url)) * 1_000;
    const begun = performance.now();
    const found = await ended(story, await story.searched(fromDay, addDays(fromDay, DAYS - 1)));
    const seconds = (performance.now() - begun) / 1_000;
    const p99 = (await lag(url)) * 1_000;
    return {
      what: 'event-loop delay p99 of the API while it searches',
      value: `${p99.toFixed(2)} ms`,
      target: `<= ${LIMIT_MS} ms`,
      met: p99 <= LIMIT_MS,
      detail: `${seconds.toFixed(1)} s, ${found.sessionCount} sessions saved, ${found.searchStatus}; ${idle.toFixed(2)} ms while nothing is searched`,
    };
  } finally {
    await launchpad.clear();
  }
}

const ended = (story: RotaStory, rota: SeenRota): Promise<SeenRota> => story.until(rota, ({ searching }) => !searching);

/** In seconds, since it was read the last time. */
async function lag(url: string): Promise<number> {
  const metrics = await (await fetch(`${url}/metrics`)).text();
  return Number(P99.exec(metrics)![1]);
}
