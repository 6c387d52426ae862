import { ALLIANCE_ZONE, addDays, instantAt, localDate, weekdayOf, type LocalDate } from '#kernel';
import type { Rows } from '../bulk-insert.js';
import { leadHospitalOf, type County, type Department, type Institution, type StaffMember } from '../county/index.js';
import type { Chance } from '../random.js';
import { calendar } from '../referrals/working-time.js';

/** Departments that send experts, and whom townships ask for most. */
const SENT = ['SJNK', 'XNK', 'NFMK', 'HXNK', 'GK', 'EK'];
/** Weeks that are over, of which the last is told in every detail. */
const WEEKS = 17;
/** With two weeks that holidays may take from the last one. */
const DAYS_AGO = 7 * WEEKS + 34;
/** Part of the sessions that nobody came to. */
const MISSED = 0.03;
const HOURS = { MORNING: ['08:00', '12:00'], AFTERNOON: ['14:00', '17:30'] } as const;
type Half = keyof typeof HOURS;

export interface RotaRows {
  readonly experts: Rows;
  readonly demands: Rows;
  readonly plans: Rows;
  readonly sessions: Rows;
}

interface Asked {
  readonly id: string;
  readonly township: Institution;
  readonly department: Department;
  readonly weekday: number;
  readonly half: Half;
}

/** Who is sent from the lead hospital, what each township asks for, and the rotas of the weeks that are over. */
export function rotaOf(chance: Chance, { county, now }: { county: County; now: Date }): RotaRows {
  const today = localDate(now, ALLIANCE_ZONE);
  const lead = leadHospitalOf(county);
  const departments = SENT.map((code) =>
    county.departments.find((one) => one.institution === lead && one.code === code)!,
  );
  const sent = county.staff.filter(
    ({ department, roles }) => departments.includes(department) && roles.includes('EXPERT'),
  );
  const asked = demandsOf(chance, county, departments);
  const monday = lastWholeWeek(addDays(today, -6 - weekdayOf(today)));
  const times = new Map<string, number>();
  const manager = county.staff.find(
    ({ institution, roles }) => institution === lead && roles.includes('ROTA_MANAGER'),
  )!;
  const weeks = Array.from({ length: WEEKS }, (_, ago): Week => {
    const begins = addDays(monday, -7 * ago);
    return { planId: chance.id(instantAt(addDays(begins, -10), '09:00', ALLIANCE_ZONE)), monday: begins, lead, ago };
  });
  return {
    experts: sent.map(({ id }) => ({
      id,
      institution_id: lead.id,
      weight_percent: 100,
      max_per_week: 3,
      max_consecutive_days: 3,
      preferences: [],
      active: true,
      version: 1,
    })),
    demands: asked.map((one) => demandRow(one, lead, addDays(today, -DAYS_AGO))),
    plans: weeks.map((week) => planRow(week, manager)),
    sessions: weeks.flatMap((week) => sessionsOf(chance, { ...week, asked: askedIn(week, asked), sent, times })),
  };
}

const dayOf = (monday: LocalDate, weekday: number): LocalDate => addDays(monday, weekday - 1);

/** The Monday of the last week before or with this one whose five days were all working days: it is told in every detail. */
function lastWholeWeek(monday: LocalDate): LocalDate {
  const isWhole = [1, 2, 3, 4, 5].every((weekday) => calendar.isWorkday(dayOf(monday, weekday)));
  return isWhole ? monday : lastWholeWeek(addDays(monday, -7));
}

/** Three half-days a week for each township, of departments in turn. */
function demandsOf(chance: Chance, county: County, departments: readonly Department[]): Asked[] {
  const townships = county.institutions.filter(({ kind }) => kind === 'TOWNSHIP_CENTER');
  return townships.flatMap((township, place) =>
    [0, 1, 2].map((turn) => ({
      id: chance.id(county.since),
      township,
      department: departments[(place + turn * 2) % departments.length]!,
      weekday: 1 + ((place * 2 + turn) % 5),
      half: turn === 1 ? ('AFTERNOON' as const) : ('MORNING' as const),
    })),
  );
}

const demandRow = ({ id, township, department, weekday, half }: Asked, lead: Institution, validFrom: LocalDate) => ({
  id,
  institution_id: lead.id,
  township_id: township.id,
  specialty: department.specialtyCode,
  kind: 'CLINIC',
  weekday,
  half,
  minimum_title: 'INTERMEDIATE',
  minimum: 1,
  ideal: 1,
  priority: 1 + (weekday % 3),
  valid_from: validFrom,
  version: 1,
});

interface Week {
  readonly planId: string;
  readonly monday: LocalDate;
  readonly lead: Institution;
  /** Whole weeks before the last one. */
  readonly ago: number;
}

/** Townships had less before: two of three half-days, in turn; on a public holiday nobody is sent. */
const askedIn = ({ ago, monday }: Week, asked: readonly Asked[]): readonly Asked[] =>
  asked.filter(({ weekday }, at) => (ago === 0 || (at + ago) % 3 !== 0) && calendar.isWorkday(dayOf(monday, weekday)));

const planRow = ({ planId, monday, lead, ago }: Week, manager: StaffMember) => ({
  id: planId,
  institution_id: lead.id,
  name: `${monday} 起一周专家下派`,
  from_day: monday,
  to_day: addDays(monday, 6),
  state: ago === 0 ? 'PUBLISHED' : 'CLOSED',
  revision: 1,
  created_by_staff_id: manager.id,
  created_at: instantAt(addDays(monday, -12), '09:00', ALLIANCE_ZONE),
  published_at: instantAt(addDays(monday, -8), '09:00', ALLIANCE_ZONE),
  version: 4,
});

/** What is asked for, who can be sent, and how often each has gone. */
interface Sending {
  readonly asked: readonly Asked[];
  readonly sent: readonly StaffMember[];
  readonly times: Map<string, number>;
}

/** Everybody goes once a half-day; last week the first of the neurologists forgot to check in, which waits to be put right. */
function sessionsOf(chance: Chance, { times, ...week }: Week & Sending): Rows {
  const taken = new Set<string>();
  const timesOf = ({ id }: StaffMember): number => times.get(id) ?? 0;
  return week.asked.flatMap((one) => {
    const slot = `${one.weekday} ${one.half}`;
    const free = week.sent.filter(({ id, department }) => department === one.department && !taken.has(`${id} ${slot}`));
    // Who has gone least often so far; last week went by the list.
    const expert = week.ago === 0 ? free[0] : free.toSorted((left, right) => timesOf(left) - timesOf(right))[0];
    if (!expert) return [];
    taken.add(`${expert.id} ${slot}`);
    times.set(expert.id, timesOf(expert) + 1);
    const forgot =
      week.ago === 0 &&
      one.department.code === SENT[0] &&
      expert === week.sent.find((each) => each.department === one.department);
    const missed = week.ago > 0 && chance.happens(MISSED);
    return [sessionRow(chance, week, { ...one, expert, missed: forgot || missed })];
  });
}

function sessionRow(
  chance: Chance,
  { planId, monday, lead }: Week,
  {
    id: demandId,
    township,
    department,
    weekday,
    half,
    expert,
    missed,
  }: Asked & { expert: StaffMember; missed: boolean },
) {
  const day = dayOf(monday, weekday);
  const [starts, ends] = HOURS[half].map((time) => instantAt(day, time, ALLIANCE_ZONE));
  const published = instantAt(addDays(monday, -8), '09:00', ALLIANCE_ZONE);
  const attended = {
    confirmed_at: published,
    checked_in_at: starts,
    completed_at: ends,
    patients_seen: chance.integer(6, 24),
    ward_rounds: chance.integer(0, 2),
    surgeries: 0,
    teaching_minutes: chance.pick([0, 30, 60]),
  };
  return {
    id: chance.id(published),
    plan_id: planId,
    institution_id: lead.id,
    township_id: township.id,
    demand_id: demandId,
    expert_id: expert.id,
    specialty: department.specialtyCode,
    kind: 'CLINIC',
    day,
    half,
    starts_at: starts,
    ends_at: ends,
    state: missed ? 'NO_SHOW' : 'COMPLETED',
    pinned: false,
    published_at: published,
    leaving: false,
    ended_at: ends,
    version: 4,
    ...(missed ? {} : attended),
  };
}
