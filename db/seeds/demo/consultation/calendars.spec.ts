import { ALLIANCE_ZONE, addDays, after, hours, instantAt, localDate, weekdayOf } from '#kernel';
import { playersOf } from '../accounts.js';
import type { StaffMember } from '../county/index.js';
import { turnsOfStaff } from '../duty/roster.js';
import { LOADING_INSTANTS, loadedAt } from '../loading-instants.js';
import { MEETING } from './calendars.js';

/** As long as nobody is asked for anything who has had the night. */
const REST = hours(11);
/** As far as one can look ahead. */
const AHEAD = 35;

it('the expert of the story has time at whatever hour the county is loaded, and an afternoon together with a colleague', () => {
  const { county } = loadedAt(LOADING_INSTANTS[0]!);
  const people = playersOf(county);
  const member = (name: string): StaffMember => people.find(({ loginName }) => loginName === name)!.member;
  const [expert, colleague] = [member('expert'), member('county-doctor-2')];
  const without = LOADING_INSTANTS.flatMap((now) => {
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
