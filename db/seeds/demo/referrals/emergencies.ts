import { after, before, days, hours, minutes } from '#kernel';
import { travelMinutes } from '../county/places.js';
import { emergencies, type Emergency } from '../illness/emergencies.js';
import type { Patient } from '../people/patients.js';
import type { Chance } from '../random.js';
import type { ReferralCase } from './act.js';
import type { World } from './cases.js';
import { castOf, departmentOf } from './casting.js';
import { Narration } from './narration.js';
import { answered } from './chapter.js';

/** A moment of the way through a green channel. */
export interface NodeTime {
  readonly node: string;
  readonly at: Date;
  /** Whether the receiver notes it down; the sender otherwise. */
  readonly byReceiver: boolean;
}

/** A referral that waited for nothing. */
export interface EmergencyCase extends ReferralCase {
  readonly emergency: Emergency;
  /** In the order of the channel, up to now; empty without one. */
  readonly nodeTimes: readonly NodeTime[];
}

/** How many days ago each came, and one that is on its way now. */
const AGO = [88, 71, 60, 47, 33, 24, 16, 9, 5, 2];
const ON_ITS_WAY = minutes(27);

/** Emergencies of the last months, with the timelines of those that went through a green channel. */
export function emergencyCasesOf(chance: Chance, world: World): EmergencyCase[] {
  const past = AGO.map((ago, index) => {
    const startedAt = before(world.now, minutes(ago * 24 * 60 - chance.integer(0, 600)));
    return emergencyOf(chance, world, { emergency: emergencies[index % emergencies.length]!, startedAt });
  });
  const current = emergencyOf(chance, world, {
    emergency: emergencies[0]!,
    startedAt: before(world.now, ON_ITS_WAY),
  });
  return [...past, current];
}

interface Beginning {
  readonly emergency: Emergency;
  /** First medical contact. */
  readonly startedAt: Date;
}

function emergencyOf(
  chance: Chance,
  { county, patients, now }: World,
  { emergency, startedAt }: Beginning,
): EmergencyCase {
  const patient = chance.pick(patients.filter((one) => fits(one, emergency, startedAt)));
  const department = departmentOf(county, 'LEAD_HOSPITAL', emergency.department);
  const from = patient.institution;
  const cast = castOf(chance, county, { from, department });
  const travel = travelMinutes(from.place, department.institution.place);
  const nodeTimes = nodesOf(chance, emergency, { startedAt, travel });
  const timeOf = (node: string) => nodeTimes.find((time) => time.node === node)!.at;
  const story = new Narration(chance, timeOf('REFERRAL_STARTED'));
  story.tell('draft', cast.author).tell('submitEmergency', cast.author, {
    to: 'ARRANGED',
    sets: { handling: 'EMERGENCY' },
  });
  if (emergency.channel) story.tell('openGreenChannel', cast.author, { sets: { isGreen: true } });
  story.until(after(story.now, minutes(chance.integer(2, 7)))).tell('acknowledge', cast.doctor);
  story.until(timeOf('ARRIVAL')).tell('arrive', cast.doctor, { to: 'ARRIVED' });
  story.until(after(story.now, days(chance.integer(3, 9)))).wait(1, 90);
  answered(story, cast);
  return {
    direction: 'UP',
    patient,
    illness: emergency,
    from,
    fromDepartment: null,
    department,
    cast,
    priority: emergency.channel ? 'I' : 'II',
    acts: story.acts.filter(({ at }) => at <= now),
    emergency,
    nodeTimes: emergency.channel ? nodeTimes.filter(({ at }) => at <= now) : [],
  };
}

function fits({ birthDate, sex }: Patient, { ages, sex: only }: Emergency, at: Date): boolean {
  const age = Number(at.toISOString().slice(0, 4)) - Number(birthDate.slice(0, 4));
  return age > ages[0] && age < ages[1] && (!only || sex === only);
}

/** Each some minutes after the one before; the way itself takes as long as the road is. */
function nodesOf(
  chance: Chance,
  { nodes }: Emergency,
  { startedAt, travel }: { readonly startedAt: Date; readonly travel: number },
): NodeTime[] {
  let at = startedAt;
  let byReceiver = false;
  return nodes.map(([node, least, most]) => {
    const passed = node === 'ARRIVAL' ? travel + chance.integer(0, 4) : chance.integer(least, most);
    at = after(at, minutes(passed));
    byReceiver ||= node === 'ARRIVAL';
    return { node, at, byReceiver };
  });
}

/** An emergency did not wait for a consent: it is signed once somebody of the family is there. */
export const CONSENT_AFTER = hours(3);
