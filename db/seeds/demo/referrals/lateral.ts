import { days, elapsed, type Duration } from '#kernel';
import type { Chance } from '../random.js';
import type { ReferralCase } from './act.js';
import { castOf, departmentOf, headOf } from './casting.js';
import type { World } from './cases.js';
import { timelineOf, type Course } from './timeline.js';
import { workingMinutesAfter } from './working-time.js';

/** What becomes of patients whom the hospital of Chinese medicine sends to the lead hospital, the newest first. */
const COURSES: readonly Course[] = ['submit', 'accept', 'completed', 'completed', 'completed'];
const DEPARTMENTS = ['SJWK', 'GK', 'XHNK', 'SJNK', 'XNK'];
/** The access that the first referral gave has not run out by then. */
const LATEST: Duration = days(20);
/** After the end of the first referral. */
const PAUSE = [60, 900] as const;

/** Patients who were sent to the hospital of Chinese medicine, and from there to the lead hospital: between equals. */
export function lateralCasesOf(chance: Chance, { county, now }: World, cases: readonly ReferralCase[]): ReferralCase[] {
  const treated = cases
    .filter(({ department, acts }) => department.institution.kind === 'TCM_HOSPITAL' && acts.at(-1)!.to === 'COMPLETED')
    .toSorted((a, b) => +b.acts.at(-1)!.at - +a.acts.at(-1)!.at);
  return COURSES.flatMap((course, index) => {
    const first = treated[index];
    if (!first) return [];
    const endedAt = first.acts.at(-1)!.at;
    const draftedAt = workingMinutesAfter(endedAt, chance.integer(...PAUSE));
    if (draftedAt >= now || elapsed(endedAt, draftedAt) > LATEST) return [];
    const department = departmentOf(county, 'LEAD_HOSPITAL', DEPARTMENTS[index]!);
    const from = first.department.institution;
    const cast = {
      ...castOf(chance, county, { from: first.from, department }),
      author: first.cast.doctor,
      head: headOf(county, first.department),
    };
    const given = { cast, department, draftedAt, inpatient: true, urgent: false, reviewed: false };
    const { acts } = timelineOf(chance, course, given);
    return {
      ...first,
      direction: 'LATERAL' as const,
      from,
      department,
      cast,
      acts: acts.filter(({ at }) => at <= now),
    };
  });
}
