import { after, days, evaluate, permittedActions } from '#kernel';
import type { UpAction } from './up.transitions.js';
import type { UpAttempt, UpFacts } from './up.lifecycle.js';
import { upLifecycle } from './up.lifecycle.js';

const AUTHOR = 'author';
const DOCTOR = 'doctor';
const now = new Date('2026-03-04T01:00:00Z');

type Part = Partial<UpFacts['referral']>;

const person = (staffId: string) => ({ staffId, people: [staffId] });
const NONE = { all: false, departmentIds: [] };
const township: UpFacts['actor'] = {
  ...person(AUTHOR),
  institutionId: 'township',
  receivesFor: NONE,
  headOf: NONE,
  isCoordinator: false,
  isRegistrar: false,
  isSystem: false,
};
const head: UpFacts['actor'] = { ...township, ...person('head'), headOf: { all: true, departmentIds: [] } };
const system: UpFacts['actor'] = { ...township, ...person('system'), isSystem: true };
const cardiologist: UpFacts['actor'] = {
  ...township,
  ...person(DOCTOR),
  institutionId: 'county',
  receivesFor: { all: false, departmentIds: ['cardiology'] },
};
const coordinator: UpFacts['actor'] = {
  ...township,
  ...person('coordinator'),
  institutionId: 'county',
  isCoordinator: true,
};

function facts(actor: UpFacts['actor'], referral: Part = {}, others: Partial<UpFacts> = {}): UpFacts {
  return {
    actor,
    departmentAccepts: true,
    consentOnFile: true,
    onwardConsentOnFile: true,
    now,
    ...others,
    referral: {
      state: 'DRAFT',
      kind: 'ROUTINE',
      sentAsEmergency: false,
      authorStaffId: AUTHOR,
      writers: [AUTHOR],
      fromInstitutionId: 'township',
      authorDepartmentId: null,
      reviewingInstitutionId: null,
      centreReviews: false,
      toInstitutionId: 'county',
      toDepartmentId: 'cardiology',
      ownerStaffId: null,
      ownerName: null,
      missingFields: [],
      handling: null,
      outcomeRecorded: false,
      codeExpiresAt: null,
      visitTime: null,
      urgeAgainAt: null,
      overdueAt: null,
      endedFrom: null,
      reopenableUntil: null,
      acknowledgedAt: null,
      onDuty: null,
      amendableUntil: null,
      ...referral,
    },
  };
}

function attempt(action: UpAction, all: UpFacts, brought: UpAttempt = {}) {
  return evaluate(upLifecycle, all.referral.state, action, { ...all, ...brought });
}

describe('submitting', () => {
  it('sends a complete draft of the author to the receiver', () => {
    expect(attempt('submit', facts(township))).toEqual({ allowed: true, to: 'PENDING_ACCEPTANCE' });
  });

  it('is the author’s alone', () => {
    expect(attempt('submit', facts({ ...township, ...person('colleague') }))).toMatchObject({ rule: 'WHO' });
  });

  it('names the fields that are still empty', () => {
    expect(attempt('submit', facts(township, { missingFields: ['chiefComplaint'] }))).toMatchObject({
      rule: 'FORM_INCOMPLETE',
      facts: { missing: ['chiefComplaint'] },
    });
  });

  it('needs a department that takes referrals, and the consent of the patient', () => {
    expect(attempt('submit', facts(township, {}, { departmentAccepts: false }))).toMatchObject({
      rule: 'DEPARTMENT_CLOSED',
    });
    expect(attempt('submit', facts(township, {}, { consentOnFile: false }))).toMatchObject({ rule: 'CONSENT_MISSING' });
  });

  it('asks whether it is the same request again, until that is denied', () => {
    const brought = { possibleDuplicateId: 'other' };
    expect(attempt('submit', facts(township), brought)).toMatchObject({ rule: 'POSSIBLE_DUPLICATE' });
    expect(attempt('submit', facts(township), { ...brought, confirmDuplicateOf: 'other' })).toMatchObject({
      allowed: true,
    });
    expect(attempt('submit', facts(township), { ...brought, confirmDuplicateOf: 'a third' })).toMatchObject({
      rule: 'POSSIBLE_DUPLICATE',
    });
  });
});

describe('a referral that waits for a doctor', () => {
  const waiting = (owner?: string): Part => ({
    state: 'PENDING_ACCEPTANCE',
    ownerStaffId: owner ?? null,
    ownerName: owner ? '李医生' : null,
  });

  it('can be claimed by a doctor of the department, and only while nobody has', () => {
    expect(attempt('claim', facts(cardiologist, waiting()))).toEqual({ allowed: true, to: 'PENDING_ACCEPTANCE' });
    expect(attempt('claim', facts(cardiologist, waiting('somebody')))).toMatchObject({
      rule: 'ALREADY_CLAIMED',
      facts: { ownerStaffId: 'somebody', ownerName: '李医生' },
    });
  });

  it('is not the business of another department, nor of the same department elsewhere', () => {
    const surgeon = { ...cardiologist, receivesFor: { all: false, departmentIds: ['surgery'] } };
    const elsewhere = { ...cardiologist, institutionId: 'other county' };
    for (const actor of [surgeon, elsewhere, coordinator, township]) {
      expect(attempt('claim', facts(actor, waiting()))).toMatchObject({ rule: 'WHO' });
    }
  });

  it.each(['accept', 'reject'] as const)('lets only its owner %s it', (action) => {
    expect(attempt(action, facts(cardiologist, waiting(DOCTOR)))).toMatchObject({ allowed: true });
    expect(attempt(action, facts(cardiologist, waiting()))).toMatchObject({ rule: 'NOT_CLAIMED' });
    expect(attempt(action, facts(cardiologist, waiting('somebody')))).toMatchObject({ rule: 'ALREADY_CLAIMED' });
  });

  it('goes back for editing by its owner or the coordinator, with a reason that counts', () => {
    expect(attempt('returnForEdit', facts(coordinator, waiting()))).toEqual({ allowed: true, to: 'RETURNED_FOR_EDIT' });
    expect(attempt('returnForEdit', facts(coordinator, waiting()), { reasonProblem: 'REASON_UNKNOWN' })).toMatchObject({
      rule: 'REASON_UNKNOWN',
    });
  });
});

describe('whoever works elsewhere by now', () => {
  const elsewhere = { ...township, institutionId: 'county', receivesFor: { all: true, departmentIds: [] } };

  it('acts there no longer as the author, and still does not review what they wrote', () => {
    const own = { ...elsewhere, isCoordinator: true };
    const inReview = {
      state: 'PENDING_INTERNAL_REVIEW',
      reviewingInstitutionId: 'county',
      centreReviews: true,
    } as const;
    expect(attempt('cancel', facts(elsewhere, { state: 'ACCEPTED' }))).toMatchObject({ rule: 'WHO' });
    expect(attempt('approve', facts(own, inReview))).toMatchObject({ rule: 'OWN_REFERRAL' });
  });

  it('acts there no longer as the owner', () => {
    const owned = { state: 'PENDING_ACCEPTANCE', ownerStaffId: AUTHOR, fromInstitutionId: 'tcm' } as const;
    expect(attempt('release', facts(elsewhere, owned))).toMatchObject({ allowed: true });
    expect(attempt('release', facts(township, owned))).toMatchObject({ rule: 'WHO' });
  });
});

describe('advice', () => {
  const claimed = facts(cardiologist, { state: 'PENDING_ACCEPTANCE', ownerStaffId: DOCTOR });

  it.each([['好', '\u200b'.repeat(20)].join(''), '好          好', '😀'.repeat(9)])(
    'that says as little as %j is none',
    (advice) => {
      expect(attempt('returnWithAdvice', claimed, { advice })).toMatchObject({ rule: 'ADVICE_TOO_SHORT' });
    },
  );

  it('has ten characters that can be read', () => {
    expect(attempt('returnWithAdvice', claimed, { advice: '继续服药，两周后复查' })).toMatchObject({ allowed: true });
  });
});

describe('an internal review', () => {
  const inReview = (reviewer: string): Part => ({
    state: 'PENDING_INTERNAL_REVIEW',
    reviewingInstitutionId: reviewer,
    centreReviews: reviewer !== 'township',
  });

  it('lies between the author and the receiver where it is asked for', () => {
    expect(attempt('submit', facts(township), { reviewRequired: true })).toMatchObject({
      to: 'PENDING_INTERNAL_REVIEW',
    });
  });

  it('is a head’s, and never of the own referral', () => {
    expect(attempt('approve', facts(head, inReview('township')))).toEqual({ allowed: true, to: 'PENDING_ACCEPTANCE' });
    const both = { ...head, ...person(AUTHOR) };
    expect(attempt('approve', facts(both, inReview('township')))).toMatchObject({ rule: 'OWN_REFERRAL' });
    for (const actor of [township, coordinator, cardiologist]) {
      expect(attempt('approve', facts(actor, inReview('township')))).toMatchObject({ rule: 'WHO' });
    }
  });

  it.each([
    ['the author, in the name of a head', { people: [AUTHOR, 'head'] }, {}],
    ['somebody in the name of the author', { people: ['colleague', AUTHOR] }, {}],
    ['a head who wrote it in the name of the author', {}, { writers: ['head', AUTHOR] }],
    ['somebody in the name of a head who wrote it', { people: ['colleague', 'head'] }, { writers: ['head', AUTHOR] }],
    ['a head for whom somebody else has submitted it', {}, { authorStaffId: 'head', writers: [AUTHOR, 'head'] }],
  ])('is not done by %s', (_who, people, written) => {
    const reviewer = { ...head, ...people };
    expect(attempt('approve', facts(reviewer, { ...inReview('township'), ...written }))).toMatchObject({
      rule: 'OWN_REFERRAL',
    });
  });

  it('is the referral centre’s where the sender’s heads cannot or have not in time, and stays any other head’s', () => {
    expect(attempt('approve', facts(coordinator, inReview('county')))).toMatchObject({ allowed: true });
    expect(attempt('approve', facts(head, inReview('county')))).toMatchObject({ allowed: true });
    const wrote = { ...inReview('county'), writers: [AUTHOR, 'head'] };
    expect(attempt('approve', facts(head, wrote))).toMatchObject({ rule: 'OWN_REFERRAL' });
    const elsewhere = { ...coordinator, institutionId: 'tcm' };
    expect(attempt('approve', facts(elsewhere, inReview('county')))).toMatchObject({ rule: 'WHO' });
  });
});

describe('a green channel', () => {
  const green = (state: Part['state']): Part => ({
    state: state!,
    kind: 'GREEN_CHANNEL',
    reviewingInstitutionId: 'township',
  });

  it.each([
    ['DRAFT', 'DRAFT'],
    ['PENDING_INTERNAL_REVIEW', 'PENDING_ACCEPTANCE'],
    ['AWAITING_INFORMATION', 'PENDING_ACCEPTANCE'],
    ['ARRANGED', 'ARRANGED'],
  ] as const)('that is opened in %s leads to %s', (from, to) => {
    expect(attempt('openGreenChannel', facts(township, { state: from }))).toEqual({ allowed: true, to });
  });

  it('waits for no review, also where one is asked for', () => {
    expect(attempt('submit', facts(township, green('DRAFT')), { reviewRequired: true })).toMatchObject({
      to: 'PENDING_ACCEPTANCE',
    });
  });

  it('leaves an appointment one that can be changed, and lets the department confirm the arrival', () => {
    const visitTime = new Date(now.getTime() + 1);
    expect(attempt('rearrange', facts(coordinator, green('ARRANGED')), { visitTime })).toMatchObject({ allowed: true });
    expect(attempt('confirmArrival', facts(cardiologist, green('ARRANGED')))).toMatchObject({ to: 'ARRIVED' });
    expect(attempt('acknowledgeEmergency', facts(cardiologist, green('ARRANGED')))).toMatchObject({
      rule: 'NOT_EMERGENCY',
    });
  });
});

describe('what the system does by itself', () => {
  it('waits until the time has come, and nobody else may do it', () => {
    const arranged = (overdueAt: Date): Part => ({ state: 'ARRANGED', ownerStaffId: DOCTOR, overdueAt });
    expect(attempt('expire', facts(system, arranged(now)))).toEqual({ allowed: true, to: 'EXPIRED' });
    const early = arranged(new Date(now.getTime() + 1));
    expect(attempt('expire', facts(system, early))).toMatchObject({ rule: 'NOT_OVERDUE' });
    expect(attempt('expire', facts(coordinator, arranged(now)))).toMatchObject({ rule: 'WHO' });
  });
});

it('an emergency that did not come is not arranged anew, but closed and opened again, which leaves a trace', () => {
  const missed = { state: 'NO_SHOW', kind: 'EMERGENCY', sentAsEmergency: true } as const;
  const visitTime = new Date(now.getTime() + 1);
  expect(attempt('rearrange', facts(coordinator, missed), { visitTime })).toMatchObject({ rule: 'EMERGENCY' });
  expect(attempt('closeByAgreement', facts(coordinator, missed))).toMatchObject({ to: 'CLOSED' });
  const closed = { ...missed, state: 'CLOSED', endedFrom: 'NO_SHOW', reopenableUntil: now } as const;
  expect(attempt('reopen', facts(coordinator, closed))).toMatchObject({ to: 'ACCEPTED' });
  expect(attempt('arrange', facts(coordinator, { ...missed, state: 'ACCEPTED' }), { visitTime })).toMatchObject({
    to: 'ARRANGED',
  });
});

describe('opening again', () => {
  it.each([
    ['PENDING_ACCEPTANCE', 'PENDING_ACCEPTANCE'],
    ['ARRIVED', 'ARRIVED'],
    ['ARRANGED', 'ACCEPTED'],
    ['NO_SHOW', 'ACCEPTED'],
  ] as const)('what ended in %s stands at %s', (endedFrom, to) => {
    const closed = facts(coordinator, { state: 'CLOSED', endedFrom, reopenableUntil: now });
    expect(attempt('reopen', closed)).toEqual({ allowed: true, to });
  });

  it('is too late after a while', () => {
    const longAgo = { state: 'CLOSED', endedFrom: 'ARRIVED', reopenableUntil: new Date(now.getTime() - 1) } as const;
    expect(attempt('reopen', facts(coordinator, longAgo))).toMatchObject({ rule: 'ENDED_TOO_LONG_AGO' });
  });
});

describe('from acceptance to the end', () => {
  it('is arranged by the coordinator for a time to come', () => {
    const accepted = facts(coordinator, { state: 'ACCEPTED', ownerStaffId: DOCTOR });
    const past = new Date(now.getTime() - 1);
    const future = new Date(now.getTime() + 1);
    expect(attempt('arrange', accepted, { visitTime: future })).toEqual({ allowed: true, to: 'ARRANGED' });
    expect(attempt('arrange', accepted, { visitTime: future, latestVisit: past })).toMatchObject({
      rule: 'VISIT_TOO_FAR',
    });
    expect(attempt('arrange', accepted, { visitTime: past })).toMatchObject({ rule: 'VISIT_IN_PAST' });
  });

  it('is not arrived at with a code that has run out', () => {
    const arranged = (codeExpiresAt: Date) =>
      facts(coordinator, { state: 'ARRANGED', ownerStaffId: DOCTOR, codeExpiresAt });
    const byCode = { byCode: true };
    const expired = arranged(new Date(now.getTime() - 1));
    expect(attempt('confirmArrival', arranged(now), byCode)).toEqual({ allowed: true, to: 'ARRIVED' });
    expect(attempt('confirmArrival', expired, byCode)).toMatchObject({ rule: 'CODE_EXPIRED' });
    expect(attempt('confirmArrival', expired)).toEqual({ allowed: true, to: 'ARRIVED' });
  });

  it('is arrived at for a registrar by the code alone, also for one who is a doctor of the department', () => {
    const registrar = { ...cardiologist, isRegistrar: true };
    const arranged = (changes: Part = {}) => facts(registrar, { state: 'ARRANGED', codeExpiresAt: now, ...changes });
    expect(attempt('confirmArrival', arranged())).toMatchObject({ rule: 'CODE_NEEDED' });
    expect(attempt('confirmArrival', arranged(), { byCode: true })).toMatchObject({ to: 'ARRIVED' });
    expect(attempt('confirmArrival', arranged({ kind: 'EMERGENCY' }))).toMatchObject({ to: 'ARRIVED' });
  });

  it('is completed only once the outcome is recorded', () => {
    const arrived = (outcomeRecorded: boolean) =>
      facts(coordinator, { state: 'ARRIVED', ownerStaffId: DOCTOR, outcomeRecorded });
    expect(attempt('complete', arrived(false))).toMatchObject({ rule: 'OUTCOME_MISSING' });
    expect(attempt('complete', arrived(true))).toEqual({ allowed: true, to: 'COMPLETED' });
  });

  it('is judged inappropriate only with the reason', () => {
    const arrived = facts(cardiologist, { state: 'ARRIVED', ownerStaffId: DOCTOR });
    expect(attempt('recordOutcome', arrived, { appropriate: false, inappropriateReason: ' ' })).toMatchObject({
      rule: 'INAPPROPRIATE_REASON_MISSING',
    });
    expect(attempt('recordOutcome', arrived, { appropriate: true })).toMatchObject({ allowed: true });
  });
});

describe('what a caller may do', () => {
  it('is told for every action, with the rule that refuses it', () => {
    const answers = permittedActions(
      upLifecycle,
      'PENDING_ACCEPTANCE',
      facts(cardiologist, { state: 'PENDING_ACCEPTANCE' }),
    );
    const of = (name: string) => answers.find(({ action }) => action === name);
    expect(of('claim')).toEqual({ action: 'claim', permitted: true });
    expect(of('accept')).toMatchObject({ permitted: false, failingRule: 'NOT_CLAIMED' });
    expect(of('submit')).toMatchObject({ permitted: false, failingRule: 'STATE' });
    expect(of('returnForEdit')).toMatchObject({ permitted: false, failingRule: 'WHO' });
  });
});

describe('a consent that was taken back', () => {
  const gone = { consentOnFile: false };

  it('keeps what is not done yet from being done', () => {
    const owner = facts(cardiologist, { state: 'PENDING_ACCEPTANCE', ownerStaffId: cardiologist.staffId }, gone);
    expect(attempt('accept', owner)).toMatchObject({ rule: 'CONSENT_MISSING' });
    const visit = { visitTime: after(now, days(1)) };
    for (const [state, action] of [
      ['ACCEPTED', 'arrange'],
      ['NO_SHOW', 'rearrange'],
    ] as const) {
      expect(attempt(action, facts(coordinator, { state }, gone), visit)).toMatchObject({ rule: 'CONSENT_MISSING' });
    }
  });

  it('holds up no emergency', () => {
    const urgent = facts(coordinator, { state: 'ACCEPTED', kind: 'GREEN_CHANNEL' }, gone);
    expect(attempt('arrange', urgent, { visitTime: after(now, days(1)) })).toMatchObject({ to: 'ARRANGED' });
  });
});
