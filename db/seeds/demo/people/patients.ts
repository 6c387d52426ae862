import { ALLIANCE_ZONE, Sex, addDays, after, ageAt, days, localDate, type LocalDate } from '#kernel';
import type { County, Institution } from '../county/index.js';
import { FICTIONAL_AREA, fictionalMobile, fictionalResidentId } from '../identifiers.js';
import { personName } from '../names.js';
import type { Chance } from '../random.js';

export type Relation = 'SPOUSE' | 'PARENT' | 'CHILD';

export interface Patient {
  readonly id: string;
  readonly name: string;
  readonly sex: Sex;
  readonly birthDate: LocalDate;
  readonly idNumber: string;
  readonly phone: string;
  readonly address: string;
  readonly contact: { readonly name: string; readonly phone: string; readonly relation: Relation };
  /** Where the patient was registered and is looked after. */
  readonly institution: Institution;
  readonly archiveNo: string;
  readonly registeredAt: Date;
}

const PATIENTS = 500;
/** Staff have the numbers before. */
const FIRST_PHONE = 1_000;
/** Central townships see twice the people. */
const CENTRAL_WEIGHT = 2;
/** Who comes to a township centre: youngest and oldest of an age group, with its weight. */
const AGE_GROUPS = {
  '1-5': 9,
  '6-14': 7,
  '15-24': 4,
  '25-39': 14,
  '40-54': 18,
  '55-64': 19,
  '65-79': 22,
  '80-89': 7,
} as const;

/** The last of its patients was registered so long ago. */
export const PATIENTS_AGE = days(125);

/** People of the townships, registered over the two years before `until`, the earliest first. */
export function patientsOf(chance: Chance, county: County, until: Date): Patient[] {
  const centers = county.institutions.filter(({ kind }) => kind === 'TOWNSHIP_CENTER');
  const weighted = centers.flatMap((center) =>
    Array.from({ length: center.name.includes('中心') ? CENTRAL_WEIGHT : 1 }, () => center),
  );
  return Array.from({ length: PATIENTS }, (_, number) => {
    const registeredAt = after(until, days(-730 + (600 * number) / PATIENTS));
    return registered(chance, { number, registeredAt, center: chance.pick(weighted) });
  });
}

interface Registration {
  readonly number: number;
  readonly registeredAt: Date;
  readonly center: Institution;
}

function registered(chance: Chance, { number, registeredAt, center }: Registration): Patient {
  const sex = chance.happens(0.5) ? Sex.Male : Sex.Female;
  const birthDate = birthDateOf(chance, registeredAt);
  const village = chance.integer(0, center.villages.length - 1);
  const person = personName(chance, sex, Number(birthDate.slice(0, 4)));
  return {
    id: chance.id(registeredAt),
    name: person.name,
    sex,
    birthDate,
    idNumber: fictionalResidentId(birthDate, sex, number),
    phone: phoneOf(2 * number),
    address: `${center.address.replace(/卫生路.*$/, '')}${center.villages[village]}${chance.integer(1, 9)}组${chance.integer(1, 60)}号`,
    contact: {
      ...contactOf(chance, person.name, ageAt(birthDate, registeredAt, ALLIANCE_ZONE)),
      phone: phoneOf(2 * number + 1),
    },
    institution: center,
    archiveNo: `${FICTIONAL_AREA}${center.staffPrefix.slice(1)}0${village + 1}0${String(number + 1).padStart(5, '0')}`,
    registeredAt,
  };
}

function birthDateOf(chance: Chance, at: Date): LocalDate {
  const [youngest = 0, oldest = 0] = chance.weighted<keyof typeof AGE_GROUPS>(AGE_GROUPS).split('-').map(Number);
  const today = localDate(at, ALLIANCE_ZONE);
  return addDays(today, -365 * chance.integer(youngest, oldest) - chance.integer(30, 360));
}

/** Children have a parent, the old a son, everybody else husband or wife. */
function contactOf(chance: Chance, name: string, age: number): { name: string; relation: Relation } {
  const surname = Array.from(name)[0]!;
  if (age < 18) return { name: surname + givenName(chance, Sex.Male, 1980), relation: 'PARENT' };
  if (age >= 65) return { name: surname + givenName(chance, Sex.Male, 1980), relation: 'CHILD' };
  return { name: personName(chance, chance.happens(0.5) ? Sex.Male : Sex.Female, 1975).name, relation: 'SPOUSE' };
}

function givenName(chance: Chance, sex: Sex, birthYear: number): string {
  return Array.from(personName(chance, sex, birthYear).name)
    .slice(1)
    .join('');
}

function phoneOf(number: number): string {
  return fictionalMobile(FIRST_PHONE + number);
}
