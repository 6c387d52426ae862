import { randomUUID } from 'node:crypto';
import { systemActor } from '../actor/system-actor.js';
import { AuditTrail } from './audit-trail.js';
import { ReferralStory, TestApp, World, withClient, type Person } from '#testing';

let app: TestApp;
let world: World;
let story: ReferralStory;
let doctor: Person;
let cardiologist: Person;

beforeAll(async () => {
  app = await TestApp.start();
  world = await World.create(app);
  story = new ReferralStory(world);
  doctor = world.person('township-doctor');
  cardiologist = world.person('cardiologist');
});

afterAll(() => app.stop());

const entries = (where: string, values: unknown[] = []): Promise<Record<string, unknown>[]> =>
  withClient(app.database.ownerUrl, async (owner) => {
    const { rows } = await owner.query<Record<string, unknown>>(
      `SELECT action, object_id, patient_ids, basis, result, code, rule, account_id FROM audit_entries WHERE ${where}`,
      values,
    );
    return rows;
  });
const by = ({ accountId }: Person, action: string): Promise<Record<string, unknown>[]> =>
  entries('account_id = $1 AND action = $2', [accountId, action]);
const CLAIM = 'mutation($input: ReferralActionInput!) { claimReferral(input: $input) { id } }';

describe('looking at patients', () => {
  it('leaves one row a page, with every patient once and the basis', async () => {
    const patientId = await story.patient(doctor);
    const others = [await story.patient(doctor), await story.patient(doctor)];
    for (const id of [patientId, patientId, ...others]) await story.draft(doctor, { patientId: id });
    await doctor.asks('{ referrals(box: SENT) { nodes { id } } }');
    const looks = await by(doctor, 'referral.list');
    expect(looks).toEqual([expect.objectContaining({ basis: 'REFERRAL', result: 'OK', object_id: null })]);
    expect((looks[0]!['patient_ids'] as string[]).toSorted()).toEqual([patientId, ...others].toSorted());
    await doctor.asks('{ patients { nodes { id } } }');
    expect(await by(doctor, 'patient.list')).toEqual([expect.objectContaining({ basis: 'REGISTRATION' })]);
  });

  it('leaves no row where nobody was seen', async () => {
    const stranger = world.person('tcm-coordinator');
    await stranger.asks('{ referrals(box: RECEIVED) { nodes { id } } patients { nodes { id } } }');
    expect(await entries('account_id = $1', [stranger.accountId])).toEqual([]);
  });

  it('leaves a row for a request that comes again: it changes nothing and shows all the same', async () => {
    const submitted = await story.submitted(doctor);
    const person = await world.hire('COUNTY_DOCTOR', 'county', 'cardiology');
    const input = { id: submitted.id, expectedVersion: submitted.version, idempotencyKey: randomUUID() };
    await person.asks(CLAIM, { input });
    expect(await by(person, 'referral.read')).toEqual([]);
    await person.asks(CLAIM, { input });
    expect(await by(person, 'referral.read')).toEqual([expect.objectContaining({ object_id: submitted.id })]);
  });

  it('names the one patient and the object that showed them', async () => {
    const submitted = await story.submitted(doctor);
    await story.look(cardiologist, submitted.id);
    const [look, ...more] = await by(cardiologist, 'referral.read');
    expect(more).toEqual([]);
    expect(look).toMatchObject({ object_id: submitted.id, basis: 'REFERRAL', patient_ids: [expect.any(String)] });
  });
});

describe('an act that did not happen', () => {
  it('leaves its trace after the rollback: which rule refused whom at what', async () => {
    const submitted = await story.submitted(doctor);
    await story.claim(cardiologist, submitted);
    const second = world.person('second-cardiologist');
    await second.tries(CLAIM, { input: { id: submitted.id, expectedVersion: submitted.version } });
    expect(await by(second, 'claimReferral')).toEqual([
      expect.objectContaining({
        result: 'REFUSED',
        code: 'TRANSITION_REFUSED',
        rule: 'ALREADY_CLAIMED',
        object_id: submitted.id,
        patient_ids: null,
      }),
    ]);
    const events = await entries(`action = 'referral.claimed' AND account_id = $1`, [second.accountId]);
    expect(events).toEqual([]);
  });

  it('leaves its trace where the role did not allow it, under whatever name it was asked', async () => {
    const registrar = world.person('registrar');
    const input = { id: randomUUID(), expectedVersion: 1 };
    await registrar.tries(CLAIM.replace('claimReferral', 'harmless: claimReferral'), { input });
    await registrar.tries('{ patients { nodes { id } } }');
    const denied = (action: string) =>
      expect.objectContaining({ action, result: 'DENIED', code: 'FORBIDDEN' }) as unknown;
    expect(await entries('account_id = $1 ORDER BY action', [registrar.accountId])).toEqual([
      denied('claimReferral'),
      denied('patients'),
    ]);
  });

  it('names the object wherever the request names it: in its text, under an alias, in a fragment', async () => {
    const registrar = world.person('second-registrar');
    const ids = [randomUUID(), randomUUID(), randomUUID()];
    const claim = (alias: string, id: string) =>
      `${alias}: claimReferral(input: { id: "${id}", expectedVersion: 1 }) { id }`;
    await registrar.tries(`mutation { ${claim('one', ids[0]!)} }`);
    await registrar.tries(`mutation { ... on Mutation { ${claim('two', ids[1]!)} } }`);
    await registrar.tries(`mutation { ...Third } fragment Third on Mutation { ${claim('three', ids[2]!)} }`);
    const denied = await by(registrar, 'claimReferral');
    expect(denied.map((row) => row['object_id'] as string).toSorted()).toEqual(ids.toSorted());
    const patientId = randomUUID();
    await registrar.tries(
      'mutation($patientId: ID!) { recordConsent(input: { idempotencyKey: "12345678", patientId: $patientId, kind: REFERRAL, method: WRITTEN }) { id } }',
      { patientId },
    );
    expect(await by(registrar, 'recordConsent')).toEqual([expect.objectContaining({ object_id: patientId })]);
  });

  it('leaves its trace where nobody was signed in', async () => {
    await app.graphql(CLAIM, { input: { id: randomUUID(), expectedVersion: 1 } });
    const anonymous = await entries(`account_id IS NULL AND action = 'claimReferral'`);
    expect(anonymous).toEqual([expect.objectContaining({ result: 'DENIED', code: 'UNAUTHENTICATED' })]);
  });

  it('leaves none where only the form was wrong', async () => {
    const head = world.person('cardiology-head');
    await head.tries(CLAIM, { input: { id: 'x', expectedVersion: 1 } });
    await head.tries('query($id: ID!) { patient(id: $id) { id } }', { id: 'x' });
    expect(await entries('account_id = $1', [head.accountId])).toEqual([]);
  });
});

describe('where the trail cannot be written', () => {
  /** As long as `work` runs, no audit row can be added. */
  async function withoutTrail(work: () => Promise<void>): Promise<void> {
    await withClient(app.database.ownerUrl, async (owner) => {
      await owner.query('ALTER TABLE audit_entries ADD CONSTRAINT ck_audit_entries_full CHECK (false) NOT VALID');
      try {
        await work();
      } finally {
        await owner.query('ALTER TABLE audit_entries DROP CONSTRAINT ck_audit_entries_full');
      }
    });
  }
  const states = (id: string) =>
    withClient(app.database.ownerUrl, async (owner) => {
      const { rows } = await owner.query<Record<string, unknown>>(
        `SELECT state, version, (SELECT count(*)::int FROM domain_events WHERE aggregate_id = r.id) AS events
         FROM referrals r WHERE id = $1`,
        [id],
      );
      return rows[0];
    });

  it('nothing is done: the change fails as a whole', async () => {
    const submitted = await story.submitted(doctor);
    const before = await states(submitted.id);
    await withoutTrail(async () => {
      const { errors } = await cardiologist.tries(CLAIM, {
        input: { id: submitted.id, expectedVersion: submitted.version },
      });
      expect(errors[0]?.extensions.code).toBe('INTERNAL');
    });
    expect(await states(submitted.id)).toEqual(before);
  });

  it('nothing is shown: neither a patient nor a page of them', async () => {
    const id = await story.patient(doctor);
    await withoutTrail(async () => {
      const one = await doctor.tries('query($id: ID!) { patient(id: $id) { id } }', { id });
      const page = await doctor.tries('{ patients { nodes { id } } }');
      for (const { data, errors } of [one, page]) {
        expect(errors[0]?.extensions.code).toBe('INTERNAL');
        expect(JSON.stringify(data)).not.toContain(id);
      }
    });
  });
});

it('an entry that the database refuses leaves those alone that were written together with it', async () => {
  const actor = systemActor(world.institutionId('county'), 'test');
  const trail = app.nest.get(AuditTrail);
  // PostgreSQL stores no character of value zero.
  const details = ['one', 'two', 'three', 'refused \u0000', 'five', 'six'];
  const outcomes = await Promise.allSettled(
    details.map((text) =>
      trail.recordInspection(actor, { action: 'test.together', objectType: 'test', detail: { text } }),
    ),
  );
  expect(outcomes.map(({ status }) => status)).toEqual(
    details.map((text) => (text.startsWith('refused') ? 'rejected' : 'fulfilled')),
  );
  expect(await entries(`action = 'test.together'`)).toHaveLength(5);
});
