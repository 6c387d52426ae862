import { ReferralStory, TestApp, World, withClient } from '#testing';
import { referralNo } from '../domain/referral-no.js';

let app: TestApp;
let world: World;

beforeAll(async () => {
  app = await TestApp.start();
  world = await World.create(app);
});

afterAll(() => app.stop());

it.each([12, 999_999, 1_234_567])('numbers a referral in the database as the domain does: %d', async (sequence) => {
  const story = new ReferralStory(world);
  const doctor = world.person('township-doctor');
  const draft = await story.draft(doctor, { patientId: await story.patient(doctor) });
  await withClient(app.database.ownerUrl, (owner) =>
    owner.query(`SELECT setval('referral_no_sequence', $1, false)`, [sequence]),
  );
  const submitted = await story.submit(doctor, draft);
  expect(submitted.referralNo).toBe(referralNo(app.clock.now(), sequence));
});
