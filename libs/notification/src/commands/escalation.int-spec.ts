import { randomUUID } from 'node:crypto';
import { after, days, hours, minutes } from '#kernel';
import { UnitOfWork, systemActor } from '#platform';
import { START, TestApp, World, withClient, type Person } from '#testing';
import { PLACEHOLDERS } from '../domain/placeholders.js';
import { placeholdersIn, problemsOf, type TemplateText } from '../domain/template.js';
import { Urgency } from '../domain/urgency.js';
import { Notices } from './notices.js';

/** A Friday and the Monday after it, in China. */
const FRIDAY_17_28 = new Date('2026-03-06T17:28:00+08:00');
const MONDAY_08_02 = new Date('2026-03-09T08:02:00+08:00');

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

async function plan(duty: string, person: Person, departmentId: string | null, phone = '8001'): Promise<void> {
  await withClient(app.database.ownerUrl, async (owner) => {
    await owner.query('DELETE FROM duty_entries WHERE function = $1', [duty]);
  });
  const planner = world.person(duty === 'GENERAL_DUTY' ? 'medical-affairs' : 'rota-manager');
  const entry = {
    function: duty,
    departmentId,
    from: app.clock.now(),
    to: after(app.clock.now(), days(10)),
    staffId: person.staffId,
    phone,
  };
  await planner.asks('mutation($input: PlanDutyMonthInput!) { planDutyMonth(input: $input) { id } }', {
    input: { idempotencyKey: randomUUID(), month: '2026-03', entries: [entry] },
  });
}

function send(to: Person, clock: 'WALL' | 'WORK' = 'WALL'): Promise<string> {
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
      escalation: { every: minutes(5), clock },
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
async function pass(time = minutes(5)): Promise<void> {
  app.clock.advance(time);
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

describe('an escalation in working time', () => {
  it('rests from the end of work on Friday until Monday', async () => {
    app.clock.set(FRIDAY_17_28);
    const doctor = world.person('second-cardiologist');
    await plan('DUTY_DOCTOR', doctor, department());
    const id = await send(world.person('cardiologist'), 'WORK');
    await pass(hours(48));
    expect(await holders(id)).toHaveLength(1);
    app.clock.set(MONDAY_08_02);
    await pass();
    expect(await holders(id)).toEqual([world.person('cardiologist').staffId, doctor.staffId]);
  });
});

describe('a notice to somebody who cannot sign in any more', () => {
  it('goes to the heads of where they work, who can do something about it', async () => {
    const gone = await world.hire('COUNTY_DOCTOR', 'county', 'cardiology');
    await withClient(app.database.ownerUrl, (owner) =>
      owner.query(`UPDATE accounts SET status = 'DISABLED' WHERE id = $1`, [gone.accountId]),
    );
    const told = await holders(await send(gone));
    const heads = ['cardiology-head', 'coordinator'] as const;
    expect(new Set(told)).toEqual(new Set(heads.map((name) => world.person(name).staffId)));
  });
});

describe('whoever an escalation turns to', () => {
  it('is texted that their turn has come, and not what the notice says', async () => {
    const admin = await world.hire('SYSTEM_ADMIN', 'county');
    await admin.asks('mutation($input: AddNoticeChannelInput!) { addNoticeChannel(input: $input) { id } }', {
      input: {
        idempotencyKey: randomUUID(),
        kind: 'SMS_GATEWAY',
        name: '短信',
        url: 'http://127.0.0.1:9/sms',
        lowestUrgency: 'EMERGENCY',
      },
    });
    await plan('DUTY_DOCTOR', world.person('second-cardiologist'), department(), '13900000021');
    const id = await send(world.person('cardiologist'));
    await pass();
    const sent = await withClient(app.database.ownerUrl, async (owner) => {
      const sql = `SELECT a.template_code AS template, a.parameters ->> 'duty' AS duty, d.relation
        FROM notice_deliveries d JOIN notice_announcements a ON a.id = d.announcement_id WHERE a.subject_id = $1`;
      return (await owner.query<Record<'template' | 'duty' | 'relation', string>>(sql, [id])).rows;
    });
    expect(sent).toEqual([{ template: 'duty.escalated', duty: 'DUTY_DOCTOR', relation: 'STAFF' }]);
  });
});

describe('old notices', () => {
  it('leave inboxes long after they were acknowledged, and never before', async () => {
    const reader = world.person('surgeon');
    const [read, unread] = [await send(reader), await send(reader)];
    await reader.asks('mutation($input: AcknowledgeNoticeInput!) { acknowledgeNotice(input: $input) { id } }', {
      input: { id: await noticeOf(reader, read) },
    });
    app.clock.advance(days(399));
    await app.work('notification.housekeeping');
    expect([await holders(read), await holders(unread)]).toEqual([[reader.staffId], [reader.staffId]]);
    app.clock.advance(days(2));
    await app.work('notification.housekeeping');
    expect([await holders(read), await holders(unread)]).toEqual([[], [reader.staffId]]);
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
      'institution fromInstitution toInstitution department duty time referralNo linkCode criticalNo count minutes'.split(
        ' ',
      );
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
