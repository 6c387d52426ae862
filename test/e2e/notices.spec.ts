import { randomUUID } from 'node:crypto';
import { seconds } from '#kernel';
import { Notices, Urgency } from '#notification';
import { UnitOfWork, systemActor } from '#platform';
import { LiveClient, ReferralStory, StatementCounter, TestApp, World, type Person, type SeenReferral } from '#testing';

let app: TestApp;
let world: World;
let story: ReferralStory;

beforeAll(async () => {
  app = await TestApp.start();
  world = await World.create(app);
  story = new ReferralStory(world);
});

afterAll(() => app.stop());

interface SeenNotice {
  readonly id: string;
  readonly cursor: string;
  readonly templateCode: string;
  readonly title: string;
  readonly body: string;
  readonly subjectId: string;
  readonly urgency: string;
  readonly readAt: string | null;
  readonly acknowledgedAt: string | null;
}

const FIELDS = 'id cursor templateCode title body subjectId urgency readAt acknowledgedAt';

async function inbox(person: Person, args = '', language = 'zh-CN'): Promise<SeenNotice[]> {
  const query = `{ myNotices${args} { nodes { ${FIELDS} } pageInfo { hasNextPage endCursor } } }`;
  const { data, errors } = await person.tries<{ myNotices: { nodes: SeenNotice[] } }>(
    query,
    {},
    { headers: { 'accept-language': language } },
  );
  expect(errors).toEqual([]);
  return data!.myNotices.nodes;
}

const about = async (person: Person, subjectId: string): Promise<SeenNotice[]> =>
  (await inbox(person, '(first: 100)')).filter((notice) => notice.subjectId === subjectId);
const told = async (person: Person, subjectId: string): Promise<string[]> =>
  (await about(person, subjectId)).map(({ templateCode }) => templateCode);
const work = (): Promise<void> => app.work('deliver.referral.notices');

/** Tells people of something that nobody else knows of. */
function tell(...people: Person[]): Promise<string> {
  const institutionId = world.institutionId('county');
  return app.nest.get(UnitOfWork, { strict: false }).run(systemActor(institutionId, 'test'), (tx) =>
    app.nest.get(Notices, { strict: false }).send(tx, {
      institutionId,
      recipients: { staffIds: people.map(({ staffId }) => staffId) },
      template: 'system.channel-test',
      parameters: { institution: institutionId, time: tx.now.toISOString() },
      subject: { type: 'Test', id: randomUUID() },
      urgency: Urgency.ROUTINE,
    }),
  );
}

describe('a referral', () => {
  let referral: SeenReferral;
  const doctor = (): Person => world.person('township-doctor');
  const cardiologist = (): Person => world.person('cardiologist');

  it('is told to the doctors of the receiving department and the referral centre, and to nobody else', async () => {
    referral = await story.submitted(doctor());
    await work();
    for (const name of ['cardiologist', 'second-cardiologist', 'cardiology-head', 'coordinator'] as const) {
      expect(await told(world.person(name), referral.id)).toEqual(['referral.submitted']);
    }
    for (const name of ['surgeon', 'tcm-coordinator', 'township-doctor', 'registrar'] as const) {
      expect(await told(world.person(name), referral.id)).toEqual([]);
    }
  });

  it('is told in the language of the reader, with the names of places and without the patient', async () => {
    const [chinese] = await inbox(cardiologist());
    const [english] = await inbox(cardiologist(), '', 'en');
    expect(chinese!.body).toBe(`北乡卫生院向cardiology提交了转诊申请 ${referral.referralNo}，请及时受理。`);
    expect(english!.title).toBe('New referral');
    expect(english!.body).toContain(referral.referralNo);
  });

  it('is told to its author whatever becomes of it', async () => {
    const claimed = await story.claim(cardiologist(), referral);
    const accepted = await story.accept(cardiologist(), claimed);
    const visit = new Date('2026-03-05T09:30:00+08:00');
    await story.arrange(world.person('coordinator'), accepted, visit);
    await work();
    const codes = ['referral.arranged', 'referral.accepted', 'referral.claimed'];
    expect((await told(doctor(), referral.id)).toSorted()).toEqual(codes.toSorted());
    const arranged = (await about(doctor(), referral.id)).find(({ templateCode }) => templateCode === codes[0]);
    expect(arranged!.body).toContain('2026-03-05 09:30');
  });

  it('is told as it happened, where more has happened before anybody could be told', async () => {
    const claimed = await story.claim(cardiologist(), await story.submitted(doctor()));
    const accepted = await story.accept(cardiologist(), claimed);
    const visit = new Date('2026-03-06T10:00:00+08:00');
    const arrangedReferral = await story.arrange(world.person('coordinator'), accepted, visit);
    await story.act(doctor(), 'cancelReferral', arrangedReferral, { reasonCode: 'patient_withdraw' });
    await work();
    const notices = await about(doctor(), accepted.id);
    const arranged = notices.find(({ templateCode }) => templateCode === 'referral.arranged');
    expect(arranged?.body).toContain('2026-03-06 10:00');
  });
});

describe('the inbox', () => {
  it('counts what waits, and is marked as read and acknowledged', async () => {
    const person = await world.hire('EXPERT', 'county');
    await tell(person);
    await tell(person);
    const counts = (): Promise<unknown> =>
      person.asks('{ myNoticeCounts { unread unacknowledged byDomain { domain unread } } }');
    expect(await counts()).toEqual({
      myNoticeCounts: { unread: 2, unacknowledged: 2, byDomain: [{ domain: 'SYSTEM', unread: 2 }] },
    });
    const [second, first] = await inbox(person);
    await person.asks('mutation($input: MarkNoticesReadInput!) { markNoticesRead(input: $input) }', {
      input: { ids: [first!.id] },
    });
    expect((await inbox(person, '(unread: true)')).map(({ id }) => id)).toEqual([second!.id]);
    await person.asks('mutation($input: AcknowledgeNoticeInput!) { acknowledgeNotice(input: $input) { id } }', {
      input: { id: second!.id },
    });
    expect((await inbox(person, '(unacknowledged: true)')).map(({ id }) => id)).toEqual([first!.id]);
    expect(await inbox(person, '(domain: REFERRAL)')).toEqual([]);
  });

  it('is acknowledged up to what has been seen, and what came later is not', async () => {
    const person = await world.hire('EXPERT', 'county');
    await tell(person);
    app.clock.advance(seconds(1));
    await tell(person);
    const [seen] = await inbox(person);
    app.clock.advance(seconds(1));
    await tell(person);
    const { acknowledgeNotices } = await person.asks<{ acknowledgeNotices: number }>(
      'mutation($input: AcknowledgeNoticesInput!) { acknowledgeNotices(input: $input) }',
      { input: { upTo: seen!.cursor, domain: 'SYSTEM' } },
    );
    expect(acknowledgeNotices).toBe(2);
    expect(await inbox(person, '(unacknowledged: true)')).toHaveLength(1);
  });

  it('of somebody else does not exist', async () => {
    await tell(world.person('surgeon'));
    const [notice] = await inbox(world.person('surgeon'));
    const { errors } = await world
      .person('cardiologist')
      .tries('mutation($input: AcknowledgeNoticesInput!) { acknowledgeNotices(input: $input) }', {
        input: { ids: [notice!.id] },
      });
    expect(errors[0]!.extensions.code).toBe('NOT_FOUND');
    expect((await inbox(world.person('surgeon')))[0]!.acknowledgedAt).toBeNull();
  });

  it('is followed live by its owner alone', async () => {
    const [owner, other] = [await world.hire('EXPERT', 'county'), await world.hire('EXPERT', 'county')];
    const url = await app.url();
    const clients = await Promise.all([owner, other].map(({ token }) => LiveClient.connect(url, { token })));
    const heard = clients.map((client) =>
      client.asks('subscription { myNoticesChanged { cursor reload changes { id version topic state } } }'),
    );
    // The empty update at the beginning says that the subscription is there.
    await Promise.all(heard.map((subscription) => subscription.next()));
    const announced = [await tell(owner), await tell(other)];
    await app.relayEvents();
    const updates = await Promise.all(heard.map((subscription) => subscription.nextChange()));
    expect(updates.map(({ changes }) => changes.map(({ id }) => id))).toEqual(announced.map((id) => [id]));
    await Promise.all(clients.map((client) => client.close()));
  });

  it('costs session, page and names, however many notices a page has', async () => {
    const person = await world.hire('EXPERT', 'county');
    for (let count = 0; count < 25; count++) await tell(person);
    const statements = StatementCounter.on(app);
    for (const first of [1, 20, 100]) {
      const sent = await statements.during(() => inbox(person, `(first: ${first})`));
      expect(sent).toHaveLength(3);
    }
  });
});
