import { hours } from '#kernel';
import { START, TestApp, World, type Person } from '#testing';
import { systemActor } from '../actor/system-actor.js';
import { statement } from '../database/statement.js';
import { UnitOfWork } from '../database/unit-of-work.js';
import { ReferenceData } from './reference-data.js';

let app: TestApp;
let world: World;
let admin: Person;

beforeAll(async () => {
  app = await TestApp.start();
  world = await World.create(app);
  admin = world.person('system-admin');
});
afterAll(() => app.stop());

const KEY = 'referral.access_after_end_days';
const SET = `mutation($input: ChangeReferenceSettingInput!) {
  changeReferenceSetting(input: $input) { value effectiveFrom effectiveTo version } }`;
const REASON = `mutation($input: ChangeReasonCodeInput!) {
  changeReasonCode(input: $input) { code labelZh effectiveTo version } }`;
const END = 'mutation($input: EndReasonCodeInput!) { endReasonCode(input: $input) { code effectiveTo version } }';
const CHOICES = '{ reasonCodes(list: "referral.reject") { code labelZh commentIsMandatory } }';
const reason = {
  list: 'referral.reject',
  code: 'bed_closed',
  labelZh: '病区关闭',
  labelEn: 'Ward closed',
  commentIsMandatory: true,
  position: 1,
};

const codeOf = async (document: string, input: object): Promise<unknown> =>
  (await admin.tries(document, { input })).errors[0]?.extensions.code ?? null;
const counted = async (): Promise<number> => (await app.nest.get(ReferenceData).settings([KEY], app.clock.now()))[KEY];
const choices = async () => (await admin.asks<{ reasonCodes: { code: string }[] }>(CHOICES)).reasonCodes;

describe('a limit', () => {
  it('counts from the instant that the administrator names, and what has counted stays on record', async () => {
    const before = await counted();
    const from = new Date(app.clock.now().getTime() + hours(1));
    const { changeReferenceSetting: periods } = await admin.asks<{ changeReferenceSetting: object[] }>(SET, {
      input: { key: KEY, value: before + 5, effectiveFrom: from.toISOString(), expectedVersion: 1 },
    });
    expect(periods).toMatchObject([
      { value: before + 5, effectiveTo: null, version: 3 },
      { value: before, effectiveTo: from.toISOString(), version: 3 },
    ]);
    expect(await counted()).toBe(before);
    app.clock.set(from);
    expect(await counted()).toBe(before + 5);
  });

  it('is changed by one of two who have read the same, and never before what counts already', async () => {
    expect(await codeOf(SET, { key: KEY, value: 1, expectedVersion: 1 })).toBe('STALE_VERSION');
    const answers = await Promise.all(
      [40, 50].map((value) =>
        codeOf(SET, { key: KEY, value, expectedVersion: 3, effectiveFrom: '2027-01-01T00:00:00Z' }),
      ),
    );
    expect(new Set(answers)).toEqual(new Set(['STALE_VERSION', null]));
    const past = { key: KEY, value: 1, expectedVersion: 5, effectiveFrom: START.toISOString() };
    expect(await codeOf(SET, past)).toBe('INVALID_INPUT');
  });

  it('that was changed elsewhere counts at once, and one whose change came to nothing does not', async () => {
    const before = await counted();
    const add = `UPDATE reference_settings SET value = value + 1 WHERE key = '${KEY}'`;
    const within = app.nest.get(UnitOfWork).run(systemActor(world.institutionId('county'), 'test'), async (tx) => {
      await tx.query(statement('test.add', add));
      const changed = await app.nest.get(ReferenceData).settings([KEY], app.clock.now(), tx);
      throw new Error(`rolled back at ${changed[KEY]}`);
    });
    await expect(within).rejects.toThrow(`rolled back at ${before + 1}`);
    expect(await counted()).toBe(before);
    await app.asOwner(add.replace('+ 1', '+ 2'));
    expect(await counted()).toBe(before + 2);
  });

  it('that nothing asks for does not exist, and a value out of bounds is refused', async () => {
    expect(await codeOf(SET, { key: 'referral.no_such_days', value: 1, expectedVersion: 0 })).toBe('NOT_FOUND');
    expect(await codeOf(SET, { key: KEY, value: -1, expectedVersion: 5 })).toBe('INVALID_INPUT');
  });
});

describe('a reason', () => {
  it('can be chosen once it is in the list, and no longer after its end', async () => {
    expect(await codeOf(REASON, { ...reason, expectedVersion: 0 })).toBe(null);
    expect(await choices()).toContainEqual({ code: 'bed_closed', labelZh: '病区关闭', commentIsMandatory: true });
    app.clock.advance(hours(1));
    expect(await codeOf(END, { list: reason.list, code: reason.code, expectedVersion: 1 })).toBe(null);
    expect((await choices()).map(({ code }) => code)).not.toContain('bed_closed');
    expect(await codeOf(END, { list: reason.list, code: reason.code, expectedVersion: 2 })).toBe('NOT_FOUND');
  });

  it('of a list that the product does not know is refused, and so is a code that is no code', async () => {
    expect(await codeOf(REASON, { ...reason, list: 'referral.no-such', expectedVersion: 0 })).toBe('NOT_FOUND');
    expect(await codeOf(REASON, { ...reason, code: 'Bed Closed', expectedVersion: 0 })).toBe('INVALID_INPUT');
  });
});

describe('a green channel', () => {
  const RULE = `mutation($input: ChangeGreenChannelRuleInput!) {
    changeGreenChannelRule(input: $input) { rules { diagnosisPrefix version } } }`;
  const END_RULE = `mutation($input: EndGreenChannelRuleInput!) {
    endGreenChannelRule(input: $input) { rules { diagnosisPrefix effectiveTo } } }`;
  const CENTRE = `mutation($input: ChangeGreenChannelCentreInput!) {
    changeGreenChannelCentre(input: $input) { centres { departmentId effectiveTo version } } }`;
  const NODE = `mutation($input: ChangeGreenChannelNodeInput!) {
    changeGreenChannelNode(input: $input) { nodes { node limitMinutes effectiveTo version } } }`;
  const led = async (code: string) => {
    const document = 'query($input: GreenChannelForInput!) { greenChannelFor(input: $input) { channel } }';
    const doctor = world.person('township-doctor');
    return (
      await doctor.asks<{ greenChannelFor: { channel: string }[] }>(document, { input: { diagnosisCodes: [code] } })
    ).greenChannelFor;
  };

  it('opens for a diagnosis from the moment it is named until it is taken away', async () => {
    const rule = { channel: 'STROKE', diagnosisPrefix: 'H34' };
    expect(await led('H34.1')).toEqual([]);
    expect(await codeOf(RULE, { ...rule, priority: 'II', expectedVersion: 0 })).toBe(null);
    expect(await led('H34.1')).toEqual([{ channel: 'STROKE' }]);
    app.clock.advance(hours(1));
    expect(await codeOf(END_RULE, { ...rule, expectedVersion: 1 })).toBe(null);
    expect(await led('H34.1')).toEqual([]);
    expect(await codeOf(RULE, { ...rule, priority: 'IV', expectedVersion: 2 })).toBe('INVALID_INPUT');
  });

  it('leads to another department, with another limit', async () => {
    const { greenChannelSetUp: before } = await admin.asks<{
      greenChannelSetUp: {
        centres: { channel: string; version: number }[];
        nodes: { node: string; version: number }[];
      };
    }>('{ greenChannelSetUp { centres { channel version } nodes { node version } } }');
    const centre = before.centres.find(({ channel }) => channel === 'CHEST_PAIN');
    const input = { channel: 'CHEST_PAIN', departmentId: world.departmentId('surgery') };
    expect(await codeOf(CENTRE, { ...input, expectedVersion: centre?.version ?? 0 })).toBe(null);
    const node = { channel: 'CHEST_PAIN', node: 'FIRST_ECG', position: 2, expectedVersion: 1 };
    expect(await codeOf(NODE, { ...node, limitMinutes: 8 })).toBe('INVALID_INPUT');
    expect(await codeOf(NODE, { ...node, limitMinutes: 8, limitFrom: 'FIRST_MEDICAL_CONTACT' })).toBe(null);
    const { greenChannelSetUp: after } = await admin.asks<{ greenChannelSetUp: { centres: object[] } }>(
      '{ greenChannelSetUp { centres { departmentId effectiveTo } } }',
    );
    expect(after.centres).toContainEqual({ departmentId: input.departmentId, effectiveTo: null });
  });
});
