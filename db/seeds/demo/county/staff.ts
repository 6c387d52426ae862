import type { Role } from '#identity';
import { ALLIANCE_ZONE, localDate, type LocalDate } from '#kernel';
import { personName } from '../names.js';
import type { Chance } from '../random.js';
import type { Department } from './departments.js';
import type { Institution } from './institutions.js';
import { posts, type Post, type Title } from './posts.js';

export interface StaffMember {
  readonly id: string;
  readonly staffNo: string;
  readonly name: string;
  /** The name in Latin letters, for login names. */
  readonly latin: string;
  readonly institution: Institution;
  readonly department: Department;
  readonly title: Title;
  readonly roles: readonly Role[];
  /** Roles count for the whole institution, not only for the department. */
  readonly everywhere: boolean;
  readonly practiceStartedOn: LocalDate | null;
  readonly specialtyCodes: readonly string[];
  /** Which number of the fictional block of mobile phones it is. */
  readonly phoneNumber: number;
}

/** How old people with a title are: youngest and oldest. */
const AGES: Readonly<Record<Title, readonly [number, number]>> = {
  NONE: [26, 52],
  JUNIOR: [26, 36],
  INTERMEDIATE: [33, 47],
  DEPUTY_SENIOR: [41, 53],
  SENIOR: [47, 59],
};
const AGE_AT_FIRST_PRACTICE = 25;

/** Everybody who works in the county, in the order of institutions and posts. */
export function staffOf(chance: Chance, at: Date, departments: readonly Department[]): StaffMember[] {
  const institutions = [...new Set(departments.map(({ institution }) => institution))];
  const names = new Set<string>();
  const places = institutions.flatMap((institution) =>
    posts[institution.kind].map((held, index) => ({ institution, held, index })),
  );
  return places.map(({ institution, held, index }, number) => {
    const department = departments.find((one) => one.institution === institution && one.code === held.department)!;
    return { ...hired(chance, at, { held, department, names }), ...numbered(institution, index, number) };
  });
}

function numbered(institution: Institution, index: number, number: number) {
  return { staffNo: `${institution.staffPrefix}${String(index + 1).padStart(3, '0')}`, phoneNumber: number };
}

interface Vacancy {
  readonly held: Post;
  readonly department: Department;
  /** Names given so far, so that nobody in the story is mistaken for somebody else. */
  readonly names: Set<string>;
}

function hired(chance: Chance, at: Date, { held, department, names }: Vacancy) {
  const year = Number(localDate(at, ALLIANCE_ZONE).slice(0, 4));
  const [youngest, oldest] = AGES[held.title];
  const birthYear = year - chance.integer(youngest, oldest);
  const practises = held.title !== 'NONE' || held.roles.includes('VILLAGE_DOCTOR');
  return {
    id: chance.id(at),
    ...newName(chance, birthYear, names),
    institution: department.institution,
    department,
    title: held.title,
    roles: held.roles,
    everywhere: held.everywhere ?? false,
    practiceStartedOn: practises ? `${birthYear + AGE_AT_FIRST_PRACTICE}-0${chance.integer(7, 9)}-01` : null,
    specialtyCodes: held.expert && department.specialtyCode ? [department.specialtyCode] : [],
  };
}

function newName(chance: Chance, birthYear: number, names: Set<string>) {
  for (;;) {
    const person = personName(chance, chance.happens(0.5) ? '1' : '2', birthYear);
    if (names.has(person.latin)) continue;
    names.add(person.latin);
    return person;
  }
}
