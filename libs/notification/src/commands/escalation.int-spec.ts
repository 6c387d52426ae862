import { randomUUID } from 'node:crypto';
import { minutes } from '#kernel';
import { UnitOfWork, systemActor } from '#platform';
import { START, TestApp, World, withClient, type Person } from '#testing';
import { PLACEHOLDERS } from '../domain/placeholders.js';
import { placeholdersIn, problemsOf, type TemplateText } from '../domain/template.js';
import { Urgency } from '../domain/urgency.js';
import { Notices } from './notices.js';

let app: TestApp;
let world: World;

beforeAll(async () => {
  app = await TestApp.start();
  world = await World.create(app);
});
beforeEach(() => app.clock.set(START));
afterAll(() => app.stop());

const county = () => world.institutionId('county');
const department = () => world.departmentId('cardiology');

async function plan(duty: string, person: Person, departmentId: string | null): Promise<void> {
  await withClient(app.database.ownerUrl, async (owner) => {
    await owner.query('DELETE FROM duty_entries WHERE function = $1', [duty]);
  });
  const planner = world.person(duty === 'GENERAL_DUTY' ? 'medical-affairs' : 'rota-manager');
  const entry = {
    function: duty,
    departmentId,
    from: START,
    to: new Date(+START + 36e5),
    staffId: person.staffId,
    phone: '8001',
  };
  await planner.asks('mutation($input: PlanDutyMonthInput!) { planDutyMonth(input: $input) { id } }', {
    input: { idempotencyKey: randomUUID(), month: '2026-03', entries: [entry] },
  });
}

function send(to: Person): Promise<string> {
  const institutionId = county();
  return app.nest.get(UnitOfWork, { strict: false }).run(systemActor(institutionId, 'test'), (tx) =>
    app.nest.get(Notices, { strict: false }).send(tx, {
      institutionId,
      departmentId: department(),
      recipients: { staffIds: [to.staffId] },
      template: 'system.channel-test',
      parameters: { institution: institutionId, time: tx.now.toISOString() },
      subject: { type: 'Test', id: randomUUID() },
      urgency: Urgency.EMERGENCY,
      escalation: { every: minutes(5), clock: 'WALL' },
    }),
  );
}

const holders = (id: string): Promise<string[]> =>
  withClient(app.database.ownerUrl, async (owner) => {
    const sql = 'SELECT staff_id AS id FROM notices WHERE announcement_id = $1 ORDER BY level, id';
    return (await owner.query<{ id: string }>(sql, [id])).rows.map((row) => row.id);
  });
const noticeOf = (person: Person, id: string): Promise<string> =>
  withClient(app.database.ownerUrl, async (owner) => {
    const sql = 'SELECT id FROM notices WHERE announcement_id = $1 AND staff_id = $2';
    return (await owner.query<{ id: string }>(sql, [id, person.staffId])).rows[0]!.id;
  });
const topics = (id: string): Promise<string[]> =>
  withClient(app.database.ownerUrl, async (owner) => {
    const sql = `SELECT topic, payload ->> 'function' AS duty FROM domain_events WHERE aggregate_id = $1
      ORDER BY occurred_at, id`;
    const { rows } = await owner.query<{ topic: string; duty: string | null }>(sql, [id]);
    return rows.map(({ topic, duty }) => (duty ? `${topic} ${duty}` : topic));
  });
async function pass(): Promise<void> {
  app.clock.advance(minutes(5));
  await app.work('deadlines.sweep');
}

describe('a notice that nobody acknowledges', () => {
  it('goes along the duty roster, tells of gaps, and ends at the general duty officer', async () => {
    const [doctor, general] = [world.person('second-cardiologist'), world.person('general-duty')];
    await plan('DUTY_DOCTOR', doctor, department());
    await plan('GENERAL_DUTY', general, null);
    const id = await send(world.person('cardiologist'));
    await pass();
    expect(await holders(id)).toEqual([world.person('cardiologist').staffId, doctor.staffId]);
    await pass();
    expect((await holders(id)).at(-1)).toBe(general.staffId);
    const told = await topics(id);
    expect(told.slice(0, 2)).toEqual(['notice.sent', 'notice.escalated DUTY_DOCTOR']);
    expect(told.slice(2).toSorted()).toEqual([
      'notice.escalated GENERAL_DUTY',
      'notice.escalation-ended',
      'notice.escalation-gap DUTY_HEAD',
      'notice.escalation-gap MEDICAL_AFFAIRS_DUTY',
    ]);
    await pass();
    expect(await holders(id)).toHaveLength(3);
  });

  it('goes no further once one of those who were told has acknowledged it', async () => {
    const [doctor, first] = [world.person('second-cardiologist'), world.person('cardiologist')];
    await plan('DUTY_DOCTOR', doctor, department());
    await plan('GENERAL_DUTY', world.person('general-duty'), null);
    const id = await send(first);
    await pass();
    await doctor.asks('mutation($input: AcknowledgeNoticeInput!) { acknowledgeNotice(input: $input) { id } }', {
      input: { id: await noticeOf(doctor, id) },
    });
    await pass();
    await pass();
    expect(await holders(id)).toEqual([first.staffId, doctor.staffId]);
  });
});

describe('the texts of the platform', () => {
  it('tell neither a diagnosis nor who somebody is, in every template and every medium that leaves it', async () => {
    const texts = await withClient(app.database.ownerUrl, async (owner) => {
      const { rows } = await owner.query<TemplateText & { code: string }>('SELECT * FROM notice_templates');
      return rows;
    });
    const outside = texts.filter(({ medium }) => medium !== 'INBOX');
    expect(outside.length).toBeGreaterThan(30);
    const allowed =
      'institution fromInstitution toInstitution department duty time referralNo linkCode count minutes'.split(' ');
    const others = outside.flatMap((text) => placeholdersIn(text)).filter((name) => !allowed.includes(name));
    expect(others).toEqual([]);
    expect(Object.keys(PLACEHOLDERS).filter((name) => PLACEHOLDERS[name]!.outside)).toEqual(allowed);
    const problems = [...Map.groupBy(texts, ({ code }) => code)].map(([code, ofCode]) => [code, problemsOf(ofCode)]);
    expect(problems.filter(([, found]) => (found as unknown[]).length > 0)).toEqual([]);
  });

  const add = (texts: object[]) =>
    world
      .person('system-admin')
      .tries(
        'mutation($input: AddNoticeTemplateVersionInput!) { addNoticeTemplateVersion(input: $input) { version } }',
        {
          input: { idempotencyKey: randomUUID(), code: 'referral.claimed', effectiveFrom: START, texts },
        },
      );
  const both = (medium: string, body: string): object[] =>
    ['ZH_CN', 'EN'].map((locale) => ({ medium, locale, title: '转诊', body }));

  it('are changed by new versions, which count from their time on', async () => {
    const { data } = await add(both('INBOX', '{referralNo}'));
    expect(data).toEqual({ addNoticeTemplateVersion: [{ version: 2 }, { version: 1 }] });
  });

  it.each([
    ['SMS', '诊断：{referralNo}', 'TELLS_PERSON'],
    ['ROBOT', '{reason}', 'PLACEHOLDER_INSIDE_ONLY'],
    ['SMS', '{patientName}', 'PLACEHOLDER_UNKNOWN'],
    ['INBOX', '{linkCode}', 'PLACEHOLDER_NOT_GIVEN'],
  ])('for %s that read %s are refused: %s', async (medium, body, constraint) => {
    const inbox = medium === 'INBOX' ? [] : both('INBOX', '{referralNo}');
    const { errors } = await add([...inbox, ...both(medium, body)]);
    const { code, facts } = errors[0]!.extensions;
    expect(code).toBe('INVALID_INPUT');
    expect(JSON.stringify(facts)).toContain(constraint);
  });
});
