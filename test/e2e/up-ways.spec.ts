import { randomUUID } from 'node:crypto';
import { after, before, days, hours, minutes } from '#kernel';
import { DownStory, ReferralStory, TestApp, World, type Person, type SeenReferral, type UpMutation } from '#testing';
import { TimeLimits } from './time-limits.js';

let app: TestApp;
let world: World;
let story: ReferralStory;
let limits: TimeLimits;
let doctor: Person;
let cardiologist: Person;
let coordinator: Person;

beforeAll(async () => {
  app = await TestApp.start();
  world = await World.create(app);
  story = new ReferralStory(world);
  limits = new TimeLimits(app, () => doctor);
  doctor = world.person('township-doctor');
  cardiologist = world.person('cardiologist');
  coordinator = world.person('coordinator');
});

afterAll(() => app.stop());

const soon = (): Date => after(app.clock.now(), hours(20));
const submitted = (): Promise<SeenReferral> => story.submitted(doctor);
const claimed = async (): Promise<SeenReferral> => story.claim(cardiologist, await submitted());
const accepted = async (): Promise<SeenReferral> => story.accept(cardiologist, await claimed());
const arranged = async (): Promise<SeenReferral> => story.arrange(coordinator, await accepted(), soon());
const end = async (mutation: UpMutation, referral: SeenReferral, reasonCode: string): Promise<SeenReferral> =>
  story.act(mutation === 'cancelReferral' ? doctor : coordinator, mutation, referral, { reasonCode });

describe('before a referral is decided', () => {
  it('the coordinator gives it to a doctor of the department, also when another one has claimed it, by an id in capitals', async () => {
    const referral = await claimed();
    const surgeon = { doctorStaffId: world.person('surgeon').staffId };
    expect(await story.refusal(coordinator, 'assignReferral', referral, surgeon)).toBe('ASSIGNEE_UNFIT');
    const inCapitals = { doctorStaffId: world.person('second-cardiologist').staffId.toUpperCase() };
    const assigned = await story.act(coordinator, 'assignReferral', referral, inCapitals);
    expect((await story.accept(world.person('second-cardiologist'), assigned)).state).toBe('ACCEPTED');
  });

  it('its owner asks and the author answers; it keeps its owner and its place', async () => {
    const place = async (id: string) =>
      coordinator.asks('query($id: ID!) { referral(id: $id) { firstSubmittedAt priority owner { id } } }', { id });
    const referral = await claimed();
    const placeBefore = await place(referral.id);
    const question = { question: '请补充心电图结果' };
    const asked = await story.act(cardiologist, 'requestReferralInformation', referral, question);
    expect(asked.state).toBe('AWAITING_INFORMATION');
    app.clock.advance(hours(2));
    const answered = await story.act(doctor, 'supplyReferralInformation', asked, { answer: '心电图未见异常' });
    expect(answered.state).toBe('PENDING_ACCEPTANCE');
    expect(await place(referral.id)).toEqual(placeBefore);
  });

  it('is answered with advice that says something', async () => {
    const referral = await claimed();
    const advise = (advice: string) => story.refusal(cardiologist, 'returnReferralWithAdvice', referral, { advice });
    expect(await advise('请复查')).toBe('ADVICE_TOO_SHORT');
    expect(await advise('请继续口服药物治疗并复查')).toBeNull();
  });
});

describe('the referral centre urges whoever a referral waits for', () => {
  const URGE = 'mutation($input: UrgeReferralInput!) { urgeReferral(input: $input) { version state } }';
  const press = (by: Person, { id: referralId }: { id: string }, more: object = {}) =>
    by.tries<{ urgeReferral: { version: number; state: string } }>(URGE, {
      input: { idempotencyKey: randomUUID(), referralId, ...more },
    });
  /** @returns null, or the rule that it was refused by */
  async function urge(by: Person, referral: { id: string }, more: object = {}): Promise<string | null> {
    const { errors } = await press(by, referral, more);
    await app.work('deliver.referral.urge-notices');
    return errors[0] ? (errors[0].extensions.rule ?? errors[0].extensions.code) : null;
  }
  const urged = async (person: Person, { id }: { id: string }): Promise<number> =>
    (await limits.told(person, id)).filter((template) => template === 'referral.urged').length;
  const mayUrge = async ({ id }: { id: string }) => {
    const query = 'query($id: ID!) { referral(id: $id) { permittedActions { action permitted failingRule } } }';
    const { referral } = await coordinator.asks<{
      referral: { permittedActions: { action: string; permitted: boolean; failingRule: string | null }[] };
    }>(query, { id });
    const { permitted, failingRule } = referral.permittedActions.find(({ action }) => action === 'urge')!;
    return { permitted, failingRule };
  };

  it('everybody who could claim it, then the doctor who has, and both keep the version that they have open', async () => {
    const second = world.person('second-cardiologist');
    const referral = await submitted();
    expect(await mayUrge(referral)).toEqual({ permitted: true, failingRule: null });
    expect(await urge(coordinator, referral, { comment: '患者在门口等候' })).toBeNull();
    expect([await urged(cardiologist, referral), await urged(second, referral)]).toEqual([1, 1]);
    expect([await urged(world.person('surgeon'), referral), await urged(coordinator, referral)]).toEqual([0, 0]);
    const claim = await story.claim(cardiologist, referral);
    app.clock.advance(minutes(30));
    expect(await urge(coordinator, claim)).toBeNull();
    expect([await urged(cardiologist, referral), await urged(second, referral)]).toEqual([2, 1]);
    await story.accept(cardiologist, claim);
    const { referral: seen } = await doctor.asks<{ referral: { events: object[] } }>(
      'query($id: ID!) { referral(id: $id) { events { action comment staffName } } }',
      { id: referral.id },
    );
    expect(seen.events).toContainEqual({ action: 'urge', comment: '患者在门口等候', staffName: 'coordinator 医生' });
  });

  it('not again for a while, which is said, and for two at once only once; a repeated request is the same one', async () => {
    const referral = await submitted();
    const key = { idempotencyKey: randomUUID() };
    expect([await urge(coordinator, referral, key), await urge(coordinator, referral, key)]).toEqual([null, null]);
    expect(await mayUrge(referral)).toEqual({ permitted: false, failingRule: 'URGED_LATELY' });
    const { errors } = await press(coordinator, referral);
    expect(errors[0]!.extensions.facts).toEqual({
      state: 'PENDING_ACCEPTANCE',
      action: 'urge',
      again: after(app.clock.now(), minutes(30)).toISOString(),
    });
    app.clock.advance(minutes(30));
    const both = await Promise.all([press(coordinator, referral), press(coordinator, referral)]);
    expect(both.map((one) => one.errors[0]?.extensions.rule)).toEqual(
      expect.arrayContaining([undefined, 'URGED_LATELY']),
    );
    await app.work('deliver.referral.urge-notices');
    expect(await urged(cardiologist, referral)).toBe(2);
  });

  it('the author who was asked something, the sender of a patient who is late, and the doctor who owes the outcome', async () => {
    const asked = await story.act(cardiologist, 'requestReferralInformation', await claimed(), {
      question: '请补充心电图',
    });
    expect(await urge(coordinator, asked)).toBeNull();
    expect(await urged(doctor, asked)).toBe(1);
    const waiting = await accepted();
    expect(await urge(coordinator, waiting)).toBe('STATE');
    const visit = await story.arrange(coordinator, waiting, soon());
    expect(await urge(coordinator, visit)).toBe('NOBODY_AWAITED');
    app.clock.advance(hours(20));
    expect(await urge(coordinator, visit)).toBeNull();
    expect(await urged(doctor, visit)).toBe(1);
    app.clock.advance(minutes(1));
    const arrived = await story.act(coordinator, 'confirmReferralArrival', visit);
    expect(await urge(coordinator, arrived)).toBeNull();
    expect(await urged(cardiologist, arrived)).toBe(1);
  });

  it('whoever is on duty for an emergency that nobody has acknowledged, and sooner again', async () => {
    const emergency = await story.emergency(doctor);
    expect(await urge(coordinator, emergency)).toBeNull();
    expect(await urged(cardiologist, emergency)).toBe(1);
    app.clock.advance(minutes(5));
    expect(await urge(coordinator, emergency)).toBeNull();
  });

  it('and nobody else does: of another institution it does not exist, and roles that do not urge are told so', async () => {
    const referral = await submitted();
    expect(await urge(world.person('tcm-coordinator'), referral)).toBe('NOT_FOUND');
    for (const name of ['township-doctor', 'township-head', 'cardiologist', 'cardiology-head', 'registrar'] as const) {
      expect(await urge(world.person(name), referral)).toBe('FORBIDDEN');
    }
    expect(await urge(coordinator, { id: randomUUID() })).toBe('NOT_FOUND');
    expect(await urged(cardiologist, referral)).toBe(0);
  });

  it('downwards the head who names a doctor, then the doctor, and the team once a follow-up is due', async () => {
    const down = new DownStory(world);
    const head = world.person('township-head');
    const sent = await down.submitted(cardiologist);
    expect(await urge(coordinator, sent)).toBeNull();
    expect([await urged(head, sent), await urged(doctor, sent)]).toEqual([1, 0]);
    expect(await urge(world.person('tcm-coordinator'), sent)).toBe('NOT_FOUND');
    app.clock.advance(minutes(1));
    const named = await down.allocate(head, sent, doctor);
    expect(await urge(coordinator, named)).toBeNull();
    expect(await urged(doctor, sent)).toBe(1);
    const inCare = await down.confirmArrival(doctor, await down.receive(doctor, named));
    expect(await urge(coordinator, inCare)).toBe('NOBODY_AWAITED');
    app.clock.advance(days(7));
    expect(await urge(coordinator, inCare)).toBeNull();
    expect(await urged(doctor, sent)).toBe(2);
  });
});

describe('a visit', () => {
  it('that is rearranged has a new code, and the old one counts no longer', async () => {
    const first = await arranged();
    const second = await story.act(coordinator, 'rearrangeReferral', first, { visitTime: soon() });
    expect(second.arrangement!.code).not.toBe(first.arrangement!.code);
    const registrar = world.person('registrar');
    await expect(story.arrive(registrar, first.arrangement!.code)).rejects.toThrow(/APPOINTMENT_CODE_WRONG/);
    await story.arrive(registrar, second.arrangement!.code);
  });

  it('that nobody came to can be arranged again', async () => {
    const missed = await end('markReferralNoShow', await arranged(), 'patient_forgot');
    expect(missed.state).toBe('NO_SHOW');
    const again = await story.act(coordinator, 'rearrangeReferral', missed, { visitTime: soon() });
    expect(again.state).toBe('ARRANGED');
  });

  it('is confirmed by the coordinator also when its code has run out', async () => {
    const referral = await arranged();
    app.clock.advance(days(4));
    expect((await story.act(coordinator, 'confirmReferralArrival', referral)).state).toBe('ARRIVED');
  });

  it('goes to one of those who arrange another at the same moment', async () => {
    const referral = await arranged();
    const answers = await Promise.all(
      [1, 2, 3].map(() => story.refusal(coordinator, 'rearrangeReferral', referral, { visitTime: soon() })),
    );
    expect(answers.filter((rule) => rule === null)).toHaveLength(1);
    expect(answers.filter((rule) => rule === 'STALE_VERSION')).toHaveLength(2);
  });
});

describe('an end that is no answer', () => {
  it('is the author’s until the patient has arrived, and frees the visit', async () => {
    const cancelled = await end('cancelReferral', await arranged(), 'patient_withdraw');
    expect(cancelled).toMatchObject({ state: 'CANCELLED', arrangement: null });
    const arrived = await story.act(coordinator, 'confirmReferralArrival', await arranged());
    const reason = { reasonCode: 'form_error' };
    expect(await story.refusal(doctor, 'cancelReferral', arrived, reason)).toBe('STATE');
  });

  it('is agreed upon, and taken back within thirty days', async () => {
    const closed = await end('closeReferralByAgreement', await arranged(), 'patient_giveup');
    const reopened = await end('reopenReferral', closed, 'patient_returned');
    expect(reopened).toMatchObject({ state: 'ACCEPTED', arrangement: null });
    const again = await end('closeReferralByAgreement', reopened, 'condition_changed');
    await limits.set('referral.access_after_end_days', 60);
    const reopening = () => story.refusal(coordinator, 'reopenReferral', again, { reasonCode: 'ended_in_error' });
    app.clock.advance(minutes(30 * 24 * 60 + 1));
    expect(await reopening()).toBe('ENDED_TOO_LONG_AGO');
    await limits.set('referral.access_after_end_days', 30);
    expect(await reopening()).toBe('NOT_FOUND');
  });

  it.each([
    'assignReferral',
    'cancelReferral',
    'closeReferralByAgreement',
    'redirectReferral',
    'forwardReferralOnward',
  ] as const)('or a step, %s, is not taken by somebody who has read an older version', async (mutation) => {
    const stale = { ...(await claimed()), version: 99 };
    const input = {
      assignReferral: { doctorStaffId: cardiologist.staffId },
      cancelReferral: { reasonCode: 'form_error' },
      closeReferralByAgreement: { reasonCode: 'patient_giveup' },
      redirectReferral: { toDepartmentId: world.departmentId('surgery') },
      forwardReferralOnward: { institutionName: '省人民医院' },
    }[mutation];
    const person = mutation === 'cancelReferral' ? doctor : coordinator;
    expect(await story.refusal(person, mutation, stale, input)).toBe('STALE_VERSION');
  });
});

describe('what nobody sees to', () => {
  const stateOf = async ({ id }: SeenReferral): Promise<string> => (await story.look(doctor, id)).state;
  const told = async (person: Person, { id }: SeenReferral, template: string): Promise<number> => {
    await app.work('deliver.referral.notices');
    return (await limits.told(person, id)).filter((each) => each === template).length;
  };
  /** Its state a minute before, and when the time has come; worked off twice, because it happens once. */
  const statesAround = async (due: Date, referral: SeenReferral): Promise<string[]> => {
    app.clock.set(before(due, minutes(1)));
    await app.work('referral.overdue');
    const untilThen = await stateOf(referral);
    app.clock.set(due);
    await app.work('referral.overdue');
    await app.work('referral.overdue');
    return [untilThen, await stateOf(referral)];
  };
  const inDays = (some: number, from = app.clock.now()): Date => after(from, days(some));

  it('is closed where the author owes information for seven days, and both sides are told', async () => {
    const question = { question: '请补充心电图结果' };
    const asked = await story.act(cardiologist, 'requestReferralInformation', await claimed(), question);
    expect(await statesAround(inDays(7), asked)).toEqual(['AWAITING_INFORMATION', 'CLOSED']);
    for (const person of [doctor, cardiologist]) {
      expect(await told(person, asked, 'referral.closed-unanswered')).toBe(1);
    }
  });

  it('expires thirty days after it was returned for editing, and is opened again within thirty more', async () => {
    const returned = await story.act(cardiologist, 'returnReferralForEdit', await claimed(), {
      reasonCode: 'incomplete_info',
    });
    expect(await statesAround(inDays(30), returned)).toEqual(['RETURNED_FOR_EDIT', 'EXPIRED']);
    expect(await told(doctor, returned, 'referral.expired')).toBe(1);
    app.clock.advance(days(29));
    const expired = await story.look(coordinator, returned.id);
    expect((await end('reopenReferral', expired, 'ended_in_error')).state).toBe('RETURNED_FOR_EDIT');
  });

  it('expires seven days after the visit that nobody has confirmed, and gives its time back', async () => {
    const due = inDays(7, soon());
    const visit = await arranged();
    expect(await statesAround(due, visit)).toEqual(['ARRANGED', 'EXPIRED']);
    expect((await story.look(doctor, visit.id)).arrangement).toBeNull();
    expect(await told(doctor, visit, 'referral.expired')).toBe(1);
  });

  it('expires seven days after the visit that the patient did not come to', async () => {
    const due = inDays(7, soon());
    const missed = await end('markReferralNoShow', await arranged(), 'patient_forgot');
    expect(await statesAround(due, missed)).toEqual(['NO_SHOW', 'EXPIRED']);
  });

  it('is archived as a draft that nobody has edited for thirty days, and can still be submitted', async () => {
    const draft = await story.draft(doctor);
    const drafts = async (): Promise<string[]> => {
      const query = '{ referrals(box: SENT, states: [DRAFT], first: 100) { nodes { id } } }';
      const { referrals } = await doctor.asks<{ referrals: { nodes: { id: string }[] } }>(query);
      return referrals.nodes.map(({ id }) => id);
    };
    app.clock.advance(days(29));
    await app.work('referral.overdue');
    expect(await drafts()).toContain(draft.id);
    app.clock.advance(days(1));
    await app.work('referral.overdue');
    expect(await drafts()).not.toContain(draft.id);
    await story.submit(doctor, await story.look(doctor, draft.id));
  });
});

describe('a referral that is not for this receiver', () => {
  const links = async (person: Person, id: string) => {
    const { referral } = await person.asks<{ referral: { children: { id: string }[]; parent: { id: string } | null } }>(
      'query($id: ID!) { referral(id: $id) { parent { id } children { id toDepartmentName } } }',
      { id },
    );
    return referral;
  };

  it('goes on elsewhere with its form, its submit time and its priority', async () => {
    const referral = await claimed();
    const target = { toDepartmentId: world.departmentId('tcm-internal') };
    const redirected = await story.act(cardiologist, 'redirectReferral', referral, target);
    expect(redirected.state).toBe('REDIRECTED');
    const { children } = await links(doctor, referral.id);
    const child = children[0]!;
    const tcm = world.person('tcm-doctor');
    expect((await links(tcm, child.id)).parent).toEqual({ id: referral.id });
    const kept = 'query($id: ID!) { referral(id: $id) { priority firstSubmittedAt clinical { chiefComplaint } } }';
    expect(await tcm.asks(kept, { id: child.id })).toEqual(await doctor.asks(kept, { id: referral.id }));
    expect((await story.claim(tcm, await story.look(tcm, child.id))).state).toBe('PENDING_ACCEPTANCE');
  });

  it('does not go where the consent does not reach, nor back to where it is', async () => {
    const patientId = await story.patient(doctor, { consent: false });
    const institutionIds = [world.institutionId('county')];
    await doctor.asks('mutation($input: RecordConsentInput!) { recordConsent(input: $input) { id } }', {
      input: { idempotencyKey: `county-${patientId}`, patientId, kind: 'REFERRAL', method: 'WRITTEN', institutionIds },
    });
    const referral = await story.submit(doctor, await story.draft(doctor, { patientId }));
    const redirect = (department: string) =>
      story.refusal(coordinator, 'redirectReferral', referral, { toDepartmentId: world.departmentId(department) });
    expect(await redirect('tcm-internal')).toBe('CONSENT_MISSING');
    expect(await redirect('cardiology')).toBe('INVALID_INPUT');
    expect(await redirect('surgery')).toBeNull();
  });

  it('goes beyond the alliance only with a consent that reaches so far', async () => {
    const patientId = await story.patient(doctor, { consent: false });
    await story.consent(doctor, patientId);
    const referral = await story.submit(doctor, await story.draft(doctor, { patientId }));
    const onward = { institutionName: '省人民医院' };
    const mayForward = async () => {
      const query = 'query($id: ID!) { referral(id: $id) { permittedActions { action permitted failingRule } } }';
      const { referral: seen } = await coordinator.asks<{
        referral: { permittedActions: { action: string; failingRule: string | null }[] };
      }>(query, { id: referral.id });
      return seen.permittedActions.find(({ action }) => action === 'forwardOnward')!.failingRule;
    };
    expect(await mayForward()).toBe('ONWARD_CONSENT_MISSING');
    expect(await story.refusal(coordinator, 'forwardReferralOnward', referral, onward)).toBe('ONWARD_CONSENT_MISSING');
    await story.consent(doctor, patientId, 'ONWARD_REFERRAL');
    expect(await mayForward()).toBeNull();
    expect((await story.act(coordinator, 'forwardReferralOnward', referral, onward)).state).toBe('REDIRECTED');
  });

  it('goes beyond the alliance at once in an emergency, whose consent is due a day later', async () => {
    const arrived = await story.act(coordinator, 'confirmReferralArrival', await story.emergency(doctor));
    const forwarded = await story.act(coordinator, 'forwardReferralOnward', arrived, { institutionName: '省人民医院' });
    const seen = async () => {
      const query = `query($id: ID!) { referral(id: $id) { consentDueAt patient { id }
        deadlines: deadlineStatus { kind state } } }`;
      const { referral } = await doctor.asks<{
        referral: { consentDueAt: string; patient: { id: string }; deadlines: object[] };
      }>(query, { id: forwarded.id });
      return referral;
    };
    const { consentDueAt, patient } = await seen();
    expect(consentDueAt).toBe(after(app.clock.now(), days(1)).toISOString());
    expect((await seen()).deadlines).toEqual([{ kind: 'CONSENT', state: 'RUNNING' }]);
    await story.consent(doctor, patient.id);
    await app.work('deliver.referral.consent-clock');
    expect((await seen()).deadlines).toEqual([{ kind: 'CONSENT', state: 'RUNNING' }]);
    await story.consent(doctor, patient.id, 'ONWARD_REFERRAL');
    await app.work('deliver.referral.consent-clock');
    expect((await seen()).deadlines).toEqual([]);
  });

  it('goes beyond the alliance, where the coordinator speaks for the receiver', async () => {
    const { id } = await story.act(cardiologist, 'forwardReferralOnward', await claimed(), {
      institutionName: '省人民医院',
    });
    const onward = async () => {
      const query = 'query($id: ID!) { referral(id: $id) { state onward { id version state answer } } }';
      const { referral } = await doctor.asks<{ referral: { onward: { id: string; version: number } } }>(query, { id });
      return referral.onward;
    };
    const move = async (mutation: string, type: string, more: object = {}) => {
      const { id: onwardId, version } = await onward();
      const { errors } = await coordinator.tries(`mutation($i: ${type}!) { ${mutation}(input: $i) { state } }`, {
        i: { id: onwardId, expectedVersion: version, ...more },
      });
      return errors[0]?.extensions.rule ?? null;
    };
    expect(await move('completeOnwardReferral', 'ReferralActionInput')).toBe('STATE');
    expect(await move('sendOnwardReferral', 'ReferralActionInput')).toBeNull();
    expect(await move('answerOnwardReferral', 'AnswerOnwardReferralInput', { answer: '同意收治' })).toBeNull();
    expect(await move('completeOnwardReferral', 'ReferralActionInput')).toBeNull();
    expect(await onward()).toMatchObject({ state: 'COMPLETED', answer: '同意收治' });
  });
});

describe('a lateral referral', () => {
  it('goes the same way, and down goes another one', async () => {
    const author = await world.hire('TOWNSHIP_DOCTOR', 'tcm');
    const lateral = await story.submitted(author);
    const { referral } = await author.asks<{ referral: object }>(
      'query($id: ID!) { referral(id: $id) { direction state } }',
      { id: lateral.id },
    );
    expect(referral).toEqual({ direction: 'LATERAL', state: 'PENDING_ACCEPTANCE' });
    const down = { toDepartmentId: world.departmentId('general-north') };
    await expect(story.draft(author, down)).rejects.toThrow(/NOT_DOWNWARD/);
  });

  it('is not written to a township where nobody would ever see it; an emergency goes there all the same', async () => {
    const toDepartmentId = world.departmentId('general-south');
    await expect(story.draft(doctor, { toDepartmentId })).rejects.toThrow(/NOBODY_RECEIVES/);
    const redirected = { toDepartmentId, comment: '由乡镇治疗' };
    expect(await story.refusal(cardiologist, 'redirectReferral', await claimed(), redirected)).toBe(
      'DEPARTMENT_CLOSED',
    );
    expect((await story.emergency(doctor, { toDepartmentId })).state).toBe('ARRANGED');
  });

  it('is taken in by a township whose people have been given the roles for it', async () => {
    const receiver = await world.hire('COUNTY_DOCTOR', 'south', 'general-south');
    const centre = await world.hire('REFERRAL_COORDINATOR', 'south');
    const draft = await story.draft(doctor, { toDepartmentId: world.departmentId('general-south') });
    const taken = await story.claim(receiver, await story.submit(doctor, draft));
    const { state } = await story.arrange(centre, await story.accept(receiver, taken), soon());
    expect(state).toBe('ARRANGED');
  });
});
