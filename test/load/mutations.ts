import type { SeenReferral } from '#testing';
import { setTimeout as delay } from 'node:timers/promises';

type Changed = (id: string, version: number, at: number) => void;

/** Claims and releases one referral in turns, each a change that is told to whoever may see it. */
export class Changer {
  private version: number;
  private claimed = false;

  constructor(
    private readonly endpoint: { url: string; token: string },
    private readonly referral: SeenReferral,
    private readonly changed: Changed,
  ) {
    this.version = referral.version;
  }

  /** One change. Its clock starts before the request leaves, so that a figure never looks better than it is. */
  async change(): Promise<void> {
    const verb = this.claimed ? 'releaseReferral' : 'claimReferral';
    const begun = performance.now();
    this.changed(this.referral.id, this.version + 1, begun);
    const response = await fetch(`${this.endpoint.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${this.endpoint.token}` },
      body: JSON.stringify({
        query: `mutation($input: ReferralActionInput!) { ${verb}(input: $input) { version } }`,
        variables: { input: { id: this.referral.id, expectedVersion: this.version } },
      }),
    });
    const { data } = (await response.json()) as { data: Record<string, { version: number }> | null };
    if (!data) throw new Error(`${verb} was refused`);
    this.version = data[verb]!.version;
    this.claimed = !this.claimed;
  }
}

/** As many changes as the product takes from all of them at once. @returns changes per second */
export async function throughput(changers: readonly Changer[], seconds: number): Promise<number> {
  const begun = performance.now();
  const until = begun + seconds * 1_000;
  let changes = 0;
  await Promise.all(
    changers.map(async (changer) => {
      while (performance.now() < until) {
        await changer.change();
        changes += 1;
      }
    }),
  );
  return (changes * 1_000) / (performance.now() - begun);
}

/** Changes at an even pace. */
export async function paced(changers: readonly Changer[], perSecond: number, seconds: number): Promise<void> {
  const begun = performance.now();
  for (let n = 0; n < perSecond * seconds; n++) {
    await delay(Math.max(0, begun + (n * 1_000) / perSecond - performance.now()));
    await changers[n % changers.length]!.change();
  }
}
