import { ALLIANCE_ZONE, addDays, after, before, days, hours, instantAt, localDate, weekdayOf } from '#kernel';
import { playersOf } from '../accounts.js';
import { foundCounty, type StaffMember } from '../county/index.js';
import { turnsOfStaff } from '../duty/roster.js';
import { Chance } from '../random.js';
import { MEETING } from './calendars.js';

const FIRST = new Date('2026-11-23T00:07:00Z');
/** Not a part of a day, so that every hour has its turn. */
const HOURS_APART = 11;
/** As long as nobody is asked for anything who has had the night. */
const REST = hours(11);
/** As far as one can look ahead. */
const AHEAD = 35;

it('the expert of the story has time at whatever hour the county is loaded, and an afternoon together with a colleague', () => {
  const county = foundCounty(new Chance(1), before(FIRST, days(800)));
  const people = playersOf(county);
  const member = (name: string): StaffMember => people.find(({ loginName }) => loginName === name)!.member;
  const [expert, colleague] = [member('expert'), member('county-doctor-2')];
  const instants = Array.from({ length: 48 }, (_, turn) => after(FIRST, hours(turn * HOURS_APART)));
  const without = instants.flatMap((now) => {
    const turns = turnsOfStaff(county, now).filter(({ member: one }) => one === expert || one === colleague);
    const isFree = (who: StaffMember, from: Date, to: Date): boolean =>
      turns.every(({ member: one, start, end }) => one !== who || start >= to || after(end, REST) <= from);
    const today = localDate(now, ALLIANCE_ZONE);
    const meetings = Array.from({ length: AHEAD }, (_, index) => addDays(today, index + 2))
      .filter((day) => weekdayOf(day) <= 5)
      .map((day) => [MEETING.from_time, MEETING.to_time].map((time) => instantAt(day, time, ALLIANCE_ZONE)))
      .filter(([from, to]) => [expert, colleague].every((one) => isFree(one, from!, to!)));
    const hasTime = isFree(expert, now, after(now, hours(0.25)));
    return hasTime && meetings.length > 0 ? [] : [now.toISOString()];
  });
  expect(without).toEqual([]);
});
