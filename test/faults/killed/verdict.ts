import { Launchpad } from '#testing';
import type { Scene } from './scene.js';
import { Storm } from './storm.js';

interface Size {
  readonly atLeast: number;
  readonly kills: number;
}

/** Lets a storm go over a scene, says what came of it, and sets the exit code. */
export async function stormOver<Stage>(scene: Scene<Stage>, { atLeast, kills: wanted }: Size): Promise<void> {
  const launchpad = new Launchpad();
  try {
    const ofEachAct = Math.ceil(atLeast / scene.acts.length);
    const { acts, kills, faults } = await Storm.blow(launchpad, scene, { ofEachAct, kills: wanted });
    console.log(`${acts} acts of ${scene.acts.length} kinds, each asked for until it was answered, and once more`);
    console.table(kills);
    for (const fault of faults.slice(0, 20)) console.log(`WRONG: ${fault}`);
    console.log(faults.length === 0 ? 'Each has happened whole, and once.' : `FAILED: ${faults.length} faults`);
    process.exitCode = faults.length === 0 ? 0 : 1;
  } finally {
    await launchpad.clear();
  }
}
