import fc from 'fast-check';
import { Client } from 'pg';
import { TestApp, World } from '#testing';
import { TimePasses, steps, type Tally } from './random-acts.js';
import { ReferralGame } from './referral-model/game.js';
import { Stage } from './referral-model/stage.js';

const RUNS = 10;
const MOST_STEPS = 30;
/** Days that may pass. */
const LENGTHS = [1, 3, 8];
/** A slow machine does fewer runs, and finding the shortest failure does not take forever. */
const LIMIT_MS = 40_000;

let app: TestApp;
let owner: Client;
let stage: Stage;

beforeAll(async () => {
  app = await TestApp.start();
  owner = new Client({ connectionString: app.database.ownerUrl });
  await owner.connect();
  stage = new Stage(app, await World.create(app), owner);
  await stage.furnish();
});

afterAll(async () => {
  await owner.end();
  await app.stop();
});

/** A handful of patients more, with referrals on their way up, down and at once. */
async function begin(tally: Tally) {
  const [doctor, other] = [stage.person('township-doctor'), stage.person('other-township-doctor')];
  const cardiologist = stage.person('cardiologist');
  await stage.reportBeds();
  await stage.up.draft(doctor);
  await stage.up.submitted(doctor);
  await stage.up.draft(other, { toDepartmentId: stage.world.departmentId('surgery') });
  await stage.up.emergency(doctor);
  await stage.down.draft(cardiologist, stage.downContent(0));
  const named = { ...stage.downContent(1), receiverStaffId: other.staffId };
  await stage.down.draft(stage.person('surgeon'), named);
  await stage.down.submitted(stage.person('surgeon'), named);
  await stage.down.receive(other, await stage.down.submitted(stage.person('surgeon'), named));
  const game = new ReferralGame(stage);
  return { model: { ledger: await game.read() }, real: { game, tally } };
}

it('the system acts for those who are silent, and for nobody before their time', async () => {
  const tally: Tally = new Map();
  const { model, real } = await begin(tally);
  await new TimePasses(1).run(model, real);
  expect([...tally]).toEqual([]);
  await new TimePasses(1).run(model, real);
  await new TimePasses(1).run(model, real);
  expect(Object.fromEntries(tally)).toEqual({
    'declineReceipt by the system': 1,
    'reportNotArrived by the system': 1,
  });
});

it('whatever anybody does in whatever order, only what is tabled happens, once, and is on record whole', async () => {
  const tally: Tally = new Map();
  const property = fc.asyncProperty(steps(MOST_STEPS, LENGTHS), async (commands) => {
    const { model, real } = await begin(tally);
    await fc.asyncModelRun(() => ({ model, real }), commands);
  });
  await fc.assert(property, { numRuns: RUNS, plugins: [fc.interruptAfterTimeLimit(LIMIT_MS)] });
  // A run in which nearly everything was refused would prove little.
  expect(tally.size).toBeGreaterThan(5);
});
