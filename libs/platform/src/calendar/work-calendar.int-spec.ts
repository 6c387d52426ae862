import { TestApp, World, type Person } from '#testing';
import { HealthController } from '../health/health.controller.js';

const lines: string[] = [];
let app: TestApp;
let admin: Person;

beforeAll(async () => {
  app = await TestApp.start({ LOG_LEVEL: 'warn' }, { write: (line: string) => void lines.push(line) });
  admin = (await World.create(app)).person('system-admin');
});
afterAll(() => app.stop());

const ENTER = `mutation($input: EnterWorkCalendarYearInput!) {
  enterWorkCalendarYear(input: $input) { year holidays makeUpDays version } }`;
const entry = { year: 2027, holidays: ['2027-01-01'], makeUpDays: ['2027-01-02'], expectedVersion: 0 };

async function missing(): Promise<string[]> {
  const { text } = await app.nest.get(HealthController).figures();
  return text.split('\n').filter((line) => line.startsWith('work_calendar_year_missing{'));
}

it('the next year is asked for from October on, until somebody has entered it', async () => {
  app.clock.set(new Date('2026-09-30T23:00:00+08:00'));
  expect(await missing()).toEqual([]);
  app.clock.set(new Date('2026-10-01T01:00:00+08:00'));
  expect(await missing()).toEqual(['work_calendar_year_missing{year="2027"} 1']);
  await app.work('work-calendar.missing-year');
  expect(lines.join('')).toContain('"year":2027');
  const { errors } = await admin.tries(ENTER, { input: entry });
  expect(errors).toEqual([]);
  expect(await missing()).toEqual([]);
});

it('a year is corrected by whoever has read it, and not by others', async () => {
  const corrected = { ...entry, makeUpDays: ['2027-01-03'] };
  const stale = await admin.tries(ENTER, { input: corrected });
  expect(stale.errors[0]?.extensions.code).toBe('STALE_VERSION');
  const answer = await admin.asks(ENTER, { input: { ...corrected, expectedVersion: 1 } });
  expect(answer).toEqual({
    enterWorkCalendarYear: { year: 2027, holidays: ['2027-01-01'], makeUpDays: ['2027-01-03'], version: 2 },
  });
});

it.each([
  ['a day of another year', { holidays: ['2028-01-01'] }, 'holidays.0', 'OUTSIDE_YEAR'],
  ['a day listed twice', { holidays: ['2027-01-02'] }, 'makeUpDays.0', 'LISTED_TWICE'],
  ['a make-up day in the middle of the week', { makeUpDays: ['2027-01-04'] }, 'makeUpDays.0', 'NOT_A_WEEKEND'],
])('%s is refused by its name', async (_title, changes, path, constraint) => {
  const { errors } = await admin.tries(ENTER, { input: { ...entry, ...changes } });
  expect(errors[0]?.extensions).toMatchObject({ code: 'INVALID_INPUT', facts: { fields: [{ path, constraint }] } });
});
