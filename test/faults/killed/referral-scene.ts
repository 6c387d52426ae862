import { World, type ServedProduct } from '#testing';
import { ACTS, type Act } from './acts.js';
import type { Scene } from './scene.js';
import { Stage } from './stage.js';
import { looseEnds, tracesAtOnce, tracesOfWorkers, usedKeys } from './traces.js';

/** Referrals, from the draft to the way home. */
export const referralScene: Scene<Stage> = {
  acts: ACTS,
  tracesAtOnce,
  tracesOfWorkers,
  usedKeys,
  looseEnds,
  async furnish(served: ServedProduct, ofEachAct: number): Promise<Stage> {
    const stage = new Stage(await World.create(served));
    const places = (what: keyof Act['takes']): number =>
      ACTS.reduce((sum, { takes }) => sum + (takes[what] ?? 0), 0) * (ofEachAct + 1);
    await stage.furnish({ first: places('first'), second: places('second'), beds: places('beds') });
    return stage;
  },
};
