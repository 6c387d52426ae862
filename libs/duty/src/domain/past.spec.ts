import { after, before, hours, minutes } from '#kernel';
import { DutyPastError } from './errors.js';
import { Past, type Terms } from './past.js';

const NOW = new Date('2026-03-04T20:00:00+08:00');
const duty = (start: Date, end: Date, more: Partial<Terms> = {}): Terms => ({
  start,
  end,
  staffId: 'zhang',
  phone: '8000',
  note: null,
  ...more,
});
const over = duty(before(NOW, hours(10)), before(NOW, hours(2)));
const underWay = duty(before(NOW, hours(2)), after(NOW, hours(12)));
const ahead = duty(after(NOW, hours(1)), after(NOW, hours(8)));
const allows = (was: Terms | null, is: Terms | null): boolean => !new Past(NOW, null).forbids(was, is);

describe('the past of the roster', () => {
  it.each<[string, Terms | null, Terms | null]>([
    ['a duty ahead is entered', null, ahead],
    ['a duty ahead is removed', ahead, null],
    ['a duty ahead goes to somebody else', ahead, { ...ahead, staffId: 'li' }],
    ['a duty under way ends earlier or later, from now on', underWay, { ...underWay, end: NOW }],
    ['a duty under way gets another telephone', underWay, { ...underWay, phone: '8001' }],
    ['nothing changes of a duty that is over', over, { ...over }],
  ])('stays what it was when %s', (_what, was, is) => {
    expect(allows(was, is)).toBe(true);
  });

  it.each<[string, Terms | null, Terms | null]>([
    ['a duty is entered that has begun', null, underWay],
    ['a duty under way is removed', underWay, null],
    ['a duty under way goes to somebody else', underWay, { ...underWay, staffId: 'li' }],
    ['a duty under way begins later', underWay, { ...underWay, start: after(NOW, minutes(1)) }],
    ['a duty under way has ended before now', underWay, { ...underWay, end: before(NOW, minutes(1)) }],
    ['a duty ahead has begun', ahead, { ...ahead, start: before(NOW, minutes(1)) }],
    ['a duty that is over goes on', over, { ...over, end: after(NOW, hours(1)) }],
    ['a duty that is over gets another telephone', over, { ...over, phone: '8001' }],
    ['a duty that is over gets another note', over, { ...over, note: '换班' }],
  ])('would be another one when %s', (_what, was, is) => {
    expect(allows(was, is)).toBe(false);
    expect(() => new Past(NOW, null).correctionOf(was, is)).toThrow(DutyPastError);
    const reason = { reasonCode: 'entry_error' };
    expect(new Past(NOW, reason).correctionOf(was, is)).toEqual({ ...reason, before: was, after: is });
  });

  it('needs no record of what does not change it, whatever reason is given', () => {
    expect(new Past(NOW, { reasonCode: 'entry_error' }).correctionOf(null, ahead)).toBeNull();
  });
});
