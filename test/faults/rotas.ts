import { setTimeout as delay } from 'node:timers/promises';
import { ALLIANCE_ZONE, addDays, localDate, type LocalDate } from '#kernel';
import {
  Launchpad,
  RotaStory,
  ServedProduct,
  World,
  embeddedServerOf,
  placeOf,
  withClient,
  type ProductProcess,
  type SeenRota,
} from '#testing';

/** Twelve weeks of a large county: the search goes on for as long as it may. */
const COUNTY = { townships: 30, experts: 60 };
const DAYS = 84;
const SEARCH_SECONDS = 12;
/** As often as a search is tried. */
const ATTEMPTS = 3;

interface Blow {
  readonly killed: string;
  readonly 'state after it': string;
  readonly 'searching on': boolean;
  readonly sessions: number;
  readonly 'seconds until it went on': string;
}

/**
 * `npm run faults:rotas`: kills the product in the middle of a search, once together with its database. The search begins
 * anew by itself, nothing of it is saved in part, and where it is killed as often as it is tried, the rota says that its search was
 * broken off, and can be searched again.
 */
class Hunt {
  readonly blows: Blow[] = [];
  readonly faults: string[] = [];
  private product: ProductProcess;
  /** A sign of life from before is that of whoever was killed. */
  private startedAt = new Date();
  private readonly served: ServedProduct;
  private readonly story: RotaStory;

  private constructor(
    private readonly launchpad: Launchpad,
    private readonly folder: string,
    running: { readonly product: ProductProcess; readonly served: ServedProduct; readonly world: World },
  ) {
    this.product = running.product;
    this.served = running.served;
    this.story = new RotaStory(this.served, running.world);
  }

  static async begin(launchpad: Launchpad): Promise<Hunt> {
    const folder = launchpad.folder();
    const product = launchpad.start({ DATA_DIR: folder });
    const served = new ServedProduct(await placeOf(product, folder));
    const hunt = new Hunt(launchpad, folder, { product, served, world: await World.create(served) });
    await hunt.story.furnish(COUNTY);
    await hunt.sql(`UPDATE reference_settings SET value = $1 WHERE key = 'dispatch.search_limit_seconds'`, [
      SEARCH_SECONDS,
    ]);
    return hunt;
  }

  /** Two blows, after which the search comes to its end. */
  async survive(fromDay: LocalDate): Promise<SeenRota> {
    const asked = await this.story.searched(fromDay, addDays(fromDay, DAYS - 1));
    await this.strike(asked, false);
    await this.strike(asked, true);
    const found = await this.story.until(asked, ({ searching }) => !searching);
    this.expect(found.state === 'GENERATED' && found.sessionCount > 0, `found ${JSON.stringify(found)}`);
    await this.expectGeneratedOnce(found);
    return found;
  }

  /** As many blows as there are attempts: what was found before stands, and the rota says what happened. */
  async breakOff(found: SeenRota): Promise<void> {
    const asked = await this.story.search(found);
    for (let blow = 0; blow < ATTEMPTS; blow++) await this.strike(asked, false, blow === ATTEMPTS - 1);
    const broken = await this.story.until(asked, ({ searching }) => !searching);
    this.expect(broken.searchStatus === 'BROKEN_OFF', `told ${broken.searchStatus}`);
    this.expect(broken.sessionCount === found.sessionCount, 'something of what stood is gone');
    await this.story.search(broken);
    const again = await this.story.until(asked, ({ searching }) => !searching);
    this.expect(again.state === 'GENERATED' && again.searchStatus !== 'BROKEN_OFF', `again ${JSON.stringify(again)}`);
  }

  /** Kills while it solves, and looks what is there after the next start, before anybody has gone on. */
  private async strike(asked: SeenRota, withDatabase: boolean, isLast = false): Promise<void> {
    await this.story.until(asked, () => this.isUnderWay());
    await delay(Math.random() * 1_000 * (SEARCH_SECONDS / 3));
    this.product.signal('SIGKILL');
    if (withDatabase) process.kill(embeddedServerOf(this.folder).pid, 'SIGKILL');
    await this.product.exitCode();
    this.startedAt = new Date();
    this.product = this.launchpad.start({ DATA_DIR: this.folder });
    this.served.moveTo(await placeOf(this.product, this.folder));
    const begun = performance.now();
    const after = await this.story.look(asked);
    this.expect(after.searching && after.version === asked.version, `half saved: ${JSON.stringify(after)}`);
    this.expect(after.sessionCount === asked.sessionCount, `sessions of a search that has not ended`);
    if (!isLast) await this.story.until(asked, () => this.isUnderWay());
    this.blows.push({
      killed: withDatabase ? 'product and database' : 'product',
      'state after it': after.state,
      'searching on': after.searching,
      sessions: after.sessionCount,
      'seconds until it went on': isLast ? '-' : ((performance.now() - begun) / 1_000).toFixed(1),
    });
  }

  private async isUnderWay(): Promise<boolean> {
    const rows = await this.sql(
      `SELECT 1 FROM pgboss.job WHERE name = 'dispatch.rota-search' AND state = 'active' AND heartbeat_on > $1`,
      [this.startedAt],
    );
    return rows.length > 0;
  }

  private async expectGeneratedOnce({ id }: SeenRota): Promise<void> {
    const [row] = await this.sql(
      `SELECT count(*)::int AS times FROM domain_events WHERE topic = 'rota.generated' AND aggregate_id = $1`,
      [id],
    );
    this.expect(row!['times'] === 1, `generated ${String(row!['times'])} times`);
  }

  private expect(holds: boolean, fault: string): void {
    if (!holds) this.faults.push(fault);
  }

  private sql(text: string, values: readonly unknown[] = []): Promise<Record<string, unknown>[]> {
    return withClient(this.served.database.ownerUrl, async (owner) => {
      const { rows } = await owner.query<Record<string, unknown>>(text, [...values]);
      return rows;
    });
  }
}

const launchpad = new Launchpad();
try {
  const hunt = await Hunt.begin(launchpad);
  await hunt.breakOff(await hunt.survive(addDays(localDate(new Date(), ALLIANCE_ZONE), 14)));
  console.table(hunt.blows);
  for (const fault of hunt.faults) console.log(`WRONG: ${fault}`);
  console.log(hunt.faults.length === 0 ? 'Searched to the end, or said to be broken off; nothing in part.' : 'FAILED');
  process.exitCode = hunt.faults.length === 0 ? 0 : 1;
} finally {
  await launchpad.clear();
}
