import { migrations } from '#migrations';
import { migrate, startEmbeddedDatabase } from '#platform';
import { seedReference } from '#seeds';
import { ReferralStory, TestApp, World, type SeenReferral } from '#testing';
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Connections of one account: somebody with a few tabs. */
const TABS = 5;

/** A county in a database of its own, and who works in it. */
export interface LoadCounty {
  readonly appUrl: string;
  readonly ownerUrl: string;
  /** Sessions of those who see every referral that changes. */
  readonly concerned: readonly string[];
  /** Sessions of those who see none of them. */
  readonly others: readonly string[];
  /** The session that claims and releases. */
  readonly cardiologist: string;
  readonly referrals: readonly SeenReferral[];
}

/** Runs the work on a fresh, durable database, and leaves nothing behind. */
export async function withCounty(
  size: { concerned: number; others: number; referrals: number },
  work: (county: LoadCounty) => Promise<void>,
): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'load-'));
  // Root hands the database to another account, which has to pass through here.
  await chmod(folder, 0o755);
  const server = await startEmbeddedDatabase({ folder: join(folder, 'data') });
  try {
    const appRole = new URL(server.appUrl).username;
    await migrate({ ownerUrl: server.ownerUrl, appRole, migrations, setting: 'load', seed: seedReference });
    await work(await found(server, size));
  } finally {
    await server.stop();
    await rm(folder, { recursive: true, force: true });
  }
}

async function found(
  { ownerUrl, appUrl }: { ownerUrl: string; appUrl: string },
  size: { concerned: number; others: number; referrals: number },
): Promise<LoadCounty> {
  const app = await TestApp.startOn({ ownerUrl, appUrl, drop: () => Promise.resolve() });
  try {
    const world = await World.create(app);
    const story = new ReferralStory(world);
    const sessions = async (role: string, department: string, count: number): Promise<string[]> => {
      const tokens: string[] = [];
      while (tokens.length < count) {
        const { token } = await world.hire(role, 'county', department);
        tokens.push(...Array.from({ length: Math.min(TABS, count - tokens.length) }, () => token));
      }
      return tokens;
    };
    const referrals: SeenReferral[] = [];
    for (let n = 0; n < size.referrals; n++) referrals.push(await story.submitted(world.person('township-doctor')));
    return {
      appUrl,
      ownerUrl,
      concerned: await sessions('COUNTY_DOCTOR', 'cardiology', size.concerned),
      others: await sessions('COUNTY_DOCTOR', 'surgery', size.others),
      cardiologist: world.person('cardiologist').token,
      referrals,
    };
  } finally {
    await app.stop();
  }
}
