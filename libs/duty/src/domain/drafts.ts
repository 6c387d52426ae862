import { days, isEmpty, lengthOf, overlaps, type Interval } from '#kernel';
import { dutyKey, isOfInstitution, needsNobody, type DutyFunction } from './duty-function.js';
import { isDutyPhone } from './duty-phone.js';

/** A duty that is to be entered. */
export interface DutyDraft extends Interval {
  /** Null: for the whole institution. */
  readonly departmentId: string | null;
  readonly function: DutyFunction;
  readonly staffId: string | null;
  /** Normalised; null means the telephone of the place. */
  readonly phone: string | null;
  readonly note: string | null;
}

/** The field of a draft, by its name in the API. */
export type DraftField = 'departmentId' | 'from' | 'to' | 'staffId' | 'phone';

export type DraftRule =
  | 'BEFORE_BEGIN'
  | 'TOO_LONG'
  | 'OF_INSTITUTION'
  | 'DEPARTMENT_MISSING'
  | 'STAFF_MISSING'
  | 'OWN_INSTITUTION'
  | 'DUTY_PHONE'
  | 'PHONE_MISSING'
  | 'IN_THE_PAST'
  | 'OVERLAPS_ANOTHER';

/** What is wrong with one of several drafts. */
export interface DraftProblem {
  readonly index: number;
  readonly field: DraftField;
  readonly rule: DraftRule;
  /** Which draft it meets. */
  readonly other?: number;
}

/** Nobody is on duty longer; a telephone is entered month by month. */
const LONGEST_DUTY = days(31);

/** What is wrong with a draft whatever else is on the roster. */
export function problemsOf(draft: DutyDraft, index: number): DraftProblem[] {
  const { departmentId, function: duty, staffId, phone } = draft;
  const rules: readonly (readonly [boolean, DraftField, DraftRule])[] = [
    [isEmpty(draft), 'to', 'BEFORE_BEGIN'],
    [lengthOf(draft) > LONGEST_DUTY, 'to', 'TOO_LONG'],
    [isOfInstitution(duty) && departmentId !== null, 'departmentId', 'OF_INSTITUTION'],
    [needsNobody(duty) && departmentId === null, 'departmentId', 'DEPARTMENT_MISSING'],
    [!needsNobody(duty) && staffId === null, 'staffId', 'STAFF_MISSING'],
    [phone !== null && !isDutyPhone(phone), 'phone', 'DUTY_PHONE'],
  ];
  return rules.filter(([broken]) => broken).map(([, field, rule]) => ({ index, field, rule }));
}

/** Drafts that meet an earlier one of the same place and function. */
export function overlapsAmong(drafts: readonly DutyDraft[]): DraftProblem[] {
  const numbered = drafts.map((draft, index) => ({ draft, index })).filter(({ draft }) => !isEmpty(draft));
  const problems: DraftProblem[] = [];
  for (const sameDuty of Map.groupBy(numbered, ({ draft }) => dutyKey(draft)).values()) {
    const ordered = sameDuty.toSorted((a, b) => +a.draft.start - +b.draft.start);
    let latest = ordered[0]!;
    for (const current of ordered.slice(1)) {
      if (overlaps(latest.draft, current.draft)) problems.push(meeting(latest.index, current.index));
      if (current.draft.end > latest.draft.end) latest = current;
    }
  }
  return problems.toSorted((a, b) => a.index - b.index);
}

const meeting = (one: number, another: number): DraftProblem => ({
  index: Math.max(one, another),
  field: 'from',
  rule: 'OVERLAPS_ANOTHER',
  other: Math.min(one, another),
});
