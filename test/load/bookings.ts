import { cpus } from 'node:os';
import { ConsultationStory, Launchpad, ServedProduct, World, embeddedServerOf } from '#testing';
import { BookingRush, type Outcome } from './booking-rush.js';

const DOCTORS = 200;
const EXPERTS = 20;
/** Two hours of twenty experts are less than two hundred doctors want. */
const WANTED_HALF_HOURS = 4;

/**
 * `npm run load:bookings`: two hundred township doctors book half hours of twenty experts, all at once and all on the same
 * morning. Whoever is refused takes one of the next times that the refusal offers.
 */
const launchpad = new Launchpad();
try {
  const folder = launchpad.folder();
  const url = await launchpad.start({ DATA_DIR: folder }).url();
  const ownerUrl = embeddedServerOf(folder).superuserUrl;
  const served = new ServedProduct({ url, ownerUrl });
  const world = await World.create(served);
  const story = new ConsultationStory(served, world);
  const experts = await hired(world, 'EXPERT', EXPERTS);
  await story.makeExperts(...experts);
  const doctors = await hired(world, 'TOWNSHIP_DOCTOR', DOCTORS);
  const firstMorning = await story.nextMorning(1);
  const begun = performance.now();
  const outcome = await BookingRush.of(story, { doctors, experts, firstMorning, wanted: WANTED_HALF_HOURS, ownerUrl });
  report(outcome, (performance.now() - begun) / 1_000);
  process.exitCode = outcome.faults.length === 0 && outcome.booked === DOCTORS ? 0 : 1;
} finally {
  await launchpad.clear();
}

async function hired(world: World, role: 'EXPERT' | 'TOWNSHIP_DOCTOR', count: number) {
  const people = [];
  for (let n = 0; n < count; n++) {
    people.push(await (role === 'EXPERT' ? world.hire(role, 'county', 'cardiology') : world.hire(role, 'north')));
  }
  return people;
}

function report({ booked, refusals, times, faults }: Outcome, seconds: number): void {
  const at = (share: number): string => (times[Math.floor(times.length * share)] ?? NaN).toFixed(0);
  console.log(`${cpus()[0]?.model}, ${cpus().length} cores, shared by product, database and doctors`);
  console.log(
    `${booked} of ${DOCTORS} doctors have booked from ${EXPERTS} experts, in ${times.length} attempts, ${seconds.toFixed(0)} s in all`,
  );
  console.log(`refused: ${[...refusals].map(([rule, count]) => `${rule} ${count}`).join(', ') || 'nobody'}`);
  console.log(
    `milliseconds of an attempt, with all of them at once: p50 ${at(0.5)}, p95 ${at(0.95)}, most ${at(0.9999)}`,
  );
  for (const fault of faults.slice(0, 20)) console.log(`WRONG: ${fault}`);
  console.log(faults.length === 0 ? 'Nothing given twice, nothing lost.' : `FAILED: ${faults.length} faults`);
}
