import { carryOverOf, type PastSessions, type Sharing } from './carry-over.js';

const window = { from: '2026-01-01', to: '2026-07-20' };
const travel = { farMinutes: 60, minutes: [{ fromId: 'county', toId: 'far', minutes: 80 }] };
const sharing = (id: string, given: Partial<Sharing> = {}): Sharing => ({ id, weight: 1, enrolledOn: null, ...given });
const past = (expertId: string, given: Partial<PastSessions> = {}): PastSessions => ({
  expertId,
  townshipId: 'near',
  fromId: 'county',
  sessions: 10,
  weekends: 0,
  ...given,
});
const carried = (experts: readonly Sharing[], sessions: readonly PastSessions[]) =>
  Object.fromEntries(carryOverOf(experts, sessions, { window, travel }));

describe('what experts bring along', () => {
  test('is all their sessions, with days off and far townships as burdens', () => {
    const sessions = [
      past('a', { weekends: 3 }),
      past('a', { townshipId: 'far', sessions: 4, weekends: 1 }),
      // From the host of a secondment it is not far.
      past('a', { townshipId: 'far', fromId: 'far', sessions: 2 }),
    ];
    expect(carried([sharing('a'), sharing('b')], sessions)).toEqual({
      a: { sessions: 16, burdens: 8 },
      b: { sessions: 0, burdens: 0 },
    });
  });

  test('is what the others have on average for whoever is new, as much as their share is', () => {
    const old = [sharing('a'), sharing('b'), sharing('half', { weight: 0.5 })];
    const sessions = [past('a', { sessions: 20, weekends: 5 }), past('b', { sessions: 20 }), past('half')];
    const today = { enrolledOn: window.to };
    expect(
      carried([...old, sharing('new', today), sharing('part', { ...today, weight: 0.5 })], sessions),
    ).toMatchObject({
      new: { sessions: 20, burdens: 2 },
      part: { sessions: 10, burdens: 1 },
      half: { sessions: 10, burdens: 0 },
    });
  });

  test('is filled up for the days before somebody came alone', () => {
    const halfway = sharing('halfway', { enrolledOn: '2026-04-11' });
    const sessions = [past('a', { sessions: 20 }), past('halfway', { sessions: 6 })];
    expect(carried([sharing('a'), halfway], sessions)['halfway']!.sessions).toBe(6 + Math.round(26 / 1.5 / 2));
    expect(carried([sharing('a'), sharing('later', { enrolledOn: '2027-01-01' })], sessions)['later']!.sessions).toBe(
      20,
    );
    expect(carried([sharing('a', { enrolledOn: '2025-12-31' })], sessions)['a']!.sessions).toBe(20);
  });

  test('is nothing where everybody is new', () => {
    expect(carried([sharing('a', { enrolledOn: window.to })], [])).toEqual({ a: { sessions: 0, burdens: 0 } });
  });
});
