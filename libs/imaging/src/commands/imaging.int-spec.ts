import { randomUUID } from 'node:crypto';
import { days, minutes } from '#kernel';
import {
  ECG_CONTENT,
  ImagingStory,
  SIGNING_PASSWORD,
  START,
  StatementCounter,
  TestApp,
  World,
  newStudy,
  readPdf,
  type Person,
  type SeenExam,
} from '#testing';

const READERS = 20;
const ITEMS = 24;
/** Leases lapse during these turns alone: twenty who read in step would lapse each other's leases for ever. */
const LAPSING_TURNS = 2 * ITEMS;

let app: TestApp;
let world: World;
let story: ImagingStory;
let [doctor, technician, reporter, reviewer, head, affairs]: Person[] = [];

beforeAll(async () => {
  app = await TestApp.start();
  world = await World.create(app);
  story = await ImagingStory.in(app, world);
  const names = ['township-doctor', 'technician', 'reporter', 'reviewer', 'center-head', 'medical-affairs'] as const;
  [doctor, technician, reporter, reviewer, head, affairs] = names.map((name) => world.person(name));
  await story.letSign(reporter!, reviewer!, head!);
});

beforeEach(() => app.clock.set(START));
afterAll(() => app.stop());

const at = ({ id, version }: { id: string; version: number }) => ({ id, expectedVersion: version });
const look = (exam: SeenExam, person = reporter!) => story.look(person, exam.id);

async function itemState(exam: SeenExam): Promise<string> {
  const [row] = await app.asOwner<{ state: string }>(
    'SELECT i.state FROM exam_order_items i JOIN exams e ON e.order_item_id = i.id WHERE e.id = $1',
    [exam.id],
  );
  return row!.state;
}

async function told(person: Person, exam: SeenExam): Promise<string[]> {
  const { myNotices } = await person.asks<{ myNotices: { nodes: { templateCode: string; subjectId: string }[] } }>(
    '{ myNotices(first: 100) { nodes { templateCode subjectId } } }',
  );
  return myNotices.nodes.filter(({ subjectId }) => subjectId === exam.id).map(({ templateCode }) => templateCode);
}

describe('an exam', () => {
  it('is registered once for an item, under an accession number, by the institution that has to do with it', async () => {
    const { itemId: orderItemId } = await story.ordered();
    const input = { idempotencyKey: randomUUID(), orderItemId, groupCode: 'ECG' };
    const stranger = await world.hire('TECHNICIAN', 'tcm');
    expect(await story.refusal(stranger, 'registerExam', input)).toBe('NOT_FOUND');
    const exam = await story.does<SeenExam>(technician!, 'registerExam', input);
    expect(exam).toMatchObject({ state: 'REGISTERED', accessionNo: expect.stringMatching(/^A\d{12}$/) as string });
    expect((await story.does<SeenExam>(technician!, 'registerExam', input)).id).toBe(exam.id);
    const again = { ...input, idempotencyKey: randomUUID() };
    expect(await story.refusal(technician!, 'registerExam', again)).toBe('REGISTERED_ALREADY');
    for (const groupCode of ['NONE', 'LAB_CHEMISTRY']) {
      const elsewhere = { ...again, groupCode };
      expect(await story.refusal(technician!, 'registerExam', elsewhere)).toBe('READING_GROUP_UNKNOWN');
    }
  });

  it('of a laboratory item is not registered here', async () => {
    const { itemId: orderItemId } = await story.ordered('STORY-LAB');
    const input = { idempotencyKey: randomUUID(), orderItemId, groupCode: 'ECG' };
    expect(await story.refusal(technician!, 'registerExam', input)).toBe('NOT_EXAMINED_HERE');
  });

  it('can be performed at the township that ordered it, and is read in the county', async () => {
    const township = await world.hire('TECHNICIAN', 'north');
    const exam = await story.acquired(township);
    expect(await story.listed(township, 'PERFORMED')).toContain(exam.id);
    expect(await look(exam)).toMatchObject({ state: 'ACQUIRED', reading: { state: 'QUEUED' } });
    expect(await story.refusal(technician!, 'linkExamStudy', { ...at(exam), study: newStudy() })).toBe('WHO');
  });

  it('that has begun keeps its order; one that has not is gone with the order', async () => {
    const order = await story.ordered();
    const register = { idempotencyKey: randomUUID(), orderItemId: order.itemId, groupCode: 'ECG' };
    const exam = await story.does<SeenExam>(technician!, 'registerExam', register);
    const cancel = (id: string, expectedVersion: number) =>
      doctor!.tries('mutation($input: CancelExamOrderInput!) { cancelExamOrder(input: $input) { id } }', {
        input: { id, expectedVersion, reasonCode: 'wrong_item' },
      });
    expect((await cancel(order.id, order.version)).errors).toEqual([]);
    await app.work('deliver.imaging.orders-taken-back');
    expect(await look(exam)).toMatchObject({ state: 'CANCELLED' });
    const begun = await story.act(technician!, 'startExam', await story.registered(technician!));
    expect(await itemState(begun)).toBe('PERFORMED');
    const orderOf = await app.asOwner<{ id: string; version: number }>(
      'SELECT o.id, o.version FROM exam_orders o JOIN exams e ON e.order_id = o.id WHERE e.id = $1',
      [begun.id],
    );
    const { errors } = await cancel(orderOf[0]!.id, orderOf[0]!.version);
    expect(errors[0]!.extensions.rule).toBe('STATE');
  });

  it('is cancelled before it begins and may be registered again; once begun it is aborted, and its item with it', async () => {
    const first = await story.registered(technician!);
    expect(await story.refusal(technician!, 'abortExam', { ...at(first), reasonCode: 'intolerance' })).toBe(
      'EXAM_NOT_BEGUN',
    );
    await story.act(technician!, 'cancelExam', first, { reasonCode: 'equipment_down' });
    expect(await itemState(first)).toBe('ORDERED');
    const begun = await story.act(technician!, 'startExam', await story.registered(technician!));
    expect(await story.refusal(technician!, 'cancelExam', { ...at(begun), reasonCode: 'equipment_down' })).toBe(
      'STATE',
    );
    expect(await story.refusal(technician!, 'abortExam', { ...at(begun), reasonCode: 'other' })).toBe(
      'REASON_COMMENT_MISSING',
    );
    const aborted = await story.act(technician!, 'abortExam', begun, { reasonCode: 'contrast_reaction' });
    expect(aborted).toMatchObject({ state: 'ABORTED' });
    expect(await itemState(aborted)).toBe('CANCELLED');
  });

  it('shows one study, which shows no other exam', async () => {
    const study = newStudy();
    const [one, other] = [await story.registered(technician!), await story.registered(technician!)];
    const started = await story.act(technician!, 'startExam', one);
    await story.act(technician!, 'acquireExam', started, { study });
    const second = await story.act(technician!, 'startExam', other);
    expect(await story.refusal(technician!, 'acquireExam', { ...at(second), study })).toBe('STUDY_TAKEN');
    const bad = { ...at(second), study: { studyInstanceUid: '1.02.3', imageCount: 1 } };
    expect(await story.refusal(technician!, 'acquireExam', bad)).toBe('INVALID_INPUT');
  });
});

describe('a report that one person signs', () => {
  it('is published by the signature, answers the order, and is new to the doctor until they have seen it', async () => {
    const exam = await story.acquired(technician!);
    const report = await story.submitted(reporter!, exam);
    expect(report).toMatchObject({ state: 'PUBLISHED', number: 1, corrects: false });
    expect(report.signatures).toHaveLength(1);
    expect(await itemState(exam)).toBe('REPORTED');
    expect(await told(doctor!, exam)).toEqual(['imaging.report-published']);
    expect(await story.listed(doctor!, 'NEW_RESULTS')).toContain(exam.id);
    const seen = await look(exam, doctor);
    expect(await story.refusal(world.person('township-colleague'), 'acknowledgeExamResult', at(seen))).toBe('WHO');
    await story.act(doctor!, 'acknowledgeExamResult', seen);
    expect(await story.listed(doctor!, 'NEW_RESULTS')).not.toContain(exam.id);
    expect(await story.listed(doctor!, 'MY_ORDERS')).toContain(exam.id);
  });

  it('is signed with the password of whoever signs, and with all that its template asks for', async () => {
    const exam = await story.acquired(technician!);
    const token = await story.claims(reporter!, exam);
    const { id, version } = await story.drafted(reporter!, exam, token);
    const input = { ...at({ id, version }), fencingToken: token, content: ECG_CONTENT, password: SIGNING_PASSWORD };
    const refused = (more: object) => story.refusal(reporter!, 'submitImagingReport', { ...input, ...more });
    expect(await refused({ password: 'Not-mine-2026' })).toBe('CURRENT_PASSWORD_WRONG');
    expect(await refused({ content: { ...ECG_CONTENT, structured: [] } })).toBe('FINDING_MISSING');
    const unfit = [{ code: 'heart_rate', value: '七十二' }];
    expect(await refused({ content: { ...ECG_CONTENT, structured: unfit } })).toBe('FINDING_UNFIT');
    expect(await refused({ content: { ...ECG_CONTENT, conclusion: ' ' } })).toBe('REPORT_EMPTY');
    expect(await refused({ content: { ...ECG_CONTENT, abnormal: null } })).toBe('ABNORMAL_UNSAID');
    expect(await refused({ content: { ...ECG_CONTENT, templateCode: 'ct_head' } })).toBe('TEMPLATE_UNKNOWN');
    expect(await refused({})).toBeNull();
  });

  it('is not published before its images are there', async () => {
    const started = await story.act(technician!, 'startExam', await story.registered(technician!));
    const exam = await story.act(technician!, 'acquireExam', started);
    const token = await story.claims(reporter!, exam);
    const draft = await story.drafted(reporter!, exam, token);
    const input = { ...at(draft), fencingToken: token, content: ECG_CONTENT, password: SIGNING_PASSWORD };
    expect(await story.refusal(reporter!, 'submitImagingReport', input)).toBe('IMAGES_MISSING');
    await story.act(technician!, 'linkExamStudy', await look(exam), { study: newStudy() });
    expect(await story.submit(reporter!, draft, token)).toMatchObject({ state: 'PUBLISHED' });
  });

  it('cannot be submitted over the work of the next reader once the lease has lapsed', async () => {
    const exam = await story.acquired(technician!);
    const token = await story.claims(reporter!, exam);
    const draft = await story.drafted(reporter!, exam, token);
    const kept = await story.act(reporter!, 'saveImagingReport', draft, { fencingToken: token, content: ECG_CONTENT });
    app.clock.advance(minutes(21));
    await app.work('worklist.lapse-leases');
    const late = { ...at(kept), fencingToken: token, content: ECG_CONTENT, password: SIGNING_PASSWORD };
    expect(await story.refusal(reporter!, 'submitImagingReport', late)).toBe('STATE');
    const next = await story.claims(reviewer!, exam);
    const taken = await story.drafted(reviewer!, exam, next);
    expect(taken).toMatchObject({ id: draft.id, findings: ECG_CONTENT.findings });
    expect(
      await story.refusal(reporter!, 'saveImagingReport', { ...at(taken), fencingToken: token, content: ECG_CONTENT }),
    ).toBe('LEASE_LOST');
    expect(await story.refusal(reporter!, 'submitImagingReport', { ...late, ...at(taken) })).toBe('LEASE_LOST');
    expect(await story.submit(reviewer!, taken, next)).toMatchObject({ state: 'PUBLISHED' });
  });
});

describe('a report that two people sign', () => {
  it('is given back, taken up again, and published by somebody else than its reporter', async () => {
    const exam = await story.acquired(technician!, 'CT');
    const report = await story.submitted(reporter!, exam);
    expect(report).toMatchObject({ state: 'SUBMITTED' });
    expect(await doctor!.tries('query($id: ID!) { imagingReport(id: $id) { id } }', { id: report.id })).toMatchObject({
      errors: [{ extensions: { code: 'NOT_FOUND' } }],
    });
    const returned = await story.act(reviewer!, 'returnImagingReport', report, { reasonCode: 'wording' });
    expect(returned).toMatchObject({ state: 'DRAFT' });
    expect(await told(reporter!, exam)).toEqual(['imaging.report-returned']);
    const resumed = await story.act(reporter!, 'resumeImagingReport', returned);
    const { fencingToken } = (await look(exam)).reading!;
    const again = await story.submit(reporter!, resumed, fencingToken);
    const published = await story.approve(reviewer!, again);
    expect(published).toMatchObject({ state: 'PUBLISHED' });
    expect(published.signatures.map(({ position }) => position)).toEqual([1, 2]);
    expect(new Set(published.signatures.map(({ digest }) => digest)).size).toBe(1);
    expect((await look(exam, doctor)).report).toMatchObject({ id: published.id });
  });

  it('is not reviewed by whoever wrote it', async () => {
    const exam = await story.acquired(technician!, 'CT');
    const report = await story.submitted(reviewer!, exam);
    const input = { ...at(report), password: SIGNING_PASSWORD };
    expect(await story.refusal(reviewer!, 'approveImagingReport', input)).toBe('REVIEWER_IS_REPORTER');
    expect(await story.refusal(reporter!, 'approveImagingReport', input)).toBe('FORBIDDEN');
    await story.approve(head!, report);
  });

  it('goes back with its exam to be done once more, and keeps what was written', async () => {
    const exam = await story.acquired(technician!, 'CT');
    const report = await story.submitted(reporter!, exam);
    const seen = await look(exam);
    const back = await story.act(reviewer!, 'returnExamForRepeat', seen, { reasonCode: 'poor_quality' });
    expect(back).toMatchObject({ state: 'REGISTERED', reading: { state: 'RETURNED_FOR_REPEAT' } });
    expect(await told(technician!, exam)).toEqual(['imaging.repeat-wanted']);
    const started = await story.act(technician!, 'startExam', back);
    const again = await story.act(technician!, 'acquireExam', started, { study: newStudy() });
    expect(again).toMatchObject({ dueAt: exam.dueAt, reading: { state: 'QUEUED' }, openReportId: report.id });
    const finished = await story.submitted(reporter!, again);
    expect(await story.approve(reviewer!, finished)).toMatchObject({ id: report.id, state: 'PUBLISHED' });
  });
});

describe('an exam that another group has to read', () => {
  const to = (groupCode: string, more: object = {}) => ({ groupCode, reasonCode: 'wrong_group', ...more });
  const taskOf = async (exam: SeenExam) => {
    const [task] = await app.asOwner<{ group: string; state: string; signatures: number; due: Date; reader: string }>(
      `SELECT group_code AS "group", state, signatures, due_at AS due, claimed_by_staff_id AS reader FROM reading_tasks
       WHERE subject_id = $1 AND state NOT IN ('DONE', 'WITHDRAWN')`,
      [exam.id],
    );
    return task!;
  };

  it('is moved before its images are made, by whoever performs it, and waits with the others once they are', async () => {
    const registered = await story.registered(technician!, 'ECG');
    const moved = await story.act(technician!, 'moveExam', registered, to('CT'));
    const started = await story.act(technician!, 'startExam', moved);
    const exam = await story.act(technician!, 'acquireExam', started, { study: newStudy() });
    expect(await taskOf(exam)).toMatchObject({ group: 'CT', state: 'QUEUED', signatures: 2 });
  });

  it('keeps the instant from which its time counts, and has the time and the signatures of the other group', async () => {
    const exam = await story.acquired(technician!, 'ECG', { visitType: 'EMERGENCY' });
    const before = await taskOf(exam);
    const beside = await story.acquired(technician!, 'CT', { visitType: 'EMERGENCY' });
    app.clock.advance(minutes(7));
    const moved = await story.act(technician!, 'moveExam', exam, to('CT'));
    const after = await taskOf(exam);
    expect(after).toMatchObject({ group: 'CT', state: 'QUEUED', signatures: 2, due: (await taskOf(beside)).due });
    expect(after.due).not.toEqual(before.due);
    expect(moved.dueAt).toBe(after.due.toISOString());
    const limits = await app.asOwner<{ due: Date }>(
      `SELECT due_at AS due FROM deadlines WHERE subject_id = $1 AND state = 'RUNNING' ORDER BY level LIMIT 1`,
      [exam.id],
    );
    expect(limits).toEqual([{ due: after.due }]);
    const events = await app.asOwner(
      `SELECT topic, reason_code AS reason, payload->>'fromGroupCode' AS "from", payload->>'groupCode' AS "to", staff_id AS by
       FROM domain_events WHERE aggregate_id = $1 AND action = 'move'`,
      [exam.id],
    );
    expect(events).toEqual([
      { topic: 'imaging.exam-moved', reason: 'wrong_group', from: 'ECG', to: 'CT', by: technician!.staffId },
    ]);
  });

  it('is taken from whoever reads it by the head alone, who hears of it and writes no more', async () => {
    const exam = await story.acquired(technician!, 'CT');
    const token = await story.claims(reporter!, exam);
    const draft = await story.drafted(reporter!, exam, token);
    const current = await look(exam);
    expect(await story.refusal(technician!, 'moveExam', { ...at(current), ...to('ECG') })).toBe('READING_BEGUN');
    await story.act(head!, 'moveExam', current, to('ECG', { reasonCode: 'other', comment: '应为心电图' }));
    expect(await taskOf(exam)).toMatchObject({ group: 'ECG', state: 'QUEUED', signatures: 1, reader: null });
    expect(await told(reporter!, exam)).toEqual(['imaging.exam-moved']);
    const save = { ...at(draft), fencingToken: token, content: ECG_CONTENT };
    expect(await story.refusal(reporter!, 'saveImagingReport', save)).toBe('STATE');
    const next = await story.claims(reviewer!, exam);
    expect(next).toBeGreaterThan(token);
    const again = await story.drafted(reviewer!, exam, next, { templateCode: 'ecg_12_lead' });
    expect(again.id).not.toBe(draft.id);
    const published = await story.submit(reviewer!, again, next, ECG_CONTENT);
    expect(published.state).toBe('PUBLISHED');
    expect((await look(exam)).versions.map(({ state }) => state)).toContain('PUBLISHED');
  });

  it('goes there signed once as well, and is read from the beginning', async () => {
    const exam = await story.acquired(technician!, 'CT');
    await story.submitted(reporter!, exam);
    await story.act(head!, 'moveExam', await look(exam), to('CT', { subspecialty: 'NEURO' }));
    expect(await taskOf(exam)).toMatchObject({ group: 'CT', state: 'QUEUED' });
    expect((await story.submitted(reviewer!, exam)).state).toBe('SUBMITTED');
  });

  it('that is to be repeated waits for its images, then with the other group', async () => {
    const exam = await story.acquired(technician!, 'CT');
    const fencingToken = await story.claims(reporter!, exam);
    const back = { reasonCode: 'poor_quality', fencingToken };
    const returned = await story.act(reporter!, 'returnExamForRepeat', await look(exam), back);
    const moved = await story.act(technician!, 'moveExam', returned, to('ECG'));
    expect(await taskOf(exam)).toMatchObject({ group: 'ECG', state: 'RETURNED_FOR_REPEAT' });
    const started = await story.act(technician!, 'startExam', moved);
    await story.act(technician!, 'acquireExam', started, { study: newStudy() });
    expect(await taskOf(exam)).toMatchObject({ group: 'ECG', state: 'QUEUED', signatures: 1 });
  });

  it('is not moved where it is, to no group, without a reason, once it is published, or by others', async () => {
    const exam = await story.acquired(technician!, 'ECG');
    const refusal = (person: Person, more: object) => story.refusal(person, 'moveExam', { ...at(exam), ...more });
    expect(await refusal(technician!, to('ECG'))).toBe('SAME_GROUP');
    expect(await refusal(technician!, to('NOTHING'))).toBe('READING_GROUP_UNKNOWN');
    expect(await refusal(technician!, to('LAB_CHEM'))).toBe('READING_GROUP_UNKNOWN');
    expect(await refusal(technician!, to('CT', { reasonCode: 'none' }))).toBe('REASON_UNKNOWN');
    expect(await refusal(technician!, { ...to('CT'), expectedVersion: 1 })).toBe('STALE_VERSION');
    expect(await refusal(await world.hire('TECHNICIAN', 'tcm'), to('CT'))).toBe('NOT_FOUND');
    expect(await refusal(await world.hire('TECHNICIAN', 'north'), to('CT'))).toBe('WHO');
    expect(await refusal(reporter!, to('CT'))).toBe('FORBIDDEN');
    await story.submitted(reporter!, exam);
    const published = await look(exam);
    expect(await story.refusal(head!, 'moveExam', { ...at(published), ...to('CT') })).toBe('ALREADY_REPORTED');
  });
});

describe('a published report', () => {
  it('that is preliminary is followed by a final one, which corrects nothing', async () => {
    const exam = await story.acquired(technician!);
    const preliminary = await story.submitted(reporter!, exam, 'PRELIMINARY');
    expect(await itemState(exam)).toBe('PERFORMED');
    const draft = await story.act(reviewer!, 'amendImagingReport', preliminary, { reasonCode: 'final' });
    expect(draft).toMatchObject({ number: 2, kind: 'FINAL', corrects: false, state: 'DRAFT' });
    await story.submit(reviewer!, draft, 1);
    expect(await itemState(exam)).toBe('REPORTED');
    expect((await look(exam)).versions.map(({ state }) => state)).toEqual(['SUPERSEDED', 'PUBLISHED']);
  });

  it('stands until its correction is published, which says so and is new to the doctor', async () => {
    const exam = await story.acquired(technician!);
    const first = await story.submitted(reporter!, exam);
    await story.act(doctor!, 'acknowledgeExamResult', await look(exam, doctor));
    const draft = await story.act(reviewer!, 'amendImagingReport', first, { reasonCode: 'finding_missed' });
    expect((await look(exam, doctor)).report).toMatchObject({ number: 1 });
    const input = { ...at({ id: first.id, version: first.version + 1 }), reasonCode: 'wording' };
    expect(await story.refusal(reviewer!, 'amendImagingReport', input)).toBe('AMENDMENT_OPEN');
    await story.submit(reviewer!, draft, 1);
    expect(await look(exam, doctor)).toMatchObject({ report: { number: 2, corrects: true } });
    expect(await told(doctor!, exam)).toContain('imaging.report-corrected');
    expect(await story.listed(doctor!, 'NEW_RESULTS')).toContain(exam.id);
  });

  it('is taken back by the head of the centre and 医务科, and read again', async () => {
    const exam = await story.acquired(technician!);
    const report = await story.submitted(reporter!, exam);
    const wish = { reasonCode: 'wrong_patient', readAgain: true };
    const wanted = await story.act(head!, 'requestReportRetraction', report, wish);
    expect(await told(affairs!, exam)).toEqual(['imaging.retraction-requested']);
    expect(await story.refusal(head!, 'confirmReportRetraction', at(wanted))).toBe('FORBIDDEN');
    const stands = await story.act(affairs!, 'declineReportRetraction', wanted);
    expect(await story.refusal(affairs!, 'confirmReportRetraction', at(stands))).toBe('NO_RETRACTION');
    const once = await story.act(head!, 'requestReportRetraction', stands, wish);
    const { reportRetractions } = await affairs!.asks<{ reportRetractions: { nodes: { id: string }[] } }>(
      '{ reportRetractions { nodes { id } } }',
    );
    expect(reportRetractions.nodes).toEqual([{ id: report.id }]);
    await story.act(affairs!, 'confirmReportRetraction', once);
    expect(await look(exam, doctor)).toMatchObject({ report: null, versions: [{ state: 'RETRACTED' }] });
    expect(await told(doctor!, exam)).toContain('imaging.report-retracted');
    app.clock.advance(minutes(31));
    await app.work('deadlines.sweep');
    expect(await told(head!, exam)).toContain('imaging.report-overdue');
    expect(await story.submitted(reporter!, await look(exam))).toMatchObject({ number: 2, corrects: true });
  });
});

describe('something critical', () => {
  it('is raised while it is being read, once for a finding, and does not wait for the report', async () => {
    const exam = await story.acquired(technician!, 'ECG', { visitType: 'EMERGENCY' });
    await story.claims(reporter!, exam);
    const finding = { findingCode: 'st_elevation_infarction' };
    const seen = await story.act(reporter!, 'raiseCriticalFinding', await look(exam), finding);
    expect(seen.openCriticalValueIds).toHaveLength(1);
    const twice = await story.act(reporter!, 'raiseCriticalFinding', seen, finding);
    expect(twice.openCriticalValueIds).toEqual(seen.openCriticalValueIds);
    const [row] = await app.asOwner(
      'SELECT state, domain, encounter, patient_id FROM critical_values WHERE subject_id = $1',
      [exam.id],
    );
    expect(row).toMatchObject({ state: 'DETECTED', domain: 'ECG', encounter: 'EMERGENCY' });
    expect(
      await story.refusal(reporter!, 'raiseCriticalFinding', { ...at(twice), findingCode: 'cerebral_hernia' }),
    ).toBe('INVALID_INPUT');
  });

  it('goes on where the report is corrected or taken back, and whoever was told of it hears of that', async () => {
    const exam = await story.acquired(technician!);
    const report = await story.submitted(reporter!, exam);
    const finding = { findingCode: 'st_elevation_infarction' };
    const { openCriticalValueIds } = await story.act(reporter!, 'raiseCriticalFinding', await look(exam), finding);
    const critical = { id: openCriticalValueIds[0]! } as SeenExam;
    const verify = 'mutation($input: CriticalValueActionInput!) { verifyCriticalValue(input: $input) { id } }';
    await reporter!.asks(verify, { input: { id: critical.id, expectedVersion: 1 } });
    await reviewer!.asks(verify, { input: { id: critical.id, expectedVersion: 2 } });
    expect(await told(doctor!, critical)).toEqual(['critical-value.notified']);
    const draft = await story.act(reviewer!, 'amendImagingReport', report, { reasonCode: 'wording' });
    const second = await story.submit(reviewer!, draft, 1);
    const changed = 'critical-value.report-changed';
    expect((await told(doctor!, critical)).filter((code) => code === changed)).toHaveLength(1);
    const wish = { reasonCode: 'wrong_patient', readAgain: true };
    const wanted = await story.act(head!, 'requestReportRetraction', second, wish);
    await story.act(affairs!, 'confirmReportRetraction', wanted);
    expect((await told(doctor!, critical)).filter((code) => code === changed)).toHaveLength(2);
    expect((await look(exam)).openCriticalValueIds).toEqual([critical.id]);
  });
});

describe('the time that a report has', () => {
  it('is that of the group and class, and counts an emergency from its beginning', async () => {
    const started = await story.act(
      technician!,
      'startExam',
      await story.registered(technician!, 'CT', { visitType: 'EMERGENCY' }),
    );
    app.clock.advance(minutes(25));
    const { dueAt } = await story.act(technician!, 'acquireExam', started, { study: newStudy() });
    expect(+new Date(dueAt!) - +START).toBe(minutes(120));
    const routine = await story.acquired(technician!, 'CT');
    expect(+new Date(routine.dueAt!) - +app.clock.now()).toBe(days(1));
  });

  it('is told to the head of the centre when it has passed, then to 医务科, and to nobody once it is met', async () => {
    const [late, met] = [await story.acquired(technician!), await story.acquired(technician!)];
    await story.submitted(reporter!, met);
    app.clock.advance(minutes(31));
    await app.work('deadlines.sweep');
    expect(await told(head!, late)).toEqual(['imaging.report-overdue']);
    expect(await story.listed(head!, 'UNREPORTED')).toContain(late.id);
    expect(await told(affairs!, late)).toEqual([]);
    app.clock.advance(minutes(30));
    await app.work('deadlines.sweep');
    expect(await told(affairs!, late)).toEqual(['imaging.report-overdue']);
    expect([...(await told(head!, met)), ...(await told(affairs!, met))]).toEqual([]);
  });
});

describe('without a PACS', () => {
  it('the platform says so plainly, and images are linked by hand', async () => {
    const { pacsStatus } = await technician!.asks<{ pacsStatus: object }>('{ pacsStatus { state } }');
    expect(pacsStatus).toEqual({ state: 'NOT_CONFIGURED' });
    const exam = await story.acquired(technician!);
    const { exam: seen } = await technician!.asks<{ exam: object }>(
      'query($id: ID!) { exam(id: $id) { studyLinks { wadoUrl } } }',
      { id: exam.id },
    );
    expect(seen).toEqual({ studyLinks: null });
    await app.work('imaging.pacs-exams');
    await app.work('imaging.pacs-strays');
  });

  it('two people bind a study that was found to an exam that has none', async () => {
    const linked = await story.acquired(technician!);
    const started = await story.act(technician!, 'startExam', await story.registered(technician!));
    const decide = (person: Person, name: string, study: { id: string; version: number }) =>
      person.tries(`mutation($input: DecideStudyMatchInput!) { ${name}(input: $input) { id state version } }`, {
        input: at(study),
      });
    const proposed = await story.proposed(technician!, technician!, started);
    expect((await decide(technician!, 'confirmStudyMatch', proposed)).errors[0]!.extensions.rule).toBe('SAME_PERSON');
    expect((await decide(head!, 'confirmStudyMatch', proposed)).data).toMatchObject({
      confirmStudyMatch: { state: 'MATCHED' },
    });
    const other = await story.proposed(technician!, technician!, linked);
    expect((await decide(head!, 'confirmStudyMatch', other)).errors[0]!.extensions.rule).toBe('STUDY_LINKED');
    expect((await decide(head!, 'declineStudyMatch', other)).errors).toEqual([]);
  });

  it('a study that was found and is then linked by hand waits for nobody any more', async () => {
    const study = newStudy();
    const { recordUnmatchedStudy: found } = await technician!.asks<{ recordUnmatchedStudy: { id: string } }>(
      'mutation($input: RecordUnmatchedStudyInput!) { recordUnmatchedStudy(input: $input) { id } }',
      { input: { idempotencyKey: randomUUID(), ...study } },
    );
    const waiting = async (): Promise<string[]> => {
      const { unmatchedStudies } = await head!.asks<{ unmatchedStudies: { nodes: { id: string }[] } }>(
        '{ unmatchedStudies(first: 100) { nodes { id } } }',
      );
      return unmatchedStudies.nodes.map(({ id }) => id);
    };
    expect(await waiting()).toContain(found.id);
    const started = await story.act(technician!, 'startExam', await story.registered(technician!));
    await story.act(technician!, 'acquireExam', started, { study });
    expect(await waiting()).not.toContain(found.id);
  });
});

describe('the paper of a report', () => {
  const print = (person: Person, id: string) =>
    app.nest.inject({ url: `/imaging-reports/${id}/print`, headers: { authorization: `Bearer ${person.token}` } });
  const textOf = async (person: Person, id: string): Promise<string> =>
    (await readPdf((await print(person, id)).rawPayload)).pages.join('');

  it('says who signed what, and 已更正 where it corrects another; one that is not published is none', async () => {
    const exam = await story.acquired(technician!);
    const token = await story.claims(reporter!, exam);
    const draft = await story.drafted(reporter!, exam, token);
    expect((await print(reporter!, draft.id)).statusCode).toBe(404);
    const first = await story.submit(reporter!, draft, token, ECG_CONTENT);
    const text = await textOf(doctor!, first.id);
    for (const words of ['reporter医生', exam.accessionNo, '72次/分', '测试患者']) expect(text).toContain(words);
    expect(text).not.toContain('已更正');
    const amended = await story.act(reviewer!, 'amendImagingReport', first, { reasonCode: 'wording' });
    const second = await story.submit(reviewer!, amended, 1, ECG_CONTENT);
    expect(await textOf(doctor!, second.id)).toContain('已更正（第2版）');
    expect(await textOf(doctor!, first.id)).toContain('本页不再有效');
    expect(await textOf(doctor!, second.id)).not.toContain('互认标识');
    const stranger = await world.hire('TOWNSHIP_DOCTOR', 'south');
    expect((await print(stranger, second.id)).statusCode).toBe(404);
  });
});

describe('the mark of recognition', () => {
  it('stands on the paper of what counts, by the qualification of the place that made the images', async () => {
    await app.asOwner(
      `INSERT INTO quality_qualifications (id, institution_id, certificate_no, name, category, item_codes, scope, issued_by,
         valid_from, valid_to, active, version)
       VALUES (gen_random_uuid(), $1, 'MARK', '质控', 'IMAGING', '{}', 'PROVINCE', '质控中心', '2026-01-01', '2026-12-31',
         true, 1)`,
      [world.institutionId('county')],
    );
    const exam = await story.acquired(technician!, 'CT');
    const first = await story.approve(reviewer!, await story.submitted(reporter!, exam));
    const printed = async ({ id }: { id: string }): Promise<string> => {
      const url = `/imaging-reports/${id}/print`;
      const { rawPayload } = await app.nest.inject({ url, headers: { authorization: `Bearer ${doctor!.token}` } });
      return (await readPdf(rawPayload)).pages.join('');
    };
    expect(await printed(first)).toContain('互认标识：医联体HR');
    const draft = await story.act(reviewer!, 'amendImagingReport', first, { reasonCode: 'wording' });
    await story.approve(head!, await story.submit(reviewer!, draft, 1));
    expect(await printed(first)).not.toContain('互认标识');
  });
});

describe('a page of a queue', () => {
  const PAGE = `query($first: Int!) { readingQueue(groupCode: "CT", first: $first) { nodes { id subjectId exam {
    accessionNo itemName clinicalQuestion patient { name } orderingDoctor { name } studyLinks { wadoUrl }
    openReport { findings } earlierExams { accessionNo itemName studyLinks { wadoUrl } report { conclusion } } } } } }`;
  interface Page {
    readonly readingQueue: {
      readonly nodes: readonly {
        readonly subjectId: string;
        readonly exam: {
          readonly openReport: object | null;
          readonly earlierExams: readonly { readonly accessionNo: string }[];
        };
      }[];
    };
  }
  const nodeOf = ({ readingQueue }: Page, { id }: SeenExam) =>
    readingQueue.nodes.find(({ subjectId }) => subjectId === id)!.exam;

  it('brings all that a reader looks at, by as many statements for one task as for many', async () => {
    const patientId = await story.patient();
    const before = await story.acquired(technician!, 'ECG', { patientId });
    await story.submitted(reporter!, before);
    app.clock.advance(days(1));
    const again = await story.acquired(technician!, 'CT', { patientId, visitType: 'EMERGENCY' });
    app.clock.advance(minutes(1));
    const other = await story.acquired(technician!, 'CT', { visitType: 'EMERGENCY' });
    const token = await story.claims(reporter!, again);
    await story.drafted(reporter!, again, token);
    const { reading } = await look(again);
    const release = { id: reading!.id, expectedVersion: reading!.version, fencingToken: token };
    const { errors } = await reporter!.tries(
      'mutation($input: ReleaseReadingInput!) { releaseReading(input: $input) { id } }',
      { input: release },
    );
    expect(errors).toEqual([]);
    const counter = StatementCounter.on(app);
    // Traces of looks at patients are written together where they come together.
    const reads = async (work: () => Promise<unknown>): Promise<number> =>
      (await counter.during(work)).filter((sql) => !sql.startsWith('INSERT')).length;
    const one = await reads(() => reporter!.asks(PAGE, { first: 1 }));
    let page: Page | undefined;
    const many = await reads(async () => (page = await reporter!.asks<Page>(PAGE, { first: 50 })));
    expect(nodeOf(page!, again)).toMatchObject({
      earlierExams: [{ accessionNo: before.accessionNo, report: { conclusion: '未见明显异常。' } }],
      openReport: { findings: '' },
      itemName: '头颅CT平扫',
      clinicalQuestion: '胸痛待查',
    });
    expect(nodeOf(page!, other)).toMatchObject({ earlierExams: [], openReport: null });
    expect(many).toBe(one);
    const [row] = await app.asOwner<{ seen: boolean }>(
      `SELECT EXISTS (SELECT 1 FROM audit_entries a WHERE a.action = 'exam.of-tasks' AND $1 = ANY (a.patient_ids)) AS seen`,
      [patientId],
    );
    expect(row!.seen).toBe(true);
  });

  it('shows a draft to nobody but the centre that reads it', async () => {
    const exam = await story.acquired(technician!);
    const reader = await world.hire('REPORTER', 'county');
    await story.drafted(reader, exam, await story.claims(reader, exam));
    const query = 'query($id: ID!) { exam(id: $id) { openReport { state } } }';
    expect(await reporter!.asks(query, { id: exam.id })).toEqual({ exam: { openReport: { state: 'DRAFT' } } });
    expect(await doctor!.asks(query, { id: exam.id })).toEqual({ exam: { openReport: null } });
  });
});

describe('what counts for a group', () => {
  const admin = () => world.person('system-admin');
  const field = { code: 'calcification', labelZh: '钙化', labelEn: 'Calcification', kind: 'CHOICE', required: true };
  const template = {
    code: 'ecg_holter',
    groupCode: 'ECG',
    labelZh: '动态心电图',
    labelEn: 'Holter',
    findings: '24小时动态心电图：',
    conclusion: '窦性心律。',
    position: 50,
    fields: [{ ...field, options: ['无', '有'] }],
  };
  const change = async (name: string, type: string, input: object) =>
    admin().tries<Record<string, { version: number }[]>>(
      `mutation($input: ${type}!) { ${name}(input: $input) { version } }`,
      { input },
    );
  const changeTemplate = (input: object) => change('changeImagingTemplate', 'ChangeImagingTemplateInput', input);
  const holter = { templateCode: 'ecg_holter', findings: '偶发早搏。', conclusion: '偶发室性早搏。', abnormal: true };

  it('is a template that a report goes by as it was when it was begun, corrections of it too', async () => {
    const { data } = await changeTemplate({ ...template, expectedVersion: 0 });
    expect(data!['changeImagingTemplate']).toEqual([{ version: 1 }]);
    const exam = await story.acquired(technician!);
    const token = await story.claims(reporter!, exam);
    const draft = await story.drafted(reporter!, exam, token, { templateCode: 'ecg_holter' });
    expect(draft.findings).toBe('24小时动态心电图：');
    app.clock.advance(minutes(1));
    const renamed = { ...template, fields: [{ ...field, code: 'pauses', labelZh: '停搏', options: ['无', '有'] }] };
    await changeTemplate({ ...renamed, expectedVersion: 1 });
    const said = { ...holter, structured: [{ code: 'calcification', value: '有' }] };
    const report = await story.submit(reporter!, draft, token, said);
    app.clock.advance(minutes(1));
    const { errors } = await change('endImagingTemplate', 'EndImagingTemplateInput', {
      code: 'ecg_holter',
      expectedVersion: 3,
    });
    expect(errors).toEqual([]);
    const amended = await story.act(reviewer!, 'amendImagingReport', report, { reasonCode: 'wording' });
    const corrected = await story.submit(reviewer!, amended, 1, { ...said, conclusion: '频发室性早搏。' });
    const { imagingReport } = await doctor!.asks<{ imagingReport: object }>(
      'query($id: ID!) { imagingReport(id: $id) { structured { code labelZh labelEn value unit } } }',
      { id: corrected.id },
    );
    const seen = { code: 'calcification', labelZh: '钙化', labelEn: 'Calcification', value: '有', unit: null };
    expect(imagingReport).toEqual({ structured: [seen] });
    const late = await story.acquired(technician!);
    const input = { idempotencyKey: randomUUID(), examId: late.id, kind: 'FINAL', templateCode: 'ecg_holter' };
    const reader = await world.hire('REPORTER', 'county');
    const fencingToken = await story.claims(reader, late);
    expect(await story.refusal(reader, 'draftImagingReport', { ...input, fencingToken })).toBe('TEMPLATE_UNKNOWN');
  });

  it('is kept by two administrators at once without one losing what the other has done, and asks for what makes sense', async () => {
    const other = { ...template, code: 'ecg_stress', expectedVersion: 0 };
    const answers = await Promise.all([changeTemplate(other), changeTemplate(other)]);
    const refused = answers.flatMap(({ errors }) => errors.map(({ extensions }) => extensions.code));
    expect(refused).toEqual(['STALE_VERSION']);
    const twice = [
      { ...field, options: ['无', '有'] },
      { ...field, options: ['无', '有'] },
    ];
    const unfit = await changeTemplate({ ...template, code: 'ecg_unfit', expectedVersion: 0, fields: twice });
    expect(unfit.errors[0]!.extensions).toMatchObject({ code: 'INVALID_INPUT' });
    const nowhere = await changeTemplate({ ...template, code: 'ecg_no', groupCode: 'NONE', expectedVersion: 0 });
    expect(nowhere.errors[0]!.extensions.code).toBe('READING_GROUP_UNKNOWN');
  });

  it('is how many people sign, from the next exam on', async () => {
    const terms = { leaseMinutes: 20, expectedMinutes: 4, subjectDomain: 'imaging' };
    const group = { code: 'ECG', labelZh: '心电图', labelEn: 'ECG', ...terms };
    const sign = (signatures: number, expectedVersion: number) =>
      change('changeReadingGroup', 'ChangeReadingGroupInput', { ...group, signatures, expectedVersion });
    const waiting = await story.acquired(technician!);
    app.clock.advance(minutes(1));
    const { data } = await sign(2, 1);
    expect(data!['changeReadingGroup']![0]).toEqual({ version: 3 });
    const next = await story.acquired(technician!);
    expect(await story.submitted(reporter!, waiting)).toMatchObject({ state: 'PUBLISHED' });
    expect(await story.submitted(reporter!, next)).toMatchObject({ state: 'SUBMITTED' });
    app.clock.advance(minutes(1));
    await sign(1, 3);
    const { readingGroups } = await reporter!.asks<{ readingGroups: { code: string }[] }>(
      '{ readingGroups { code signatures } }',
    );
    expect(readingGroups).toContainEqual({ code: 'ECG', signatures: 1 });
  });

  it('is a time of their own for those who come in one way, beside that of the class', async () => {
    const key = { groupCode: 'ECG', urgency: 'ROUTINE', visitType: 'OUTPATIENT' };
    const dueIn = async (visitType: string): Promise<number> =>
      +new Date((await story.acquired(technician!, 'ECG', { visitType })).dueAt!) - +app.clock.now();
    await change('changeVisitReadingDueTime', 'ChangeVisitReadingDueTimeInput', {
      ...key,
      dueMinutes: 90,
      clock: 'WALL',
      expectedVersion: 0,
    });
    expect([await dueIn('OUTPATIENT'), await dueIn('INPATIENT')]).toEqual([minutes(90), minutes(30)]);
    app.clock.advance(minutes(1));
    await change('endVisitReadingDueTime', 'EndVisitReadingDueTimeInput', { ...key, expectedVersion: 1 });
    expect(await dueIn('OUTPATIENT')).toBe(minutes(30));
    const late = { groupCode: 'ECG', urgency: 'ROUTINE', dueMinutes: 45, clock: 'WALL', expectedVersion: 1 };
    expect((await change('changeReadingDueTime', 'ChangeReadingDueTimeInput', late)).errors).toEqual([]);
    expect(await dueIn('OUTPATIENT')).toBe(minutes(45));
    const nowhere = await change('changeReadingDueTime', 'ChangeReadingDueTimeInput', { ...late, groupCode: 'NONE' });
    expect(nowhere.errors[0]!.extensions.code).toBe('INVALID_INPUT');
  });
});

describe('how long reports take', () => {
  it('is told by group, class and kind of visit: median and P90 of the day', async () => {
    app.clock.set(new Date('2026-05-06T01:00:00Z'));
    for (const waited of [10, 20, 90]) {
      const exam = await story.acquired(technician!, 'ECG', { visitType: 'INPATIENT' });
      app.clock.advance(minutes(waited));
      await story.submitted(reporter!, exam);
    }
    const { imagingTurnaround } = await head!.asks<{ imagingTurnaround: object[] }>(
      `{ imagingTurnaround(from: "2026-05-06", to: "2026-05-06") {
        groupCode urgency visitType reports overdue medianMinutes p90Minutes } }`,
    );
    const kind = { groupCode: 'ECG', urgency: 'INPATIENT', visitType: 'INPATIENT' };
    expect(imagingTurnaround).toEqual([{ ...kind, reports: 3, overdue: 1, medianMinutes: 20, p90Minutes: 76 }]);
    const { errors } = await head!.tries('{ imagingTurnaround(from: "2026-05-06", to: "2026-05-05") { groupCode } }');
    expect(errors[0]!.extensions.code).toBe('INVALID_INPUT');
  });
});

describe('twenty readers', () => {
  it(`publish ${ITEMS} reports once each, however often their leases lapse`, async () => {
    await app.asOwner(`UPDATE reading_tasks SET state = 'WITHDRAWN', claimed_by_staff_id = NULL, lease_until = NULL
      WHERE state IN ('QUEUED', 'CLAIMED', 'REPORTING')`);
    const exams: string[] = [];
    for (let n = 0; n < ITEMS; n++) exams.push((await story.acquired(technician!)).id);
    const readers = await Promise.all(Array.from({ length: READERS }, () => world.hire('REPORTER', 'county')));
    await story.letSign(...readers);
    const published: string[] = [];
    let turn = 0;
    const lapse = async (): Promise<void> => {
      app.clock.advance(minutes(21));
      await app.work('worklist.lapse-leases');
    };
    const work = async (reader: Person): Promise<void> => {
      for (let task = await claimNext(reader); task; task = await claimNext(reader)) {
        const isSlow = ++turn % 7 === 0 && turn <= LAPSING_TURNS;
        if (isSlow) await lapse();
        const state = await readOne(reader, task);
        if (isSlow) expect(state).not.toBe('PUBLISHED');
        if (state === 'PUBLISHED') published.push(task.subjectId);
      }
    };
    while (published.length < ITEMS) {
      await Promise.all(readers.map(work));
      await lapse();
    }
    expect(published.toSorted()).toEqual(exams.toSorted());
    const rows = await app.asOwner<{ reports: number; events: number }>(
      `SELECT count(*)::int AS reports, (SELECT count(*)::int FROM domain_events d
         WHERE d.aggregate_id = r.id AND d.topic = 'imaging.report-published') AS events
       FROM imaging_reports r WHERE r.exam_id = ANY($1) AND r.state = 'PUBLISHED' GROUP BY r.exam_id, r.id`,
      [exams],
    );
    expect(rows).toEqual(Array.from({ length: ITEMS }, () => ({ reports: 1, events: 1 })));
  });
});

interface Taken {
  readonly subjectId: string;
  readonly fencingToken: number;
}

async function claimNext(reader: Person): Promise<Taken | null> {
  const { data, errors } = await reader.tries<{ claimNextReading: Taken | null }>(
    'mutation($input: ClaimNextReadingInput!) { claimNextReading(input: $input) { subjectId fencingToken } }',
    { input: { idempotencyKey: randomUUID(), groupCode: 'ECG' } },
  );
  if (errors.length > 0) expect(errors[0]!.extensions.rule).toBe('TOO_MANY_CLAIMS');
  return data?.claimNextReading ?? null;
}

/** Reads one and signs it. @returns the state of the report, or the rule by which somebody who came too late is refused */
async function readOne(reader: Person, { subjectId: examId, fencingToken }: Taken): Promise<string> {
  const draft = { idempotencyKey: randomUUID(), examId, fencingToken, kind: 'FINAL' };
  const begun = await story.tries(reader, 'draftImagingReport', draft);
  if (typeof begun === 'string') return lost(begun);
  const input = { ...at(begun), fencingToken, content: ECG_CONTENT, password: SIGNING_PASSWORD };
  const done = await story.tries(reader, 'submitImagingReport', input);
  return typeof done === 'string' ? lost(done) : done.state;
}

function lost(rule: string): string {
  expect(['LEASE_LOST', 'STATE', 'NOT_FOUND', 'STALE_VERSION']).toContain(rule);
  return rule;
}
