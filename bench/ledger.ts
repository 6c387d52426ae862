import { secretSettings } from './county/bench-secrets.js';
import { countyOf } from './county/county.js';
import { withCounty } from './county/kept-county.js';
import { withServers, type ChildServer } from './servers/child-server.js';

/** Of two years; so many of them that one institution has received 100,000 within one. */
const REFERRALS = 300_000;
/** Each period twice: what the process has come to need by then is not given back between them. */
const PERIODS = [30, 30, 364, 364];
const PAUSE_MS = 20;

/** `npm run bench:ledger`: the memory of the product while it sends registers; it must not grow with the lines. */
await withCounty({ referrals: REFERRALS, drafts: 0 }, async (database) => {
  const { coordinator } = await countyOf(database);
  const settings = { ...secretSettings, NODE_ENV: 'production', LOG_LEVEL: 'silent', DATABASE_URL: database.appUrl };
  await withServers(settings, ['product'], async ([product]) => {
    for (const days of PERIODS) console.log(await download(product, coordinator.token, days));
  });
});

/** @returns what it was, in one line */
async function download(product: ChildServer, token: string, days: number): Promise<string> {
  const [from, to] = [days, 0].map((ago) => new Date(Date.now() - ago * 86_400_000).toISOString().slice(0, 10));
  const begun = performance.now();
  const url = `${product.origin}/referral-ledger?side=RECEIVED&from=${from}&to=${to}`;
  const { status, body } = await fetch(url, { headers: { authorization: `Bearer ${token}` } });
  if (status !== 200 || !body) throw new Error(`The register was answered with ${status}`);
  const before = await product.memory();
  let [peak, bytes, looked] = [before, 0, begun];
  for await (const chunk of body) {
    bytes += chunk.length;
    if (performance.now() - looked < PAUSE_MS) continue;
    looked = performance.now();
    peak = Math.max(peak, await product.memory());
  }
  const seconds = (performance.now() - begun) / 1_000;
  const mebibytes = [bytes, before, peak].map((size) => (size / 2 ** 20).toFixed(1));
  return `${days} days: ${mebibytes[0]} MiB in ${seconds.toFixed(1)} s; process before ${mebibytes[1]}, at most ${mebibytes[2]} MiB`;
}
