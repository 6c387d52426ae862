import { after, days, minutes, type LocalDate } from '#kernel';
import type { County, Department, Institution, StaffMember } from '../county/index.js';
import type { Illness } from '../illness/index.js';
import type { Patient } from '../people/patients.js';
import type { Chance } from '../random.js';
import type { ReferralCase } from './act.js';
import { castOf, departmentOf, illnessesOf } from './casting.js';
import type { Circumstances } from './chapter.js';
import { passedOn, timelineOf, type Course } from './timeline.js';
import { consultingTime, workingDaysUntil } from './working-time.js';

const REFERRALS = 400;
const CALENDAR_DAYS = 122;
/** A patient is not referred again before this has passed. */
const APART = days(45);

/** What usually becomes of referrals. */
const COURSES: Readonly<Partial<Record<Course, number>>> = { completed: 82, mended: 8, rejected: 6, released: 4 };
/** Where the newest ones stand, the newest last; the others take their usual course. */
const NEWEST = (
  'completed returned accept completed returned completed accept draft completed accept returned completed accept ' +
  'claim completed draft accept claim returned submit completed accept draft claim submit draft submit completed ' +
  'claim submit draft submit draft submit completed draft submit'
).split(' ') as Course[];
/** Share of referrals that were begun on the last two working days, so that there is work to look at. */
const FRESH_SHARE = 0.05;
/** What happens now and then: the course, and on which working days it began, counted back from today. */
const RARE: readonly (readonly [Course, ...number[]])[] = [
  ['returnedInternally', 1, 3],
  ['asked', 1, 2, 14],
  ['informed', 4, 20, 33],
  ['advised', 2, 9, 17, 38],
  ['assigned', 6, 12, 29],
  ['cancelled', 3, 8, 26],
  ['closed', 5, 19],
  ['reopened', 23],
  ['rearranged', 7, 16, 31],
  ['missed', 6, 6, 24],
  ['cameLater', 13, 36],
  ['returned', 34],
  ['draft', 30],
  ['redirected', 2, 11, 27],
  ['onward', 2, 6, 15, 28, 35],
  ['recordedAfterwards', 1, 4, 21],
];
/** The township whose head reviews everything, since so many working days. */
const REVIEWING = '枫林镇';
const REVIEWED_DAYS = 20;
/** Begun there today and yesterday. */
const TO_REVIEW: readonly Course[] = ['submit', 'submit', 'submit'];
/** Where internists send patients who turn out to be somebody else's. */
const INTERNISTS = ['XHNK', 'HXNK', 'NFMK', 'SNK', 'SJNK', 'XNK'];

export interface World {
  readonly county: County;
  readonly patients: readonly Patient[];
  readonly now: Date;
}

export const reviewingInstitution = ({ institutions }: County): Institution =>
  institutions.find(({ place, kind }) => kind === 'TOWNSHIP_CENTER' && place.name === REVIEWING)!;

interface Start {
  readonly draftedAt: Date;
  readonly course?: Course;
  /** Where the patient comes from, where that matters. */
  readonly from?: Institution;
}

/** The referrals of the last four months in the order in which they were begun, each up to where it stands now. */
export function casesOf(chance: Chance, world: World): ReferralCase[] {
  const lastReferred = new Map<Patient, Date>();
  const reviewedSince = workingDaysUntil(world.now, CALENDAR_DAYS).at(-REVIEWED_DAYS)!;
  return startsOf(chance, world).flatMap((start) => {
    const patient = patientFor(chance, world, { ...start, lastReferred });
    lastReferred.set(patient, start.draftedAt);
    const course = start.course ?? chance.weighted(COURSES);
    const one = caseOf(chance, world, { ...start, patient, course, reviewedSince });
    return one.acts.at(-1)?.action === 'redirect' ? [one, sentOnFrom(chance, world, one)] : [one];
  });
}

function startsOf(chance: Chance, { county, now }: World): Start[] {
  const workingDays = workingDaysUntil(now, CALENDAR_DAYS);
  const latest = after(now, minutes(-90));
  const onDay = (back: number): Date => {
    const start = consultingTime(chance, workingDays.at(-1 - back)!);
    return start < latest ? start : onDay(back + 1);
  };
  const usual = Array.from({ length: REFERRALS }, () =>
    onDay(chance.integer(0, chance.happens(FRESH_SHARE) ? 1 : workingDays.length - 2)),
  ).toSorted(byTime);
  const newest = (index: number) => NEWEST[index - (usual.length - NEWEST.length)];
  const from = reviewingInstitution(county);
  return [
    ...usual.map((draftedAt, index) => ({ draftedAt, ...(newest(index) && { course: newest(index)! }) })),
    ...RARE.flatMap(([course, ...ago]) =>
      ago.map((back) => ({
        draftedAt: onDay(back),
        course,
        ...(course === 'returnedInternally' && { from }),
      })),
    ),
    ...TO_REVIEW.map((course) => ({ draftedAt: onDay(0), course, from })),
  ].toSorted((a, b) => byTime(a.draftedAt, b.draftedAt));
}

const byTime = (a: Date, b: Date): number => +a - +b;

function patientFor(
  chance: Chance,
  { patients }: World,
  { draftedAt, from, lastReferred }: Start & { readonly lastReferred: ReadonlyMap<Patient, Date> },
): Patient {
  for (;;) {
    const patient = chance.pick(patients);
    const last = lastReferred.get(patient);
    const rested = !last || +draftedAt - +last > APART;
    const fits = !from || patient.institution === from;
    if (rested && fits && illnessesOf(patient, draftedAt).length > 0) return patient;
  }
}

interface Beginning extends Start {
  readonly patient: Patient;
  readonly course: Course;
  /** The day since which referrals of the reviewing township are reviewed. */
  readonly reviewedSince: LocalDate;
}

function caseOf(chance: Chance, world: World, beginning: Beginning): ReferralCase {
  const { patient, draftedAt, course, reviewedSince } = beginning;
  const { county, now } = world;
  const possible = illnessesOf(patient, draftedAt);
  const weights = Object.fromEntries(possible.map(({ weight }, index) => [String(index), weight]));
  const illness = possible[Number(chance.weighted(weights))]!;
  const department = departmentOf(county, illness.hospital, chance.pick(illness.departments));
  const from = patient.institution;
  const cast = castOf(chance, county, { from, department });
  const priority = chance.weighted(illness.priorities);
  const reviewed = from === reviewingInstitution(county) && draftedAt.toISOString() >= reviewedSince;
  const circumstances = circumstancesOf(chance, illness, {
    cast,
    department,
    draftedAt,
    reviewed,
    urgent: priority === 'II',
  });
  const { acts } = timelineOf(chance, course, circumstances);
  return {
    direction: 'UP',
    patient,
    illness,
    from,
    fromDepartment: null,
    department,
    cast,
    priority,
    acts: acts.filter(({ at }) => at <= now),
  };
}

function circumstancesOf(
  chance: Chance,
  { inpatientShare }: Illness,
  given: Omit<Circumstances, 'inpatient'>,
): Circumstances {
  return { ...given, inpatient: chance.happens(inpatientShare) };
}

/** The same request at another department of the same hospital. */
function sentOnFrom(chance: Chance, { county, now }: World, parent: ReferralCase): ReferralCase {
  const { department: first, from, illness, priority } = parent;
  const department = otherDepartment(chance, county, first);
  const cast = { ...castOf(chance, county, { from, department }), author: parent.cast.author };
  const last = parent.acts.at(-1)!;
  const { acts } = passedOn(
    chance,
    last,
    circumstancesOf(chance, illness, {
      cast,
      department,
      draftedAt: last.at,
      reviewed: false,
      urgent: priority === 'II',
    }),
  );
  return { ...parent, department, cast, acts: acts.filter(({ at }) => at <= now), parent };
}

function otherDepartment(chance: Chance, county: County, first: Department): Department {
  const code = chance.pick(INTERNISTS.filter((one) => one !== first.code));
  return departmentOf(county, 'LEAD_HOSPITAL', code);
}

/** Everybody who took part in some referral. */
export function participants(cases: readonly ReferralCase[]): Set<StaffMember> {
  return new Set(cases.flatMap(({ cast }) => Object.values(cast) as StaffMember[]));
}
