import { ALLIANCE_ZONE, after, ageAt, days, minutes } from '#kernel';
import type { County, Department, StaffMember } from '../county/index.js';
import { illnesses, type Illness } from '../illness/index.js';
import type { Patient } from '../people/patients.js';
import type { Chance } from '../random.js';
import type { Cast, ReferralCase } from './act.js';
import { timelineOf, type Course } from './timeline.js';
import { consultingTime, workingDaysUntil } from './working-time.js';

const REFERRALS = 400;
const CALENDAR_DAYS = 122;
/** A patient is not referred again before this has passed. */
const APART = days(45);
/** How many doctors of a township, and of a receiving department, work with referrals. */
const DOCTORS = 2;

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

interface World {
  readonly county: County;
  readonly patients: readonly Patient[];
  readonly now: Date;
}

/** The referrals of the last four months in the order in which they were begun, each up to where it stands now. */
export function casesOf(chance: Chance, world: World): ReferralCase[] {
  const starts = startsOf(chance, world.now);
  const lastReferred = new Map<Patient, Date>();
  return starts.map((draftedAt, index) => {
    const newest = NEWEST[index - (starts.length - NEWEST.length)];
    const patient = patientFor(chance, world, { draftedAt, lastReferred });
    lastReferred.set(patient, draftedAt);
    return caseOf(chance, world, { patient, draftedAt, course: newest ?? chance.weighted(COURSES) });
  });
}

function startsOf(chance: Chance, now: Date): Date[] {
  const workingDays = workingDaysUntil(now, CALENDAR_DAYS);
  const latest = after(now, minutes(-90));
  const starts: Date[] = [];
  while (starts.length < REFERRALS) {
    const start = consultingTime(
      chance,
      chance.pick(chance.happens(FRESH_SHARE) ? workingDays.slice(-2) : workingDays),
    );
    if (start < latest) starts.push(start);
  }
  return starts.toSorted((a, b) => +a - +b);
}

function patientFor(
  chance: Chance,
  { patients }: World,
  { draftedAt, lastReferred }: { draftedAt: Date; lastReferred: ReadonlyMap<Patient, Date> },
): Patient {
  for (;;) {
    const patient = chance.pick(patients);
    const last = lastReferred.get(patient);
    const rested = !last || +draftedAt - +last > APART;
    if (rested && illnessesOf(patient, draftedAt).length > 0) return patient;
  }
}

function illnessesOf({ birthDate, sex }: Patient, at: Date): Illness[] {
  const age = ageAt(birthDate, at, ALLIANCE_ZONE);
  return illnesses.filter(
    (illness) => age >= illness.ages[0] && age <= illness.ages[1] && (!illness.sex || illness.sex === sex),
  );
}

interface Beginning {
  readonly patient: Patient;
  readonly draftedAt: Date;
  readonly course: Course;
}

function caseOf(chance: Chance, world: World, { patient, draftedAt, course }: Beginning): ReferralCase {
  const possible = illnessesOf(patient, draftedAt);
  const weights = Object.fromEntries(possible.map(({ weight }, index) => [String(index), weight]));
  const illness = possible[Number(chance.weighted(weights))]!;
  const department = departmentFor(chance, world.county, illness);
  const cast = castOf(chance, world.county, { patient, department });
  const priority = chance.weighted(illness.priorities);
  const inpatient = chance.happens(illness.inpatientShare);
  const circumstances = { cast, draftedAt, inpatient, urgent: priority === 'II' };
  const { acts, visitTime } = timelineOf(chance, course, circumstances);
  return {
    patient,
    illness,
    department,
    cast,
    handling: inpatient ? 'INPATIENT' : 'OUTPATIENT',
    priority,
    acts: acts.filter(({ at }) => at <= world.now),
    visitTime,
  };
}

function departmentFor(chance: Chance, { departments }: County, illness: Illness): Department {
  const code = chance.pick(illness.departments);
  return departments.find((one) => one.institution.kind === illness.hospital && one.code === code)!;
}

function castOf(
  chance: Chance,
  county: County,
  { patient, department }: { patient: Patient; department: Department },
): Cast {
  const [doctor, colleague] = receivingDoctors(county, department);
  const first = chance.happens(0.6);
  const at = (role: StaffMember['roles'][number]) =>
    county.staff.filter((one) => one.institution === department.institution && one.roles.includes(role));
  return {
    author: chance.pick(referringDoctors(county, patient.institution)),
    doctor: first ? doctor! : colleague!,
    colleague: first ? colleague! : doctor!,
    coordinator: chance.pick(at('REFERRAL_COORDINATOR').slice(0, DOCTORS)),
    registrar: chance.pick(at('REGISTRAR').slice(0, DOCTORS)),
  };
}

/** Doctors of a township who write its referrals. */
function referringDoctors({ staff }: County, institution: StaffMember['institution']): StaffMember[] {
  return staff
    .filter((one) => one.institution === institution && one.roles.includes('TOWNSHIP_DOCTOR'))
    .slice(0, DOCTORS);
}

/** Doctors of a department who take what comes: the deputy and the attending, not the head. */
function receivingDoctors({ staff }: County, department: Department): StaffMember[] {
  return staff
    .filter((one) => one.department === department && one.roles.includes('COUNTY_DOCTOR'))
    .filter(({ roles }) => !roles.includes('DEPT_HEAD'))
    .slice(0, DOCTORS);
}

/** Everybody who took part in some referral. */
export function participants(cases: readonly ReferralCase[]): Set<StaffMember> {
  return new Set(cases.flatMap(({ cast }) => Object.values(cast) as StaffMember[]));
}
