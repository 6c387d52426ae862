import { sendableAt } from './quiet-hours.js';
import { Urgency } from './urgency.js';

const at = (time: string): Date => new Date(`${time}:00+08:00`);
const night = { fromMinutes: 22 * 60, toMinutes: 7 * 60 };

describe('quiet hours', () => {
  it.each([
    ['2026-03-04T21:59', '2026-03-04T21:59'],
    ['2026-03-04T22:00', '2026-03-05T07:00'],
    ['2026-03-05T03:00', '2026-03-05T07:00'],
    ['2026-03-05T07:00', '2026-03-05T07:00'],
  ])('a message of %s goes at %s', (now, then) => {
    expect(sendableAt(at(now), Urgency.URGENT, night)).toEqual(at(then));
  });

  it('over noon end on the same day', () => {
    const noon = { fromMinutes: 12 * 60, toMinutes: 14 * 60 };
    expect(sendableAt(at('2026-03-04T13:00'), Urgency.ROUTINE, noon)).toEqual(at('2026-03-04T14:00'));
  });

  it('never silence an emergency', () => {
    expect(sendableAt(at('2026-03-05T03:00'), Urgency.EMERGENCY, night)).toEqual(at('2026-03-05T03:00'));
  });

  it('of equal ends are none', () => {
    expect(sendableAt(at('2026-03-05T03:00'), Urgency.ROUTINE, { fromMinutes: 0, toMinutes: 0 })).toEqual(
      at('2026-03-05T03:00'),
    );
  });
});
