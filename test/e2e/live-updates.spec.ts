import { LiveClient, ReferralStory, TestApp, World } from '#testing';

let app: TestApp;
let world: World;
let story: ReferralStory;
let url: string;

beforeAll(async () => {
  app = await TestApp.start();
  world = await World.create(app);
  story = new ReferralStory(world);
  url = await app.url();
});

afterAll(() => app.stop());

describe('a work list on somebody’s screen', () => {
  it('hears of a referral when it arrives, and of what becomes of it', async () => {
    const client = await LiveClient.connect(url, { token: world.person('cardiologist').token });
    const list = client.workList();
    expect(await list.next()).toMatchObject({ reload: false, changes: [] });

    const submitted = await story.submitted(world.person('township-doctor'));
    await app.relayEvents();
    // The draft that came before was nobody's business but the author's; now that it is sent, its event may be seen too.
    const { changes } = await list.nextChange();
    expect(changes).toContainEqual({
      id: submitted.id,
      version: submitted.version,
      topic: 'referral.submitted',
      state: 'PENDING_ACCEPTANCE',
    });
    await story.claim(world.person('cardiologist'), submitted);
    await app.relayEvents();
    expect((await list.nextChange()).changes).toMatchObject([{ id: submitted.id, topic: 'referral.claimed' }]);
    await client.close();
  });
});
