import { randomUUID } from 'node:crypto';
import { minutes } from '#kernel';
import { StatementCounter, TestApp, World } from '#testing';

let app: TestApp;
let world: World;

beforeAll(async () => {
  app = await TestApp.start();
  world = await World.create(app);
});

afterAll(() => app.stop());

const at = (text: string): string => new Date(`2026-03-${text}:00+08:00`).toISOString();
const key = (): string => randomUUID();

const NOW_ON_DUTY = `query($id: ID!, $department: ID) { currentOnDuty(institutionId: $id, departmentId: $department) {
  function phone to staff { name } substituteFor { name } department { name } institution { shortName } } }`;
const ROSTER = `query($month: String!) { dutyRoster(month: $month) { month gaps { function from to }
  entries { id version function from to phone note staff { name } department { name } institution { shortName }
    substitutions { staffName from to } } } }`;

interface Entry {
  readonly id: string;
  readonly version: number;
  readonly function: string;
}
interface Month {
  readonly dutyRoster: {
    readonly gaps: readonly { from: string; to: string }[];
    readonly entries: readonly (Entry & { readonly from: string })[];
  };
}
interface OnDutyNow {
  readonly currentOnDuty: readonly { function: string; phone: string; to: string; staff: { name: string } }[];
}

it('a head plans the month, falls ill, and a township still reaches whoever is there', async () => {
  const head = world.person('cardiology-head');
  const cardiologist = world.person('cardiologist');
  const colleague = world.person('second-cardiologist');
  const departmentId = world.departmentId('cardiology');
  const county = world.institutionId('county');

  // What the department has to staff is said once.
  await head.asks('mutation($input: RequireDutyInput!) { requireDuty(input: $input) { id } }', {
    input: {
      idempotencyKey: key(),
      departmentId,
      function: 'DUTY_DOCTOR',
      weekdays: [1, 2, 3, 4, 5, 6, 7],
      fromTime: '08:00',
      toTime: '08:00',
      effectiveFrom: '2026-03-04',
    },
  });
  const duty = (from: string, to: string, staffId: string) => ({
    departmentId,
    function: 'DUTY_DOCTOR',
    from: at(from),
    to: at(to),
    staffId,
    phone: '13800138000',
  });
  const { planDutyMonth } = await head.asks<{ planDutyMonth: { entries: Entry[] } }>(
    'mutation($input: PlanDutyMonthInput!) { planDutyMonth(input: $input) { entries { id version function } } }',
    {
      input: {
        idempotencyKey: key(),
        month: '2026-03',
        // It is nine: the duty of today has begun, and is entered late.
        correction: { reasonCode: 'entered_late' },
        entries: [duty('04T08:00', '05T08:00', cardiologist.staffId), duty('06T08:00', '07T08:00', colleague.staffId)],
      },
    },
  );

  // The day that was forgotten shows as a gap between two that were not.
  const { dutyRoster } = await head.asks<Month>(ROSTER, { month: '2026-03' });
  expect(dutyRoster.entries).toHaveLength(2);
  expect(dutyRoster.gaps[0]).toMatchObject({ from: at('05T08:00'), to: at('06T08:00') });

  // The township sees who is on duty now, and the telephone.
  const township = world.person('township-doctor');
  const look = async (): Promise<OnDutyNow['currentOnDuty']> =>
    (await township.asks<OnDutyNow>(NOW_ON_DUTY, { id: county, department: departmentId })).currentOnDuty;
  expect(await look()).toMatchObject([
    { function: 'DUTY_DOCTOR', phone: '13800138000', staff: { name: 'cardiologist 医生' }, to: at('05T08:00') },
  ]);

  // 医务科 lets a colleague stand in; whoever asks a minute later reaches the colleague.
  const affairs = world.person('medical-affairs');
  const [entry] = planDutyMonth.entries;
  const { substituteOnDuty } = await affairs.asks<{ substituteOnDuty: Entry }>(
    'mutation($input: SubstituteOnDutyInput!) { substituteOnDuty(input: $input) { id version function } }',
    {
      input: {
        id: entry!.id,
        expectedVersion: entry!.version,
        from: at('04T09:00'),
        to: at('04T18:00'),
        staffId: colleague.staffId,
        phone: '13900139000',
      },
    },
  );
  expect(await look()).toMatchObject([
    { phone: '13900139000', staff: { name: 'second-cardiologist 医生' }, substituteFor: { name: 'cardiologist 医生' } },
  ]);

  // The head, who has read the roster before, is told that it has changed.
  const { errors } = await head.tries('mutation($input: RemoveDutyInput!) { removeDuty(input: $input) }', {
    input: { id: entry!.id, expectedVersion: entry!.version, correction: { reasonCode: 'entry_error' } },
  });
  expect(errors[0]!.extensions.code).toBe('STALE_VERSION');

  // A duty that has begun leaves the roster for a reason alone, and the reason stays.
  app.clock.advance(minutes(5));
  const removed = { id: entry!.id, expectedVersion: substituteOnDuty.version };
  const REMOVE = 'mutation($input: RemoveDutyInput!) { removeDuty(input: $input) }';
  expect((await head.tries(REMOVE, { input: removed })).errors[0]!.extensions.code).toBe('DUTY_PAST');
  await head.asks(REMOVE, { input: { ...removed, correction: { reasonCode: 'other', comment: '科室合并' } } });
  expect(await look()).toEqual([]);
  const { dutyCorrections } = await affairs.asks<{ dutyCorrections: { nodes: object[] } }>(
    `{ dutyCorrections { nodes { act reasonCode comment correctedByName before { staffName from } after { staffName } } } }`,
  );
  const before = { staffName: 'cardiologist 医生', from: at('04T08:00') };
  expect(dutyCorrections.nodes).toMatchObject([
    { act: 'REMOVED', reasonCode: 'other', comment: '科室合并', before, after: null },
    { act: 'ENTERED', reasonCode: 'entered_late', correctedByName: 'cardiology-head 医生', before: null },
  ]);
});

describe('a page of the roster', () => {
  it.each([1, 40])('with %d duties and all that belongs to them costs session, page and gaps', async (count) => {
    const planner = world.person('rota-manager');
    const general = world.person('general-duty');
    const begin = Date.parse('2026-05-01T08:00:00+08:00') + count * 86_400_000;
    const entries = Array.from({ length: count }, (_, n) => ({
      function: 'GENERAL_DUTY',
      from: new Date(begin + n * 3_600_000).toISOString(),
      to: new Date(begin + (n + 1) * 3_600_000).toISOString(),
      staffId: general.staffId,
      phone: '8000',
    }));
    const month = new Date(begin).toISOString().slice(0, 7);
    await planner.asks('mutation($input: PlanDutyMonthInput!) { planDutyMonth(input: $input) { id } }', {
      input: { idempotencyKey: key(), month, entries },
    });
    const statements = StatementCounter.on(app);
    const texts = await statements.during(() => planner.asks(ROSTER, { month }));
    expect(texts.filter((text) => !text.startsWith('UPDATE sessions'))).toHaveLength(3);
  });

  it('of who is on duty costs session and read', async () => {
    const statements = StatementCounter.on(app);
    const doctor = world.person('township-doctor');
    const texts = await statements.during(() => doctor.asks(NOW_ON_DUTY, { id: world.institutionId('county') }));
    expect(texts.filter((text) => !text.startsWith('UPDATE sessions'))).toHaveLength(2);
  });
});
