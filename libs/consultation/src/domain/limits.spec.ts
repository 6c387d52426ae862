import { hours, minutes } from '#kernel';
import type { ConsultationState } from './consultation.js';
import { missingFields, type InvitationForm } from './form.js';
import {
  ConsultationDeadline,
  accessUntil,
  deadlinesIn,
  dueAtIn,
  heldUntil,
  heldWhileWriting,
  horizon,
  practisedSince,
  repeatedLimit,
  retainedUntil,
  sessionTimes,
  type ConsultationLimits,
  type Timed,
} from './limits.js';

const limits: ConsultationLimits = {
  'consultation.hold_minutes': 10,
  'consultation.tentative_hours': 48,
  'consultation.triage_minutes': 120,
  'consultation.answer_minutes': 240,
  'consultation.report_minutes': 120,
  'consultation.mdt_report_minutes': 1_440,
  'consultation.completion_minutes': 1_440,
  'consultation.emergency_join_minutes': 10,
  'consultation.emergency_orders_minutes': 40,
  'consultation.join_before_minutes': 10,
  'consultation.no_show_minutes': 15,
  'consultation.mdt_notice_hours': 24,
  'consultation.book_ahead_days': 60,
  'consultation.slot_step_minutes': 15,
  'consultation.practice_years': 3,
  'consultation.access_days': 30,
  'consultation.outpatient_retention_years': 15,
  'consultation.inpatient_retention_years': 30,
  'consultation.attachment_limit_files': 20,
};
const now = new Date('2026-03-04T01:00:00Z');
const at = { now, limits };
const later = (duration: number): Date => new Date(+now + duration);
const planned: Timed = { type: 'ORDINARY', startsAt: later(hours(30)), submittedAt: now };
const { COMPLETION, EMERGENCY_JOIN, EMERGENCY_ORDERS, NO_SHOW, REPORT, TRIAGE, WINDOW } = ConsultationDeadline;

const setIn = (state: ConsultationState, timed: Timed) =>
  Object.fromEntries(deadlinesIn(state, timed, at).sets.map(({ kind, levels: [{ due }] }) => [kind, due]));

it('whole days ahead are booked, by the days of the alliance: across midnight, months, leap days and years', () => {
  const from = (instant: string, ahead: number) => horizon(new Date(instant), ahead);
  expect(from('2026-11-30T15:59:59Z', 60)).toEqual({ lastDay: '2027-01-29', end: new Date('2027-01-29T16:00:00Z') });
  expect(from('2026-11-30T16:00:00Z', 60).lastDay).toBe('2027-01-30');
  expect(from('2028-01-30T04:00:00Z', 30).lastDay).toBe('2028-02-29');
  expect(from('2026-12-31T04:00:00Z', 0)).toEqual({ lastDay: '2026-12-31', end: new Date('2026-12-31T16:00:00Z') });
});

describe('limits of a consultation', () => {
  it('begin with triage, and with all of it done a day after the session that is wanted', () => {
    expect(setIn('SUBMITTED', planned)).toEqual({ [TRIAGE]: hours(2), [COMPLETION]: later(hours(54)) });
    expect(setIn('SUBMITTED', { ...planned, startsAt: null })[COMPLETION]).toEqual(later(hours(24)));
  });

  it('count the window and the wait around a session that is fixed', () => {
    expect(setIn('SCHEDULED', planned)).toEqual({
      [WINDOW]: later(hours(30) - minutes(10)),
      [NO_SHOW]: later(hours(30) + minutes(15)),
      [COMPLETION]: later(hours(54)),
    });
    expect(setIn('SCHEDULED', { ...planned, startsAt: later(minutes(5)) })).not.toHaveProperty(WINDOW);
  });

  it('let emergencies go on after ten minutes, and want orders after forty', () => {
    const emergency: Timed = { type: 'EMERGENCY', startsAt: null, submittedAt: now };
    expect(setIn('INVITING', emergency)).toEqual({ [EMERGENCY_JOIN]: minutes(10), [EMERGENCY_ORDERS]: minutes(40) });
    expect(setIn('INVITING', planned)).toEqual({});
    const { ends } = deadlinesIn('IN_SESSION', emergency, at);
    expect(ends).toContain(EMERGENCY_JOIN);
    expect(ends).not.toContain(EMERGENCY_ORDERS);
  });

  it('want the report of several specialties a day later, of others after two hours', () => {
    expect(setIn('AWAITING_OPINION', planned)).toEqual({ [REPORT]: hours(2) });
    expect(setIn('AWAITING_OPINION', { ...planned, type: 'MDT' })).toEqual({ [REPORT]: hours(24) });
    expect(repeatedLimit(REPORT, { type: 'MDT' }, limits).levels).toEqual([{ due: hours(24) }]);
    expect(repeatedLimit(TRIAGE, { type: 'MDT' }, limits)).toMatchObject({ clock: 'WORK' });
  });

  it.each(['DELIVERED', 'CLOSED', 'CANCELLED', 'DECLINED'] as const)('are all over when it is %s', (state) => {
    const { ends, sets } = deadlinesIn(state, planned, at);
    expect(sets).toEqual([]);
    expect(ends.toSorted()).toEqual(Object.values(ConsultationDeadline).toSorted());
    expect(dueAtIn(state, planned, at)).toBeNull();
  });

  it('say since when it is overdue, by the first that passes', () => {
    expect(dueAtIn('SUBMITTED', planned, at)).toEqual(later(hours(2)));
    expect(dueAtIn('SCHEDULED', planned, at)).toEqual(later(hours(30) + minutes(15)));
  });

  it('hold time for ten minutes, then for two days, and never past its begin', () => {
    expect(heldWhileWriting(now, limits)).toEqual(later(minutes(10)));
    expect(heldUntil(now, later(hours(72)), limits)).toEqual(later(hours(48)));
    expect(heldUntil(now, later(hours(5)), limits)).toEqual(later(hours(5)));
  });

  it('keep records for fifteen years, of inpatients for thirty, and access for a month', () => {
    expect(retainedUntil(now, 'OUTPATIENT', limits)).toEqual(new Date('2041-03-04T01:00:00Z'));
    expect(retainedUntil(now, 'INPATIENT', limits)).toEqual(new Date('2056-03-04T01:00:00Z'));
    expect(accessUntil(now, limits)).toEqual(new Date('2026-04-03T01:00:00Z'));
    expect(practisedSince(now, limits)).toEqual(new Date('2023-03-04T01:00:00Z'));
    expect(sessionTimes(limits)).toEqual({
      joinBefore: minutes(10),
      noShowAfter: minutes(15),
      mdtNotice: hours(24),
      bookAheadDays: 60,
    });
  });

  it('count three years from a leap day to the day after, never to one before', () => {
    expect(practisedSince(new Date('2028-02-29T01:00:00Z'), limits)).toEqual(new Date('2025-03-01T01:00:00Z'));
  });
});

describe('an invitation', () => {
  const form: InvitationForm = {
    type: 'ORDINARY',
    reason: '胸痛',
    purposeCode: 'diagnosis',
    recordSummary: '三天',
    specialtyCode: '03.01',
    wantedTitle: 'SENIOR',
    wantedFrom: now,
    startsAt: null,
    feeCents: 0,
  };

  it('says reason, purpose, time, summary, specialty, title and cost', () => {
    expect(missingFields(form)).toEqual([]);
    const empty = { reason: ' ', purposeCode: null, recordSummary: '', specialtyCode: null, wantedTitle: null };
    expect(missingFields({ ...form, ...empty, wantedFrom: null, feeCents: null })).toEqual([
      'reason',
      'recordSummary',
      'specialtyCode',
      'wantedTitle',
      'purposeCode',
      'wantedFrom',
      'feeCents',
    ]);
  });

  it('has its time where one is chosen, and an emergency has it now', () => {
    expect(missingFields({ ...form, wantedFrom: null, startsAt: now })).toEqual([]);
    const emergency = { ...form, type: 'EMERGENCY', purposeCode: null, wantedTitle: null, feeCents: null };
    expect(missingFields({ ...emergency, wantedFrom: null })).toEqual([]);
    expect(missingFields({ ...emergency, recordSummary: null })).toEqual(['recordSummary']);
  });
});
