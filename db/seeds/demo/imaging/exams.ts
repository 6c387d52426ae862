import { after, before, days, minutes } from '#kernel';
import { minutesAgo, pastMorning, somebodyOf } from '../county/centre-work.js';
import { leadHospitalOf, type County, type Institution, type StaffMember } from '../county/index.js';
import type { Patient } from '../people/patients.js';
import type { Chance } from '../random.js';
import type { CriticalFinding, Examination, Reading } from './catalogue.js';

/** How far an examination has come by now. */
export type Stage = 'ORDERED' | 'REGISTERED' | 'WAITING' | 'REVIEWING' | 'REPORTED';
type VisitType = 'EMERGENCY' | 'INPATIENT' | 'OUTPATIENT';

/** Who has to do with an exam. */
export interface ExamPeople {
  readonly doctor: StaffMember;
  readonly technician: StaffMember;
  readonly reporter: StaffMember;
  readonly reviewer: StaffMember;
}

/** One item that a township doctor has ordered of the lead hospital, as far as it has come. */
export interface DemoExam {
  readonly patient: Patient;
  readonly examination: Examination;
  readonly stage: Stage;
  readonly visitType: VisitType;
  readonly people: ExamPeople;
  /** Where the images are made. */
  readonly place: Institution;
  readonly lead: Institution;
  readonly reading: Reading;
  /** What was told before the report. */
  readonly critical: CriticalFinding | null;
  readonly orderedAt: Date;
  /** Minutes from the order to the registration, from there to the images, and from there to the first signature. */
  readonly registeredAt: Date;
  readonly acquiredAt: Date;
  readonly submittedAt: Date;
  readonly publishedAt: Date;
  /** The doctor has looked at it. */
  readonly seen: boolean;
}

/** How many have come how far. */
const COUNTS: Readonly<Record<Stage, number>> = { ORDERED: 6, REGISTERED: 4, WAITING: 12, REVIEWING: 3, REPORTED: 900 };
/** Nobody has anything to do any more about what is older: it is read, and whatever was critical is over. */
const SETTLED = days(3);
/** Part of the readings that take long. */
const SLOW = 0.03;
/** Minutes from eight o'clock on. */
const UNTIL_FOUR = 480;
const TWO_SIGNATURES: readonly string[] = ['CT', 'MR', 'DR'];
/** What is under way was ordered so many minutes ago at most, and at least. */
const UNDER_WAY: Readonly<Record<Exclude<Stage, 'REPORTED'>, readonly [number, number]>> = {
  ORDERED: [20, 300],
  REGISTERED: [30, 120],
  WAITING: [50, 240],
  REVIEWING: [120, 240],
};

interface Scene {
  readonly county: County;
  readonly patients: readonly Patient[];
  readonly examinations: readonly Examination[];
  readonly now: Date;
}

export const isSignedTwice = ({ groupCode }: Examination): boolean => TWO_SIGNATURES.includes(groupCode);

/** What was examined in the last weeks, and what is under way: all of it lies before the present. */
export function examsOf(chance: Chance, scene: Scene): DemoExam[] {
  return (Object.keys(COUNTS) as Stage[]).flatMap((stage) =>
    Array.from({ length: COUNTS[stage] }, () => examOf(chance, scene, stage)),
  );
}

function examOf(chance: Chance, { county, patients, examinations, now }: Scene, stage: Stage): DemoExam {
  const examination = drawn(chance, examinations, stage);
  const patient = chance.pick(patients);
  const lead = leadHospitalOf(county);
  const place = examination.inTownships ? patient.institution : lead;
  const times = timesOf(chance, examination, { stage, now });
  const isSettled = stage === 'REPORTED' && times.orderedAt < before(now, SETTLED);
  const critical = isSettled ? criticalOf(chance, examination) : null;
  return {
    patient,
    examination,
    stage,
    place,
    lead,
    visitType: chance.weighted<VisitType>({ OUTPATIENT: 6, INPATIENT: 2, EMERGENCY: 2 }),
    people: peopleOf(chance, county, { patient, place, lead }),
    reading: critical?.reading ?? chance.pick(examination.readings),
    critical,
    ...times,
    seen: isSettled || (stage === 'REPORTED' && chance.happens(0.85)),
  };
}

function timesOf(chance: Chance, examination: Examination, { stage, now }: { stage: Stage; now: Date }) {
  const isReported = stage === 'REPORTED';
  const orderedAt = isReported ? pastMorning(chance, now, UNTIL_FOUR) : minutesAgo(chance, now, UNDER_WAY[stage]);
  const registeredAt = after(orderedAt, minutes(chance.integer(5, 19)));
  const acquiredAt = after(registeredAt, minutes(chance.integer(8, 20)));
  const isSlow = isReported && chance.happens(SLOW);
  const submittedAt = after(acquiredAt, minutes(isSlow ? chance.integer(90, 150) : chance.integer(6, 50)));
  const publishedAt = isSignedTwice(examination) ? after(submittedAt, minutes(chance.integer(4, 25))) : submittedAt;
  return { orderedAt, registeredAt, acquiredAt, submittedAt, publishedAt };
}

const criticalOf = (chance: Chance, { critical }: Examination): CriticalFinding | null =>
  critical && chance.happens(critical.share) ? critical : null;

/** Only what two people sign waits for a second one. */
function drawn(chance: Chance, examinations: readonly Examination[], stage: Stage): Examination {
  const possible = stage === 'REVIEWING' ? examinations.filter(isSignedTwice) : examinations;
  const code = chance.weighted(Object.fromEntries(possible.map((one) => [one.code, one.weight])));
  return possible.find((one) => one.code === code)!;
}

interface Places {
  readonly patient: Patient;
  readonly place: Institution;
  readonly lead: Institution;
}

function peopleOf(chance: Chance, { staff }: County, { patient, place, lead }: Places): ExamPeople {
  const one = (institution: Institution, role: StaffMember['roles'][number], department?: string): StaffMember =>
    somebodyOf(chance, staff, { institution, role, department });
  return {
    doctor: one(patient.institution, 'TOWNSHIP_DOCTOR'),
    technician: place === lead ? one(lead, 'TECHNICIAN', 'YXK') : one(place, 'TECHNICIAN'),
    reporter: one(lead, 'REPORTER', 'YXK'),
    reviewer: one(lead, 'REVIEWER', 'YXK'),
  };
}
