import { after, before, days, minutes } from '#kernel';
import type { County, Department, Institution } from '../../county/index.js';
import type { Chance } from '../../random.js';
import type { ReferralCase } from '../act.js';
import { castOf, departmentOf, headOf, holders } from '../casting.js';
import type { World } from '../cases.js';
import { Narration } from '../narration.js';
import { consultingTime, workingDaysUntil, workingMinutesAfter } from '../working-time.js';
import { planFor, type CarePlan } from './plans.js';
import { downTimelineOf, type Call, type DownCourse, type DownTimeline } from './timeline.js';

/** A patient who goes home after an up-referral, with everything that goes along. */
export interface DownCase extends ReferralCase {
  /** The up-referral that it answers. */
  readonly answers: ReferralCase;
  readonly down: {
    readonly plan: CarePlan;
    readonly firstFollowUpOn: DownTimeline['firstFollowUpOn'];
    readonly visits: readonly Date[];
    readonly calls: readonly Call[];
    /** Nobody has looked after the patient for days although it is due. */
    readonly isNeglected: boolean;
  };
}

interface Planned {
  readonly course: DownCourse;
  /** Working days back from today; absent: when the patient left the hospital. */
  readonly back?: number;
  readonly unnamed?: true;
  readonly neglected?: true;
  /** Sent by the department that reviews. */
  readonly reviewed?: true;
  /** The patient left at least so many days ago. */
  readonly since?: number;
}

/** The newest first; patients who have left the hospital are taken in that order. */
const PLANNED: readonly Planned[] = [
  { course: 'draft', back: 0 },
  { course: 'offered', back: 0, reviewed: true },
  { course: 'receipt', back: 0 },
  { course: 'receipt', back: 1 },
  { course: 'offered', back: 0, unnamed: true },
  { course: 'declined', back: 1 },
  { course: 'returned', back: 2, reviewed: true },
  { course: 'transit', back: 2 },
  { course: 'transit', back: 1 },
  { course: 'notThere', back: 6 },
  { course: 'refused', back: 4, unnamed: true },
  { course: 'redirected', back: 5, unnamed: true },
  { course: 'withdrawn', back: 3 },
  { course: 'lost' },
  ...Array.from({ length: 7 }, (): Planned => ({ course: 'followed' })),
  { course: 'followed', neglected: true },
  { course: 'reassigned' },
  { course: 'followed', neglected: true },
  { course: 'followed', unnamed: true },
  { course: 'worse', since: 25 },
  ...Array.from({ length: 14 }, (): Planned => ({ course: 'finished', since: 45 })),
  { course: 'worse', since: 30 },
];
/** The department whose head reviews what it sends down. */
export const REVIEWING_DEPARTMENT = 'SJNK';
const REST = minutes(120);
/** Minutes of working time from when a patient leaves until the referral down is written: in the evening that is the next day. */
const WRITING = [15, 60] as const;

/** Patients who were treated in the county and go home, with those who come back up and those who are sent elsewhere. */
export function downCasesOf(chance: Chance, world: World, cases: readonly ReferralCase[]): ReferralCase[] {
  const treated = cases
    .filter((one) => one.direction === 'UP' && wasInpatient(one) && isWritten(one.acts.at(-1)!.at, world.now))
    .toSorted((a, b) => +b.acts.at(-1)!.at - +a.acts.at(-1)!.at);
  return PLANNED.flatMap((planned) => {
    const latest = before(world.now, days(planned.since ?? 0));
    const index = treated.findIndex(
      ({ department, acts }) =>
        acts.at(-1)!.at < latest && (!planned.reviewed || department.code === REVIEWING_DEPARTMENT),
    );
    const [answers] = index < 0 ? [] : treated.splice(index, 1);
    if (!answers) return [];
    const down = downCaseOf(chance, world, { answers, planned });
    return [down, ...childrenOf(chance, world, down)];
  });
}

/** Whether whoever left then has a referral down by now, however long the writing takes. */
function isWritten(left: Date, now: Date): boolean {
  return after(left, REST) < now && workingMinutesAfter(left, WRITING[1]) < now;
}

/** Lay in a bed, and was sent from where patients are received again. */
function wasInpatient({ acts, from, emergency }: ReferralCase & { emergency?: object }): boolean {
  const lay = emergency !== undefined || acts.some(({ sets }) => sets?.handling === 'INPATIENT');
  return lay && acts.at(-1)!.to === 'COMPLETED' && from.kind === 'TOWNSHIP_CENTER';
}

function downCaseOf(
  chance: Chance,
  { county, now }: World,
  { answers, planned }: { readonly answers: ReferralCase; readonly planned: Planned },
): DownCase {
  const { patient, department: fromDepartment, from: township } = answers;
  const cast = downCastOf(county, { answers, township });
  const plan = planFor(fromDepartment.code);
  const timeline = downTimelineOf(chance, planned.course, {
    cast,
    reviewer: headOf(county, fromDepartment),
    reviewed: fromDepartment.code === REVIEWING_DEPARTMENT,
    named: !planned.unnamed,
    highRisk: plan.highRisk,
    draftedAt: draftedAt(chance, now, { left: answers.acts.at(-1)!.at, back: planned.back }),
  });
  return {
    direction: 'DOWN',
    patient,
    illness: answers.illness,
    from: fromDepartment.institution,
    fromDepartment,
    department: departmentsOf(county, township),
    cast,
    priority: answers.priority,
    acts: timeline.acts.filter(({ at }) => at <= now),
    answers,
    down: {
      plan,
      firstFollowUpOn: timeline.firstFollowUpOn,
      visits: timeline.visits,
      calls: timeline.calls.filter(({ at }) => at <= now),
      isNeglected: planned.neglected ?? false,
    },
  };
}

function draftedAt(
  chance: Chance,
  now: Date,
  { left, back }: { readonly left: Date; readonly back: number | undefined },
): Date {
  const earliest = workingMinutesAfter(left, chance.integer(...WRITING));
  if (back === undefined) return earliest;
  const workingDays = workingDaysUntil(now, 60);
  const onDay = (ago: number): Date => {
    const start = consultingTime(chance, workingDays.at(-1 - ago)!);
    return after(start, REST) < now ? start : onDay(ago + 1);
  };
  const wanted = onDay(back);
  return wanted > earliest ? wanted : earliest;
}

const departmentsOf = ({ departments }: County, township: Institution): Department =>
  departments.find(({ institution, acceptsReferrals }) => institution === township && acceptsReferrals)!;

/** Back to who sent the patient; a colleague stands in. */
function downCastOf(
  county: County,
  { answers, township }: { readonly answers: ReferralCase; readonly township: Institution },
): ReferralCase['cast'] {
  const { author, doctor, coordinator, registrar } = answers.cast;
  const colleague = holders(county, township, 'TOWNSHIP_DOCTOR').find((one) => one !== author)!;
  const head = holders(county, township, 'TOWNSHIP_HEAD')[0]!;
  return { author: doctor, doctor: author, colleague, coordinator, registrar, head };
}

function childrenOf(chance: Chance, world: World, parent: DownCase): ReferralCase[] {
  const last = parent.acts.at(-1)!;
  if (last.action === 'redirect') return [sentElsewhere(chance, world, parent)];
  return last.action === 'referBack' ? [backUp(chance, world, parent)] : [];
}

/** The same patient with the same package at another township, whose head names somebody. */
function sentElsewhere(chance: Chance, { county, now }: World, parent: DownCase): DownCase {
  const { patient, acts, cast } = parent;
  const township = nearestTo(county, patient.institution);
  const anew = downCastOf(county, { answers: parent.answers, township });
  const [doctor] = holders(county, township, 'TOWNSHIP_DOCTOR');
  const story = new Narration(chance, acts.at(-1)!.at);
  story.tell('draft', cast.coordinator, { sets: { owner: null } });
  story.tell('sendDown', cast.coordinator, { to: 'PENDING_ALLOCATION' });
  story.wait(20, 90).tell('allocate', anew.head, { to: 'PENDING_RECEIPT', sets: { owner: doctor! } });
  story.wait(10, 90).tell('receive', doctor!, { to: 'IN_TRANSIT' });
  return {
    ...parent,
    department: departmentsOf(county, township),
    cast: { ...anew, doctor: doctor! },
    acts: story.acts.filter(({ at }) => at <= now),
    parent,
  };
}

function nearestTo({ institutions }: County, { id, place }: Institution): Institution {
  return institutions
    .filter((one) => one.kind === 'TOWNSHIP_CENTER' && one.id !== id)
    .toSorted((a, b) => distance(a, place) - distance(b, place))[0]!;
}

const distance = ({ place }: Institution, to: Institution['place']): number =>
  Math.hypot(place.east - to.east, place.north - to.north);

/** A draft upwards, out of the follow-up. */
function backUp(chance: Chance, { county }: World, parent: DownCase): ReferralCase {
  const { patient, illness, fromDepartment, department: township, acts } = parent;
  const from = township.institution;
  const department = departmentOf(county, fromDepartment!.institution.kind, fromDepartment!.code);
  const last = acts.at(-1)!;
  const story = new Narration(chance, last.at).tell('draft', last.by);
  const cast = { ...castOf(chance, county, { from, department }), author: last.by! };
  return {
    direction: 'UP',
    patient,
    illness,
    from,
    fromDepartment: null,
    department,
    cast,
    priority: 'II',
    acts: story.acts,
    parent,
  };
}
