import { randomUUID } from 'node:crypto';
import { after, hours, minutes } from '#kernel';
import {
  ConsultationStory,
  ImagingStory,
  LaboratoryStory,
  TestApp,
  World,
  recountServices,
  type Person,
  type SeenConsultation,
  type SeenExam,
  type SeenFigure,
} from '#testing';
import { MonthsWork } from './months.work.js';

const FIGURES = `query($period: String!) { indicators(period: $period) {
  figures { code part numerator denominator value excluded notMeasured } } }`;
/** A Tuesday, and the day after it. */
const [TUESDAY, WEDNESDAY] = ['2026-03-17', '2026-03-18'];

let app: TestApp;
let world: World;
let doctor: Person;

const key = () => ({ idempotencyKey: randomUUID() });
const seen = ({ id, version }: { id: string; version: number }) => ({ id, expectedVersion: version });

async function does<Node extends object>(
  by: Person,
  [operation, type, fields = 'id version']: readonly [operation: string, type: string, fields?: string],
  input: object,
): Promise<Node> {
  const document = `mutation($input: ${type}!) { ${operation}(input: $input) { ${fields} } }`;
  return (await by.asks<Record<string, Node>>(document, { input }))[operation]!;
}

async function playConsultations(): Promise<void> {
  const story = new ConsultationStory(app, world);
  const cardiologist = world.person('cardiologist');
  await story.makeExperts(world.person('expert'), cardiologist);
  await onDuty(cardiologist);
  const adopt = async (consultation: SeenConsultation, adoption: string): Promise<void> => {
    const why = adoption === 'ADOPTED' ? {} : { reasonCode: 'no_means' };
    await story.act(doctor, 'recordConsultationAdoption', await story.look(doctor, consultation), { adoption, ...why });
  };
  const held = async (consultation: SeenConsultation, expert: Person): Promise<void> => {
    const joined = await story.act(doctor, 'joinConsultation', consultation);
    const session = await story.act(expert, 'joinConsultation', joined);
    app.clock.advance(minutes(20));
    await story.sign(expert, await story.write(expert, await story.act(expert, 'endConsultationSession', session)));
  };
  const unheld = await story.scheduled(doctor, world.person('expert'), story.later(6));
  await story.act(doctor, 'cancelConsultation', unheld, { reasonCode: 'improved' });
  const ordinary = await story.scheduled(doctor, world.person('expert'), story.later(3));
  app.clock.set(new Date(ordinary.startsAt!));
  await held(ordinary, world.person('expert'));
  await adopt(ordinary, 'ADOPTED');
  // One is joined within minutes, the other when it is late.
  for (const [wait, adoption] of [
    [4, 'PARTLY'],
    [9, 'ADOPTED'],
  ] as const) {
    const called = await story.act(
      doctor,
      'callEmergencyConsultation',
      await story.draft(doctor, { type: 'EMERGENCY' }),
    );
    app.clock.advance(minutes(wait));
    await story.answer(cardiologist, 'acceptConsultation', called);
    app.clock.advance(minutes(2));
    await held(await story.look(doctor, called), cardiologist);
    await adopt(called, adoption);
    app.clock.advance(hours(1));
  }
}

async function onDuty({ staffId }: Person): Promise<void> {
  const now = app.clock.now();
  const duty = { from: now, to: after(now, hours(12)), phone: '8001', departmentId: world.departmentId('cardiology') };
  await does(world.person('medical-affairs'), ['planDutyMonth', 'PlanDutyMonthInput', 'id'], {
    ...key(),
    month: '2026-03',
    entries: [{ function: 'DUTY_DOCTOR', staffId, ...duty }],
  });
}

let imaging: ImagingStory;

async function read(exam: SeenExam): Promise<void> {
  const report = await imaging.submitted(world.person('reporter'), exam);
  if (report.state !== 'PUBLISHED') await imaging.approve(world.person('reviewer'), report);
}

async function playExams(): Promise<void> {
  const technician = world.person('technician');
  const urgent = () => imaging.acquired(technician, 'CT', { visitType: 'EMERGENCY' });
  const first = await urgent();
  app.clock.advance(minutes(30));
  await read(first);
  const late = await urgent();
  app.clock.advance(hours(3));
  await read(late);
  await read(await imaging.acquired(technician, 'ECG'));
  await urgent();
  await imaging.act(technician, 'cancelExam', await imaging.registered(technician, 'CT', { visitType: 'EMERGENCY' }), {
    reasonCode: 'equipment_down',
  });
}

const CRITICAL_INPUTS: Readonly<Record<string, string>> = {
  acknowledgeCriticalValue: 'AcknowledgeCriticalValueInput',
  handleCriticalValue: 'HandleCriticalValueInput',
};

async function criticalAct(by: Person, operation: string, id: string, more: object = {}): Promise<void> {
  const { criticalValue } = await by.asks<{ criticalValue: { id: string; version: number; findingText: string } }>(
    'query($id: ID!) { criticalValue(id: $id) { id version findingText } }',
    { id },
  );
  const readBack = operation === 'acknowledgeCriticalValue' ? { readBack: criticalValue.findingText } : {};
  const type = CRITICAL_INPUTS[operation] ?? 'CriticalValueActionInput';
  await does(by, [operation, type], { ...seen(criticalValue), ...readBack, ...more });
}

/** Told in time and handled the same day; told late, and received on the next day. */
async function playCriticalFindings(): Promise<void> {
  const [reporter, reviewer] = [world.person('reporter'), world.person('reviewer')];
  for (const wait of [minutes(1), hours(16)]) {
    const exam = await imaging.acquired(world.person('technician'), 'CT', { visitType: 'OUTPATIENT' });
    await imaging.claims(reporter, exam);
    const { openCriticalValueIds } = await imaging.act(
      reporter,
      'raiseCriticalFinding',
      await imaging.look(reporter, exam.id),
      {
        findingCode: 'cerebral_haemorrhage',
      },
    );
    const [id] = openCriticalValueIds;
    await criticalAct(reporter, 'verifyCriticalValue', id!);
    app.clock.advance(wait);
    await app.work('deadlines.sweep');
    await criticalAct(reviewer, 'verifyCriticalValue', id!);
    await criticalAct(doctor, 'acknowledgeCriticalValue', id!);
    app.clock.advance(minutes(10));
    await criticalAct(doctor, 'handleCriticalValue', id!, { measures: '转上级医院' });
  }
}

async function playSpecimens(): Promise<void> {
  const story = await LaboratoryStory.begin(app, world);
  const reviewer = world.person('reviewer');
  const results = [{ itemCode: 'K', value: '4.1', unit: 'mmol/L' }];
  const specimens = await Promise.all([1, 2, 3].map(async () => story.collected(await story.ordered(['LAB-K']))));
  app.clock.advance(minutes(45));
  await story.sent(...specimens);
  app.clock.advance(minutes(15));
  const received = await story.received(specimens[0]!);
  app.clock.advance(minutes(25));
  const other = await story.received(specimens[1]!);
  await does(story.technician, ['rejectSpecimen', 'RejectSpecimenInput', 'id'], {
    ...key(),
    barcode: specimens[2]!.barcode,
    reasonCode: 'haemolysed',
  });
  await story.published(other, results);
  app.clock.advance(minutes(50));
  const report = await story.published(received, results);
  // Amended a day later: it was reported before.
  app.clock.advance(hours(24));
  const amended = await story.does(reviewer, 'amendLabReport', report, { reasonCode: 'wrong_value' });
  expect(amended.number).toBe(2);
}

/** One is examined again all the same, one is taken as it is, and one order is taken back. */
async function playDecisions(): Promise<void> {
  await app.asOwner(
    `INSERT INTO quality_qualifications (id, institution_id, certificate_no, name, category, item_codes, scope, issued_by,
       valid_from, valid_to, active, version)
     VALUES (gen_random_uuid(), $1, 'R', '质控', 'IMAGING', '{}', 'PROVINCE', '质控中心', '2026-01-01', '2026-12-31', true, 1)`,
    [world.institutionId('county')],
  );
  const technician = world.person('technician');
  const patientId = await imaging.patient();
  await read(await imaging.acquired(technician, 'CT', { patientId }));
  interface Draft {
    readonly id: string;
    readonly version: number;
    readonly items: readonly { readonly id: string }[];
  }
  const decisions: readonly { declineCode?: string; taken?: string }[] = [
    { declineCode: '03' },
    { declineCode: '98' },
    { declineCode: '01', taken: 'back' },
    {},
  ];
  for (const { taken, ...decision } of decisions) {
    app.clock.advance(minutes(5));
    const draft = await does<Draft>(doctor, ['draftExamOrder', 'DraftExamOrderInput', 'id version items { id }'], {
      ...key(),
      patientId,
      toInstitutionId: world.institutionId('county'),
      visitType: 'OUTPATIENT',
      clinicalQuestion: '复查',
      itemCodes: ['CT-HEAD'],
    });
    const choices = [{ itemId: draft.items[0]!.id, reportId: await known(patientId), ...decision }];
    const placed = await does<Draft>(doctor, ['placeExamOrder', 'PlaceExamOrderInput'], { ...seen(draft), choices });
    if (taken)
      await does(doctor, ['cancelExamOrder', 'CancelExamOrderInput'], { ...seen(placed), reasonCode: 'not_needed' });
  }
}

async function known(patientId: string): Promise<string> {
  const { recognitionCandidates } = await doctor.asks<{
    recognitionCandidates: { candidates: { reportId: string }[] }[];
  }>('query($id: ID!) { recognitionCandidates(patientId: $id, itemCodes: ["CT-HEAD"]) { candidates { reportId } } }', {
    id: patientId,
  });
  return recognitionCandidates[0]!.candidates[0]!.reportId;
}

interface Session {
  readonly id: string;
  readonly version: number;
  readonly day: string;
}
interface Plan extends Omit<Session, 'day'> {
  readonly sessions: readonly Session[];
}

/** A rota with a session on either day. */
async function publishRota(): Promise<readonly Session[]> {
  const [manager, expert] = [world.person('rota-manager'), world.person('expert')];
  const [county, townshipId] = [world.institutionId('county'), world.institutionId('north')];
  await app.asOwner(`UPDATE staff SET specialty_codes = '{0301}', title = 'SENIOR' WHERE id = $1`, [expert.staffId]);
  await app.asOwner('INSERT INTO travel_times VALUES ($1, $2, 40)', [county, townshipId]);
  const terms = { weightPercent: 100, maxPerWeek: 3, maxConsecutiveDays: 2 };
  await does(manager, ['enrolExpert', 'EnrolExpertInput', 'id'], { ...key(), expertId: expert.staffId, ...terms });
  const fields = 'id version sessions { id version day }';
  const step = (operation: string, type: string, plan: Plan, more: object = {}): Promise<Plan> =>
    does(manager, [operation, type, fields], { ...seen(plan), ...more });
  let plan = await does<Plan>(manager, ['createRota', 'CreateRotaInput', fields], {
    ...key(),
    name: '三月第三周',
    fromDay: '2026-03-16',
    toDay: '2026-03-22',
  });
  for (const [weekday, day] of [
    [2, TUESDAY],
    [3, WEDNESDAY],
  ] as const) {
    const asked = {
      specialty: '0301',
      kind: 'CLINIC',
      half: 'MORNING',
      minimumTitle: 'INTERMEDIATE',
      minimum: 1,
      ideal: 1,
    };
    const demand = await does<{ id: string }>(manager, ['addRotaDemand', 'AddRotaDemandInput', 'id'], {
      ...key(),
      townshipId,
      weekday,
      priority: 1,
      validFrom: '2026-03-01',
      ...asked,
    });
    plan = await step('assignExpert', 'AssignExpertInput', plan, {
      expertId: expert.staffId,
      demandId: demand.id,
      day,
    });
  }
  const submitted = await step('submitRota', 'RotaActionInput', plan);
  return (await step('publishRota', 'PublishRotaInput', submitted)).sessions;
}

/** Who came on Tuesday does not come on Wednesday. */
async function playSessions(sessions: readonly Session[]): Promise<void> {
  const expert = world.person('expert');
  const { rotaSessions } = await expert.asks<{ rotaSessions: Session[] }>(
    '{ rotaSessions(fromDay: "2026-03-01", toDay: "2026-03-31") { id version day } }',
  );
  expect(rotaSessions.map(({ id }) => id).toSorted()).toEqual(sessions.map(({ id }) => id).toSorted());
  app.clock.set(new Date(`${TUESDAY}T08:00:00+08:00`));
  const came = rotaSessions.find(({ day }) => day === TUESDAY)!;
  const there = await does<Session>(expert, ['checkInSession', 'SessionActionInput'], seen(came));
  app.clock.advance(hours(3));
  await does(expert, ['completeSession', 'AttendanceInput'], { ...seen(there), patientsSeen: 18, wardRounds: 1 });
  app.clock.set(new Date(`${WEDNESDAY}T18:00:00+08:00`));
  await app.work('deadlines.sweep');
}

beforeAll(async () => {
  app = await TestApp.start();
  world = await World.create(app);
  doctor = world.person('township-doctor');
  imaging = await ImagingStory.in(app, world);
  const sessions = await publishRota();
  await playConsultations();
  await playExams();
  await playCriticalFindings();
  await playSpecimens();
  await playDecisions();
  await playSessions(sessions);
  app.clock.set(new Date('2026-04-02T10:00:00+08:00'));
  await app.relayEvents();
  await app.nest.get(MonthsWork).round();
});
afterAll(() => app.stop());

it('of services are those of a naive recount over the event log, and none of them is empty', async () => {
  const { indicators } = await world
    .person('director')
    .asks<{ indicators: { figures: SeenFigure[] } }>(FIGURES, { period: '2026-03' });
  const recounted = Object.entries(await recountServices(app, '2026-03'));
  expect(recounted.length).toBeGreaterThan(25);
  for (const [name, [numerator, denominator]] of recounted) {
    const [code, part] = name.split('/');
    const told = indicators.figures.find((each) => each.code === code && each.part === part)!;
    const counted = part!.endsWith('P50') ? told.value : told.numerator;
    expect([name, told.denominator, counted]).toEqual([name, denominator, expect.closeTo(numerator, 6)]);
    expect([name, denominator > 0]).toEqual([name, true]);
  }
});
