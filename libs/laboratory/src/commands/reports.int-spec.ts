import { randomUUID } from 'node:crypto';
import { after, days, minutes } from '#kernel';
import {
  LaboratoryStory,
  TestApp,
  World,
  refusalOf,
  type Person,
  type SeenLabReport,
  type SeenSpecimen,
} from '#testing';

let app: TestApp;
let world: World;
let story: LaboratoryStory;
let reporter: Person;
let reviewer: Person;

beforeAll(async () => {
  app = await TestApp.start();
  world = await World.create(app);
  story = await LaboratoryStory.begin(app, world);
  reporter = world.person('reporter');
  reviewer = world.person('reviewer');
});

afterAll(() => app.stop());

const key = () => ({ idempotencyKey: randomUUID() });
const mmol = (itemCode: string, value: string) => ({ itemCode, value, unit: 'mmol/L' });
const NORMAL = [mmol('K', '4.1'), mmol('NA', '140'), mmol('CL', '101')];

const refusal = async (person: Person, act: string, report: SeenLabReport, more: object = {}) =>
  refusalOf(await story.tries(person, act, report, more));

const look = async (person: Person, id: string): Promise<SeenLabReport & { seenAt: string | null }> => {
  const { labReport } = await person.asks<{ labReport: SeenLabReport & { seenAt: string | null } }>(
    `query($id: ID!) { labReport(id: $id) { id version number kind state corrected previousId groupCode conclusion seenAt
      results { itemCode value } } }`,
    { id },
  );
  return labReport;
};

async function listed(person: Person, list: string): Promise<string[]> {
  const query = `{ labReports(list: ${list}, first: 100) { nodes { id } } }`;
  const { labReports } = await person.asks<{ labReports: { nodes: { id: string }[] } }>(query);
  return labReports.nodes.map(({ id }) => id);
}

/** The system of a laboratory, and the key that it shows. @param guard who keeps the accounts of its institution */
async function machine(guard: Person = world.person('security-admin')): Promise<string> {
  const input = { ...key(), name: `LIS ${randomUUID()}`, kind: 'LIS', scopes: ['SEND_LAB_RESULTS'] };
  const { createMachineAccount } = await guard.asks<{ createMachineAccount: { id: string } }>(
    'mutation($input: CreateMachineAccountInput!) { createMachineAccount(input: $input) { id } }',
    { input },
  );
  const issue = { ...key(), machineAccountId: createMachineAccount.id, expiresAt: after(app.clock.now(), days(30)) };
  const { issueMachineKey } = await guard.asks<{ issueMachineKey: { key: string } }>(
    'mutation($input: IssueMachineKeyInput!) { issueMachineKey(input: $input) { key } }',
    { input: issue },
  );
  return issueMachineKey.key;
}

const SEND = `mutation($input: SendLabResultsInput!) { sendLabResults(input: $input) { id version state
  results { itemCode value source criticalValueId } } }`;
const send = (token: string, { barcode }: SeenSpecimen, results: readonly object[], more: object = {}) =>
  app.graphql<{ sendLabResults: SeenLabReport }>(SEND, { input: { ...key(), barcode, results, ...more } }, { token });

describe('a report', () => {
  it('is signed by two people, answers what was ordered, and is new to whoever ordered it until they have seen it', async () => {
    const order = await story.ordered(['LAB-BASIC']);
    const specimen = await story.collected(order);
    await story.sent(specimen);
    const submitted = await story.submitted(await story.received(specimen), NORMAL);
    expect(submitted.results).toMatchObject([
      { itemCode: 'K', value: '4.1', flag: 'NORMAL', rangeText: '3.5–5.3', source: 'ENTERED' },
      { itemCode: 'NA', flag: 'NORMAL' },
      { itemCode: 'CL', flag: 'NORMAL' },
    ]);
    const doctor = story.doctor;
    const query = 'query($id: ID!) { labReport(id: $id) { id } }';
    expect(refusalOf(await doctor.tries(query, { id: submitted.id }))).toBe('NOT_FOUND');
    expect(await refusal(reporter, 'approveLabReport', submitted)).toBe('FORBIDDEN');
    const published = await story.does(reviewer, 'approveLabReport', submitted);
    expect(published).toMatchObject({ state: 'PUBLISHED', corrected: false, number: 1 });
    expect(await listed(doctor, 'NEW_TO_ME')).toContain(published.id);
    await story.does(doctor, 'markLabReportSeen', published);
    expect(await listed(doctor, 'NEW_TO_ME')).not.toContain(published.id);
    const { examOrder } = await doctor.asks<{ examOrder: object }>(
      'query($id: ID!) { examOrder(id: $id) { state items { state reportDomain reportId } } }',
      { id: order.id },
    );
    const answered = { state: 'REPORTED', reportDomain: 'laboratory', reportId: published.id };
    expect(examOrder).toEqual({ state: 'COMPLETED', items: [answered] });
  });

  it('is not signed twice by one person, whatever their roles', async () => {
    const specimen = await story.onTheBench(['LAB-K']);
    const draft = await story.report(specimen);
    const fencingToken = await story.claimed(reviewer, specimen, draft.groupCode);
    const results = [mmol('K', '4.4')];
    const entered = await story.does(reviewer, 'enterLabResults', draft, { fencingToken, results });
    const submitted = await story.does(reviewer, 'submitLabReport', entered, { fencingToken, kind: 'FINAL' });
    expect(await refusal(reviewer, 'approveLabReport', submitted)).toBe('TRANSITION_REFUSED REVIEWER_IS_REPORTER');
    const head = world.person('center-head');
    const both = await Promise.all([
      refusal(head, 'approveLabReport', submitted),
      refusal(head, 'approveLabReport', submitted),
    ]);
    expect(new Set(both)).toEqual(new Set([undefined, 'TRANSITION_REFUSED STATE']));
  });

  it('is written by whoever holds the specimen, and final only when everything has a value', async () => {
    const specimen = await story.onTheBench(['LAB-BASIC']);
    const draft = await story.report(specimen);
    const fencingToken = await story.claimed(reporter, specimen, draft.groupCode);
    const [k] = NORMAL;
    const enter = (person: Person, more: object) =>
      refusal(person, 'enterLabResults', draft, { fencingToken, ...more });
    expect(await enter(reviewer, { results: [k] })).toBe('TRANSITION_REFUSED LEASE_LOST');
    expect(await enter(reporter, { results: [k], fencingToken: 0 })).toBe('TRANSITION_REFUSED LEASE_LOST');
    expect(await enter(reporter, { results: [{ ...k, unit: 'mg/dL' }] })).toBe('RESULTS_REFUSED');
    expect(await enter(reporter, { results: [mmol('GLU', '5')] })).toBe('RESULTS_REFUSED');
    const entered = await story.does(reporter, 'enterLabResults', draft, { fencingToken, results: [k] });
    const submit = { fencingToken, kind: 'FINAL' };
    expect(await refusal(reporter, 'submitLabReport', entered, submit)).toBe('TRANSITION_REFUSED RESULTS_MISSING');
    app.clock.advance(minutes(20));
    expect(await refusal(reporter, 'enterLabResults', entered, { fencingToken, results: NORMAL })).toBe(
      'TRANSITION_REFUSED LEASE_LOST',
    );
  });

  it('goes back to whoever signed first, and comes again', async () => {
    const specimen = await story.onTheBench(['LAB-K']);
    const submitted = await story.submitted(specimen, [mmol('K', '4.0')]);
    expect(await refusal(reviewer, 'returnLabReport', submitted, { reasonCode: 'none' })).toBe(
      'TRANSITION_REFUSED REASON_UNKNOWN',
    );
    const back = await story.does(reviewer, 'returnLabReport', submitted, { reasonCode: 'incomplete' });
    expect(back.state).toBe('DRAFT');
    const resumed = await story.does(reporter, 'resumeLabReport', back);
    const { myReadings } = await reporter.asks<{
      myReadings: { nodes: { subjectId: string; fencingToken: number }[] };
    }>('{ myReadings(first: 100) { nodes { subjectId fencingToken } } }');
    const { fencingToken } = myReadings.nodes.find(({ subjectId }) => subjectId === specimen.id)!;
    const results = [mmol('K', '4.2')];
    const entered = await story.does(reporter, 'enterLabResults', resumed, { fencingToken, results });
    const again = await story.does(reporter, 'submitLabReport', entered, { fencingToken, kind: 'FINAL' });
    expect(await story.does(reviewer, 'approveLabReport', again)).toMatchObject({
      state: 'PUBLISHED',
      results: [{ value: '4.2' }],
    });
  });
});

describe('a value', () => {
  it('is compared with the last one of the patient, and told where it has changed too much', async () => {
    const patientId = await story.referrals.patient(story.doctor);
    await story.published(await story.onTheBench(['LAB-K'], 'SERUM', { patientId }), [mmol('K', '4.0')]);
    app.clock.advance(days(1));
    const next = await story.published(await story.onTheBench(['LAB-K'], 'SERUM', { patientId }), [mmol('K', '5.4')]);
    expect(next.results).toMatchObject([{ flag: 'HIGH', deltaPercent: 35, deltaExceeded: true }]);
    app.clock.advance(days(4));
    const later = await story.published(await story.onTheBench(['LAB-K'], 'SERUM', { patientId }), [mmol('K', '4.0')]);
    expect(later.results).toMatchObject([{ flag: 'NORMAL', deltaPercent: null, deltaExceeded: false }]);
  });

  it('that is critical is raised when it comes in, long before the report is signed', async () => {
    const specimen = await story.onTheBench(['LAB-K'], 'SERUM', { visitType: 'EMERGENCY' });
    const draft = await story.report(specimen);
    const fencingToken = await story.claimed(reporter, specimen, draft.groupCode);
    const entered = await story.does(reporter, 'enterLabResults', draft, { fencingToken, results: [mmol('K', '6.9')] });
    const [{ criticalValueId }] = entered.results as [SeenLabReport['results'][number]];
    const seen = await reporter.asks<{ criticalValue: object }>(
      'query($id: ID!) { criticalValue(id: $id) { state domain findingText encounter } }',
      { id: criticalValueId },
    );
    expect(seen.criticalValue).toEqual({
      state: 'DETECTED',
      domain: 'LABORATORY',
      findingText: '血钾',
      encounter: 'EMERGENCY',
    });
    const again = await story.does(reporter, 'enterLabResults', entered, { fencingToken, results: [mmol('K', '6.8')] });
    expect(again.results[0]!.criticalValueId).toBe(criticalValueId);
    const submitted = await story.does(reporter, 'submitLabReport', again, { fencingToken, kind: 'FINAL' });
    const published = await story.does(reviewer, 'approveLabReport', submitted);
    expect(await listed(story.doctor, 'CRITICAL')).toContain(published.id);
  });
});

describe('a critical value whose result is corrected', () => {
  interface SeenCritical {
    readonly id: string;
    readonly version: number;
    readonly state: string;
    readonly value: string;
    readonly revision: number;
    readonly heldFalseReasonCode: string | null;
    readonly corrections: readonly object[];
  }
  const FIELDS = `id version state value revision heldFalseReasonCode
    corrections { outcome fromValue toValue fromState measures successorId }`;
  const critical = async (specimen: SeenSpecimen): Promise<SeenCritical[]> => {
    const query = `{ criticalValues(list: REGISTER, first: 100) { nodes { subjectId ${FIELDS} } } }`;
    const { criticalValues } = await reviewer.asks<{
      criticalValues: { nodes: (SeenCritical & { subjectId: string })[] };
    }>(query);
    return criticalValues.nodes.filter(({ subjectId }) => subjectId === specimen.id);
  };
  const acts = async (who: Person, [act, type]: readonly [string, string], seen: SeenCritical, more: object = {}) => {
    const input = { id: seen.id, expectedVersion: seen.version, ...more };
    const text = `mutation($input: ${type}Input!) { ${act}(input: $input) { ${FIELDS} } }`;
    return (await who.asks<Record<string, SeenCritical>>(text, { input }))[act]!;
  };
  const verified = async (seen: SeenCritical): Promise<SeenCritical> => {
    const once = await acts(reporter, ['verifyCriticalValue', 'CriticalValueAction'], seen);
    return acts(reviewer, ['verifyCriticalValue', 'CriticalValueAction'], once);
  };
  const handled = async (seen: SeenCritical, readBack: string): Promise<SeenCritical> => {
    const read = await acts(story.doctor, ['acknowledgeCriticalValue', 'AcknowledgeCriticalValue'], seen, { readBack });
    return acts(story.doctor, ['handleCriticalValue', 'HandleCriticalValue'], read, { measures: '葡萄糖酸钙' });
  };
  const told = async (person: Person, { id }: SeenCritical): Promise<string[]> => {
    const { myNotices } = await person.asks<{ myNotices: { nodes: { templateCode: string; subjectId: string }[] } }>(
      '{ myNotices(first: 100) { nodes { templateCode subjectId } } }',
    );
    return myNotices.nodes.filter(({ subjectId }) => subjectId === id).map(({ templateCode }) => templateCode);
  };
  const amended = async (published: SeenLabReport): Promise<void> => {
    await story.does(reviewer, 'amendLabReport', published, { reasonCode: 'wrong_value', ...key() });
    app.clock.advance(minutes(1));
  };

  it('is corrected with it while it is open, and read back anew before the new version is even signed', async () => {
    const specimen = await story.onTheBench(['LAB-K']);
    const published = await story.published(specimen, [mmol('K', '6.9')]);
    const [raised] = (await critical(specimen)) as [SeenCritical];
    await handled(await verified(raised), '6.9');
    await amended(published);
    const second = await story.submitted(specimen, [mmol('K', '7.4')]);
    expect(await critical(specimen)).toMatchObject([
      {
        id: raised.id,
        state: 'NOTIFIED',
        value: '7.4',
        revision: 2,
        corrections: [{ outcome: 'CRITICAL', fromValue: '6.9' }],
      },
    ]);
    expect(second.results).toMatchObject([{ criticalValueId: raised.id }]);
    await story.does(reviewer, 'approveLabReport', second);
    expect(await listed(story.doctor, 'CRITICAL')).toContain(second.id);
    expect(await critical(specimen)).toMatchObject([{ state: 'NOTIFIED', revision: 2 }]);
  });

  it('goes on until two people have signed that it is none, and everybody who was told hears why it ended', async () => {
    const specimen = await story.onTheBench(['LAB-K']);
    const published = await story.published(specimen, [mmol('K', '6.9')]);
    const [raised] = (await critical(specimen)) as [SeenCritical];
    const done = await handled(await verified(raised), '6.9');
    await amended(published);
    const second = await story.submitted(specimen, [mmol('K', '4.1')]);
    expect(await critical(specimen)).toMatchObject([{ state: 'HANDLED', version: done.version, value: '6.9' }]);
    await story.does(reviewer, 'approveLabReport', second);
    expect(await critical(specimen)).toMatchObject([
      {
        state: 'CANCELLED',
        heldFalseReasonCode: 'result_corrected',
        corrections: [
          { outcome: 'NOT_CRITICAL', fromValue: '6.9', toValue: '4.1', fromState: 'HANDLED', measures: '葡萄糖酸钙' },
        ],
      },
    ]);
    expect(await told(story.doctor, raised)).toContain('critical-value.refuted');
    const urgent = await listed(story.doctor, 'CRITICAL');
    expect([urgent.includes(published.id), urgent.includes(second.id)]).toEqual([false, false]);
    const events = await app.asOwner(
      `SELECT reason_code, from_state, to_state, staff_id FROM domain_events WHERE aggregate_id = $1 AND topic = 'critical-value.refuted'`,
      [raised.id],
    );
    expect(events).toEqual([
      { reason_code: 'result_corrected', from_state: 'HANDLED', to_state: 'CANCELLED', staff_id: reviewer.staffId },
    ]);
  });

  it.each([
    ['another critical one', '2.1'],
    ['the one that it was at first', '6.9'],
  ])('that was closed says that it was none, and is raised anew by %s', async (_, third) => {
    const specimen = await story.onTheBench(['LAB-K']);
    const first = await story.published(specimen, [mmol('K', '6.9')]);
    const [raised] = (await critical(specimen)) as [SeenCritical];
    const done = await handled(await verified(raised), '6.9');
    const closed = await acts(reporter, ['closeCriticalValue', 'CriticalValueAction'], done);
    await amended(first);
    const second = await story.published(specimen, [mmol('K', '4.1')]);
    const refuted = { outcome: 'NOT_CRITICAL', fromValue: '6.9', toValue: '4.1', successorId: null };
    expect(await critical(specimen)).toMatchObject([{ state: 'CLOSED', corrections: [refuted] }]);
    expect(await told(story.doctor, closed)).toContain('critical-value.corrected-closed');
    await amended(second);
    await story.published(specimen, [mmol('K', third)]);
    const [next, old] = (await critical(specimen)) as [SeenCritical, SeenCritical];
    expect(next).toMatchObject({ state: 'DETECTED', value: third, corrections: [] });
    expect(old).toMatchObject({
      id: raised.id,
      state: 'CLOSED',
      corrections: [refuted, { outcome: 'CRITICAL', fromValue: '4.1', toValue: third, successorId: next.id }],
    });
  });

  it('is corrected by a system too, and one that was mistyped ends with the first signatures', async () => {
    const specimen = await story.onTheBench(['LAB-BASIC']);
    const token = await machine();
    await send(token, specimen, [mmol('K', '69'), mmol('NA', '140'), mmol('CL', '101')]);
    await send(token, specimen, [mmol('K', '6.9')]);
    expect(await critical(specimen)).toMatchObject([{ state: 'DETECTED', value: '6.9', revision: 2 }]);
    await send(token, specimen, [mmol('K', '4.1')]);
    expect(await critical(specimen)).toMatchObject([{ state: 'DETECTED', value: '6.9' }]);
    await story.published(specimen, []);
    expect(await critical(specimen)).toMatchObject([
      { state: 'CANCELLED', revision: 3, corrections: [{ fromValue: '69' }, { toValue: '4.1' }] },
    ]);
  });

  it('goes on where the report is taken back, and everybody who was told hears of that', async () => {
    const specimen = await story.onTheBench(['LAB-K']);
    const published = await story.published(specimen, [mmol('K', '6.9')]);
    const notice = await verified(((await critical(specimen)) as [SeenCritical])[0]);
    const asked = await story.does(world.person('center-head'), 'askLabReportRetraction', published, {
      reasonCode: 'wrong_patient',
    });
    await story.does(world.person('medical-affairs'), 'retractLabReport', asked);
    expect(await critical(specimen)).toMatchObject([{ id: notice.id, state: 'NOTIFIED' }]);
    expect(await told(story.doctor, notice)).toEqual(
      expect.arrayContaining(['critical-value.notified', 'critical-value.report-changed']),
    );
  });
});

describe('results from a system', () => {
  it('come in without anybody holding the specimen, once however often they are sent, and are signed by two people', async () => {
    const token = await machine();
    const specimen = await story.onTheBench(['LAB-BASIC']);
    const values = [mmol('K', '2.1'), mmol('NA', '139'), mmol('CL', '100')];
    const input = key();
    const [first, again] = [await send(token, specimen, values, input), await send(token, specimen, values, input)];
    expect(again.data).toEqual(first.data);
    expect(first.data!.sendLabResults.results).toMatchObject([
      { value: '2.1', source: 'SYSTEM', criticalValueId: expect.any(String) as string },
      { value: '139' },
      { value: '100' },
    ]);
    const id = first.data!.sendLabResults.results[0]!.criticalValueId;
    await reporter.asks(
      'mutation($input: CriticalValueReasonInput!) { reportCriticalValueFalse(input: $input) { id } }',
      { input: { id, expectedVersion: 1, reasonCode: 'instrument_problem' } },
    );
    await reviewer.asks('mutation($input: CriticalValueActionInput!) { cancelCriticalValue(input: $input) { id } }', {
      input: { id, expectedVersion: 2 },
    });
    expect(refusalOf(await send(token, specimen, values))).toBeUndefined();
    const raised = await app.asOwner('SELECT 1 FROM critical_values WHERE subject_id = $1', [specimen.id]);
    expect(raised).toHaveLength(1);
    const published = await story.published(specimen, []);
    expect(published).toMatchObject({
      state: 'PUBLISHED',
      results: [{ value: '2.1' }, { value: '139' }, { value: '100' }],
    });
    expect(refusalOf(await send(token, specimen, [mmol('K', '3.9')]))).toBe('TRANSITION_REFUSED STATE');
  });

  it('change nothing where they stand already, signed or not: nobody loses the version they write in, and each look is noted', async () => {
    const token = await machine();
    const specimen = await story.onTheBench(['LAB-BASIC']);
    const { data } = await send(token, specimen, NORMAL);
    const { id, version } = data!.sendLabResults;
    const again = [{ ...mmol('K', ' 4.1 '), unit: 'mmol/l' }, mmol('NA', '140')];
    expect((await send(token, specimen, again)).data!.sendLabResults).toMatchObject({ id, version });
    await story.published(specimen, []);
    expect((await send(token, specimen, NORMAL)).data!.sendLabResults).toMatchObject({ id, state: 'PUBLISHED' });
    expect(refusalOf(await send(token, specimen, [mmol('K', '4.2')]))).toBe('TRANSITION_REFUSED STATE');
    const trail = await app.asOwner<{ action: string }>(
      `SELECT action FROM audit_entries WHERE object_id = $1 AND staff_id = account_id ORDER BY id`,
      [id],
    );
    const acts = trail.map(({ action }) => action);
    expect(acts.filter((action) => action === 'laboratory.results-sent')).toHaveLength(1);
    expect(acts.filter((action) => action === 'lab-report.read')).toHaveLength(2);
  });

  it('are for specimens of its own institution, and open nothing else', async () => {
    const token = await machine();
    const specimen = await story.onTheBench(['LAB-K']);
    expect(refusalOf(await send(token, { ...specimen, barcode: 'S0' }, [mmol('K', '4')]))).toBe('NOT_FOUND');
    const ofOthers = await machine(await world.hire('SECURITY_ADMIN', 'tcm'));
    const ofSender = await machine(await world.hire('SECURITY_ADMIN', 'north'));
    for (const other of [ofOthers, ofSender]) {
      expect(refusalOf(await send(other, specimen, [mmol('K', '4')]))).toBe('NOT_FOUND');
    }
    const query = 'query($id: ID!) { specimen(id: $id) { id } }';
    expect(refusalOf(await app.graphql(query, { id: specimen.id }, { token }))).toBe('FORBIDDEN');
  });
});

describe('a culture', () => {
  const culture = (value: string) => [{ itemCode: 'BLOOD_CULTURE', value, unit: '定性' }];

  it('is reported preliminarily in two days and finally in five, which is no correction', async () => {
    const order = await story.ordered(['LAB-CULTURE']);
    const specimen = await story.collected(order, 'BLOOD_CULTURE');
    await story.sent(specimen);
    const received = await story.received(specimen);
    const preliminary = await story.published(received, culture('阳性'), {
      kind: 'PRELIMINARY',
      conclusion: '革兰阳性球菌',
    });
    expect(preliminary).toMatchObject({ kind: 'PRELIMINARY', state: 'PUBLISHED' });
    expect(preliminary.results).toMatchObject([{ flag: 'ABNORMAL', criticalValueId: expect.any(String) as string }]);
    const next = await story.report(received);
    expect(next).toMatchObject({ number: 2, groupCode: 'LAB_MICRO_FINAL', conclusion: '革兰阳性球菌' });
    const final = await story.published(received, [], { conclusion: '金黄色葡萄球菌' });
    expect(final).toMatchObject({ kind: 'FINAL', corrected: false, previousId: preliminary.id });
    expect(await look(story.doctor, preliminary.id)).toMatchObject({ state: 'SUPERSEDED' });
    const { examOrder } = await story.doctor.asks<{ examOrder: { state: string } }>(
      'query($id: ID!) { examOrder(id: $id) { state } }',
      { id: order.id },
    );
    expect(examOrder.state).toBe('COMPLETED');
  });
});

describe('pathology', () => {
  it('answers a frozen section within half an hour and the rest of it within three working days, in words', async () => {
    const specimen = await story.onTheBench(['PATH-BIOPSY'], 'TISSUE_FROZEN');
    const due = (id: string) =>
      app.asOwner<{ minutes: number }>(
        'SELECT (extract(epoch FROM due_at - begun_at) / 60)::int AS minutes FROM lab_reports WHERE id = $1',
        [id],
      );
    const draft = await story.report(specimen);
    expect(await due(draft.id)).toEqual([{ minutes: 30 }]);
    const frozen = await story.published(specimen, [], { kind: 'PRELIMINARY', conclusion: '良性病变' });
    const rest = await story.report(specimen);
    expect(rest).toMatchObject({ groupCode: 'PATH_SMALL', previousId: frozen.id });
    const [{ minutes: wait }] = (await due(rest.id)) as [{ minutes: number }];
    expect(wait).toBeGreaterThan(2 * 1440);
    app.clock.advance(days(10));
    expect(await listed(world.person('center-head'), 'OVERDUE')).toContain(rest.id);
  });

  it('says nothing final without a conclusion', async () => {
    const specimen = await story.onTheBench(['PATH-BIOPSY'], 'TISSUE_LARGE');
    const draft = await story.report(specimen);
    const fencingToken = await story.claimed(reporter, specimen, 'PATH_LARGE');
    expect(await refusal(reporter, 'submitLabReport', draft, { fencingToken, kind: 'FINAL' })).toBe(
      'TRANSITION_REFUSED RESULTS_MISSING',
    );
  });
});

describe('a published report', () => {
  it('is corrected by a version that says so, and stands until that one is signed twice', async () => {
    const specimen = await story.onTheBench(['LAB-K']);
    const first = await story.published(specimen, [mmol('K', '4.0')]);
    const input = { reasonCode: 'wrong_value', ...key() };
    const draft = await story.does(reviewer, 'amendLabReport', first, input);
    expect(await story.does(reviewer, 'amendLabReport', first, input)).toMatchObject({ id: draft.id });
    expect(draft).toMatchObject({ number: 2, corrected: true, previousId: first.id, results: [{ value: '4.0' }] });
    const stale = { ...first, version: first.version + 1 };
    expect(await refusal(reviewer, 'amendLabReport', stale, { reasonCode: 'wrong_value' })).toBe(
      'TRANSITION_REFUSED VERSION_OPEN',
    );
    expect(await look(story.doctor, first.id)).toMatchObject({ state: 'PUBLISHED' });
    const second = await story.published(specimen, [mmol('K', '4.6')]);
    expect(second).toMatchObject({ id: draft.id, corrected: true, results: [{ value: '4.6' }] });
    expect(await look(story.doctor, first.id)).toMatchObject({ state: 'SUPERSEDED', results: [{ value: '4.0' }] });
    expect(refusalOf(await send(await machine(), specimen, [mmol('K', '9')]))).toBe('TRANSITION_REFUSED STATE');
  });

  it('is taken back by two people, and whoever has seen it hears of that', async () => {
    const specimen = await story.onTheBench(['LAB-K']);
    const published = await story.published(specimen, [mmol('K', '4.0')]);
    const seen = await story.does(story.doctor, 'markLabReportSeen', published);
    const [head, affairs] = [world.person('center-head'), world.person('medical-affairs')];
    expect(await refusal(affairs, 'retractLabReport', seen)).toBe('TRANSITION_REFUSED NO_RETRACTION_ASKED');
    const asked = await story.does(head, 'askLabReportRetraction', seen, { reasonCode: 'wrong_patient' });
    expect(await listed(affairs, 'TO_RETRACT')).toContain(asked.id);
    const kept = await story.does(affairs, 'keepLabReport', asked);
    const again = await story.does(head, 'askLabReportRetraction', kept, { reasonCode: 'specimen_exchanged' });
    const retracted = await story.does(affairs, 'retractLabReport', again);
    expect(retracted.state).toBe('RETRACTED');
    expect(await listed(story.doctor, 'NEW_TO_ME')).toContain(retracted.id);
    const specimenId = specimen.id;
    const reject = 'mutation($input: RejectSpecimenInput!) { rejectSpecimen(input: $input) { id } }';
    const input = { ...key(), barcode: specimen.barcode, reasonCode: 'label' };
    expect(refusalOf(await story.technician.tries(reject, { input }))).toBe('TRANSITION_REFUSED REPORTED_ALREADY');
    const draft = await story.does(reviewer, 'amendLabReport', retracted, { reasonCode: 'repeated' });
    expect(draft).toMatchObject({ corrected: true, previousId: retracted.id });
    const standing = await app.asOwner(`SELECT 1 FROM lab_reports WHERE specimen_id = $1 AND state = 'PUBLISHED'`, [
      specimenId,
    ]);
    expect(standing).toEqual([]);
  });
});

describe('the mark of a report with a critical value', () => {
  it('says what its values say, whatever has become of them', async () => {
    const marks = await app.asOwner<{ critical: boolean; same: boolean }>(
      `SELECT critical, bool_and(critical = EXISTS (SELECT 1 FROM lab_results v
         WHERE v.report_id = r.id AND v.critical_value_id IS NOT NULL)) AS same
       FROM lab_reports r GROUP BY critical ORDER BY critical`,
    );
    expect(marks).toEqual([
      { critical: false, same: true },
      { critical: true, same: true },
    ]);
  });
});
