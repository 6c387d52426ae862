import fc from 'fast-check';
import { Client } from 'pg';
import { TestApp, World } from '#testing';
import { ConsultationGame } from './consultation-model/game.js';
import { Stage } from './consultation-model/stage.js';
import { steps, type Tally } from './random-acts.js';

const RUNS = 8;
const MOST_STEPS = 30;
/** Ways in which time passes. */
const LENGTHS = [1, 2, 3, 3, 4];
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

it('whatever anybody does in whatever order, only what is tabled happens, whole, and no expert is had twice or in vain', async () => {
  const tally: Tally = new Map();
  const property = fc.asyncProperty(steps(MOST_STEPS, LENGTHS), async (commands) => {
    await stage.begin();
    const game = new ConsultationGame(stage);
    const model = { ledger: await game.read() };
    await fc.asyncModelRun(() => ({ model, real: { game, tally } }), commands);
  });
  await fc.assert(property, { numRuns: RUNS, plugins: [fc.interruptAfterTimeLimit(LIMIT_MS)] });
  // A run in which nearly everything was refused would prove little.
  expect(tally.size).toBeGreaterThan(5);
});
