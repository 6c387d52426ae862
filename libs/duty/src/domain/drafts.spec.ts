import { after, days } from '#kernel';
import { overlapsAmong, problemsOf, type DutyDraft } from './drafts.js';
import { DutyFunction } from './duty-function.js';

const at = (text: string): Date => new Date(`2026-03-${text}:00+08:00`);
const draft = (more: Partial<DutyDraft> = {}): DutyDraft => ({
  departmentId: 'cardiology',
  function: DutyFunction.DUTY_DOCTOR,
  staffId: 'zhang',
  phone: '13800138000',
  note: null,
  start: at('04T18:00'),
  end: at('05T08:00'),
  ...more,
});
const problems = (more: Partial<DutyDraft>) => problemsOf(draft(more), 3).map(({ field, rule }) => [field, rule]);

describe('a duty that is to be entered', () => {
  test.each<[string, Partial<DutyDraft>]>([
    ['a night', {}],
    ['a telephone without a person', { function: DutyFunction.CENTRE_PHONE, staffId: null }],
    ['the telephone of the place', { phone: null }],
    ['a duty of the institution', { function: DutyFunction.GENERAL_DUTY, departmentId: null }],
    ['one doctor for a small institution', { departmentId: null }],
  ])('may be %s', (_name, more) => {
    expect(problems(more)).toEqual([]);
  });

  test.each<[string, Partial<DutyDraft>, [string, string]]>([
    ['ends before it begins', { end: at('04T18:00') }, ['to', 'BEFORE_BEGIN']],
    ['lasts for months', { end: after(at('04T18:00'), days(32)) }, ['to', 'TOO_LONG']],
    [
      'is of a department and of the institution',
      { function: DutyFunction.GENERAL_DUTY },
      ['departmentId', 'OF_INSTITUTION'],
    ],
    [
      'is the telephone of no centre',
      { function: DutyFunction.CENTRE_PHONE, departmentId: null },
      ['departmentId', 'DEPARTMENT_MISSING'],
    ],
    ['is nobody’s', { staffId: null }, ['staffId', 'STAFF_MISSING']],
    ['cannot be called', { phone: '12' }, ['phone', 'DUTY_PHONE']],
  ])('is refused where it %s', (_name, more, problem) => {
    expect(problems(more)).toEqual([problem]);
  });

  test('is named by its place in the request', () => {
    expect(problemsOf(draft({ phone: '1' }), 7)).toEqual([{ index: 7, field: 'phone', rule: 'DUTY_PHONE' }]);
  });
});

describe('duties of one request', () => {
  test('may touch, and may be at the same time in other places and functions', () => {
    const others = [
      draft({ start: at('05T08:00'), end: at('05T18:00') }),
      draft({ departmentId: 'surgery' }),
      draft({ function: DutyFunction.DUTY_HEAD }),
    ];
    expect(overlapsAmong([draft(), ...others])).toEqual([]);
  });

  test('must not meet, wherever they stand in the request', () => {
    const long = draft({ end: at('06T18:00') });
    const inside = draft({ start: at('05T08:00'), end: at('05T09:00') });
    const late = draft({ start: at('06T08:00'), end: at('07T08:00') });
    expect(overlapsAmong([late, inside, long])).toEqual([
      { index: 2, field: 'from', rule: 'OVERLAPS_ANOTHER', other: 1 },
      { index: 2, field: 'from', rule: 'OVERLAPS_ANOTHER', other: 0 },
    ]);
  });
});
