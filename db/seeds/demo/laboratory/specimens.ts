import { after, before, days, minutes } from '#kernel';
import { minutesAgo, pastMorning, somebodyOf } from '../county/centre-work.js';
import { leadHospitalOf, type County, type Institution, type StaffMember } from '../county/index.js';
import type { Patient } from '../people/patients.js';
import type { Chance } from '../random.js';
import type { Measured, Panel } from './catalogue.js';

/** How far the blood of somebody has come by now. */
export type Stage = 'ORDERED' | 'COLLECTED' | 'TRAVELLING' | 'REJECTED' | 'WAITING' | 'REVIEWING' | 'REPORTED';
type VisitType = 'EMERGENCY' | 'INPATIENT' | 'OUTPATIENT';

export interface LabPeople {
  readonly doctor: StaffMember;
  readonly collector: StaffMember;
  readonly receiver: StaffMember;
  readonly reporter: StaffMember;
  readonly reviewer: StaffMember;
}

/** A specimen that the laboratory has refused, and another was taken. */
export interface Refused {
  readonly collectedAt: Date;
  readonly rejectedAt: Date;
  readonly reasonCode: string;
}

/** One panel that a township doctor has ordered of the lead hospital, as far as it has come. */
export interface DemoSpecimen {
  readonly stage: Stage;
  readonly patient: Patient;
  readonly panel: Panel;
  readonly visitType: VisitType;
  readonly lead: Institution;
  readonly people: LabPeople;
  readonly values: readonly { readonly member: Measured; readonly value: string }[];
  /** Item whose value was told before the report. */
  readonly criticalItem: string | null;
  readonly orderedAt: Date;
  /** What was taken first, and could not be examined. */
  readonly refused: Refused | null;
  readonly collectedAt: Date;
  readonly sentAt: Date;
  readonly receivedAt: Date;
  readonly submittedAt: Date;
  readonly publishedAt: Date;
  /** The doctor has looked at the report. */
  readonly seen: boolean;
}

/** How many have come how far. */
const COUNTS: Readonly<Record<Stage, number>> = {
  ORDERED: 4,
  COLLECTED: 5,
  TRAVELLING: 5,
  REJECTED: 2,
  WAITING: 8,
  REVIEWING: 3,
  REPORTED: 700,
};
/** Minutes from eight o'clock on. */
const UNTIL_THREE = 420;
/** What is under way was ordered so many minutes ago at most, and at least: no step lies ahead. */
const UNDER_WAY: Readonly<Record<Exclude<Stage, 'REPORTED'>, readonly [number, number]>> = {
  ORDERED: [5, 120],
  COLLECTED: [20, 150],
  TRAVELLING: [50, 180],
  REJECTED: [150, 300],
  WAITING: [150, 300],
  REVIEWING: [240, 360],
};
/** Nobody has anything to do any more about what is older: it is read, and whatever was critical is over. */
const SETTLED = days(3);
/** Part of the specimens that are refused, and why, by the codes of the list. */
const REFUSED = 0.018;
const REASONS = { haemolysed: 5, volume: 3, clotted: 3, label: 1, wrong_container: 1 } as const;
/** Of values that lie outside what is usual. */
const UNUSUAL = 0.2;

interface Scene {
  readonly county: County;
  readonly patients: readonly Patient[];
  readonly panels: readonly Panel[];
  readonly now: Date;
}

/** What was measured in the last weeks, and what is under way: all of it lies before the present. */
export function specimensOf(chance: Chance, scene: Scene): DemoSpecimen[] {
  return (Object.keys(COUNTS) as Stage[]).flatMap((stage) =>
    Array.from({ length: COUNTS[stage] }, () => specimenOf(chance, scene, stage)),
  );
}

function specimenOf(chance: Chance, { county, patients, panels, now }: Scene, stage: Stage): DemoSpecimen {
  const panel = chance.pick(panels);
  const patient = chance.pick(patients);
  const lead = leadHospitalOf(county);
  const orderedAt =
    stage === 'REPORTED' ? pastMorning(chance, now, UNTIL_THREE) : minutesAgo(chance, now, UNDER_WAY[stage]);
  const isSettled = stage === 'REPORTED' && orderedAt < before(now, SETTLED);
  const refused = isSettled && chance.happens(REFUSED) ? refusedOf(chance, orderedAt) : null;
  const collectedAt = after(refused?.rejectedAt ?? orderedAt, minutes(chance.integer(3, 15)));
  const sentAt = after(collectedAt, minutes(chance.integer(10, 30)));
  const receivedAt = after(sentAt, minutes(chance.integer(30, 90)));
  const submittedAt = after(receivedAt, minutes(chance.integer(15, 80)));
  return {
    stage,
    patient,
    panel,
    lead,
    visitType: chance.weighted<VisitType>({ OUTPATIENT: 7, INPATIENT: 2, EMERGENCY: 1 }),
    people: peopleOf(chance, county, patient, lead),
    ...measuredOf(chance, panel, isSettled),
    refused,
    orderedAt,
    collectedAt,
    sentAt,
    receivedAt,
    submittedAt,
    publishedAt: after(submittedAt, minutes(chance.integer(3, 20))),
    seen: isSettled || (stage === 'REPORTED' && chance.happens(0.8)),
  };
}

function refusedOf(chance: Chance, orderedAt: Date): Refused {
  const collectedAt = after(orderedAt, minutes(chance.integer(3, 15)));
  return {
    collectedAt,
    rejectedAt: after(collectedAt, minutes(chance.integer(60, 120))),
    reasonCode: chance.weighted(REASONS),
  };
}

/** What was measured, once in a while with a value that is critical. */
function measuredOf(chance: Chance, { members, critical }: Panel, mayBeCritical: boolean) {
  const { itemCode, from, to, share } = critical;
  const criticalItem = mayBeCritical && chance.happens(share) ? itemCode : null;
  const values = members.map((member) => {
    const value =
      member.code === criticalItem
        ? (from + (to - from) * chance.fraction()).toFixed(member.decimals)
        : valueOf(chance, member);
    return { member, value };
  });
  return { values, criticalItem };
}

/** Mostly within the range, sometimes a little above it, and never critical. */
function valueOf(chance: Chance, { low, high, decimals }: Measured): string {
  const place = chance.happens(UNUSUAL) ? 1.05 : 0.1 + 0.8 * chance.fraction();
  return (low + (high - low) * place).toFixed(decimals);
}

function peopleOf(chance: Chance, { staff }: County, patient: Patient, lead: Institution): LabPeople {
  const one = (institution: Institution, role: StaffMember['roles'][number], department?: string): StaffMember =>
    somebodyOf(chance, staff, { institution, role, department });
  return {
    doctor: one(patient.institution, 'TOWNSHIP_DOCTOR'),
    collector: one(patient.institution, 'TECHNICIAN'),
    receiver: one(lead, 'TECHNICIAN', 'JYK'),
    reporter: one(lead, 'REPORTER', 'JYK'),
    reviewer: one(lead, 'REVIEWER', 'JYK'),
  };
}
