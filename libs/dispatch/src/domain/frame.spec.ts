import fc from 'fast-check';
import { addDays } from '#kernel';
import {
  brokenSessions,
  demandIdOn,
  halfOf,
  repairOf,
  rulesBrokenBy,
  searchOf,
  type Frame,
  type FrameSession,
} from './frame.js';
import { ROTA_SETTINGS, type RotaSettings } from './settings.js';

const MONDAY = '2026-03-16';
const days = Array.from({ length: 7 }, (_, index) => addDays(MONDAY, index));
const halves = ['MORNING', 'AFTERNOON'] as const;
const experts = ['a', 'b', 'c'];
const townships = ['north', 'east'];
const settings = Object.fromEntries(ROTA_SETTINGS.map((key) => [key, 1])) as unknown as RotaSettings;
const demands = townships.flatMap((townshipId) =>
  halves.map((half) => ({ id: `${townshipId}-${half}`, townshipId, half })),
);

/** A week in which every township asks for somebody every half-day; c is on leave on Wednesday, a and b are key staff. */
function week(sessions: readonly FrameSession[]): Frame {
  return {
    settings,
    times: new Map(),
    halfDays: days.flatMap((date) =>
      halves.map((half) => ({ date, half: halfOf(half), workday: true, past: date === MONDAY })),
    ),
    experts: experts.map((id) => ({
      id,
      title: 'SENIOR',
      specialties: id === 'c' ? ['0301', '0302'] : ['0301'],
      homeId: 'county',
      secondments: [],
      weight: 1,
      maxPerWeek: 4,
      maxConsecutiveDays: 2,
      unavailable:
        id === 'c'
          ? halves.map((half) => ({ date: days[2]!, half: halfOf(half), reason: 'LEAVE', reference: null }))
          : [],
      preferences: [],
      carryOver: { sessions: 0, burdens: 0 },
    })),
    keyStaff: [{ id: 'key', expertIds: ['a', 'b'], maxAway: 1 }],
    travel: {
      limitMinutes: 120,
      middayLimitMinutes: 30,
      farMinutes: 60,
      minutes: [
        { fromId: 'county', toId: 'north', minutes: 40 },
        { fromId: 'county', toId: 'east', minutes: 40 },
        { fromId: 'north', toId: 'east', minutes: 50 },
      ],
    },
    demands: days.flatMap((date) =>
      demands.map(({ id, townshipId, half }) => ({
        id: demandIdOn(id, date),
        date,
        half: halfOf(half),
        townshipId,
        specialty: '0301',
        minimumTitle: 'NONE',
        min: 1,
        ideal: 2,
        priority: 1,
      })),
    ),
    kinds: new Map(),
    sessions,
    visits: [],
  };
}

interface Wish {
  readonly expertId: string;
  readonly demand: (typeof demands)[number];
  readonly day: string;
}
const wishes = fc.array(
  fc.record({
    expertId: fc.constantFrom(...experts),
    demand: fc.constantFrom(...demands),
    day: fc.constantFrom(...days),
  }),
  { maxLength: 40 },
);

/** What stands when everybody puts in what no rule forbids, one after the other. */
function editedBy(all: readonly Wish[]): FrameSession[] {
  return all.reduce<FrameSession[]>((standing, { expertId, demand, day }, index) => {
    const wanted = { expertId, demandId: demand.id, day };
    if (rulesBrokenBy(week(standing), wanted).length > 0) return standing;
    const { townshipId, half } = demand;
    return [...standing, session(String(index), { townshipId, half, ...wanted })];
  }, []);
}

const session = (id: string, given: Partial<FrameSession> = {}): FrameSession => ({
  id,
  planId: 'plan',
  demandId: demands[0]!.id,
  townshipId: demands[0]!.townshipId,
  specialty: '0301',
  expertId: 'a',
  day: days[1]!,
  half: demands[0]!.half,
  pinned: true,
  published: false,
  ...given,
});

describe('what a plan is searched, mended and published from', () => {
  const standing = [
    session('by hand'),
    session('found', { day: days[2]!, pinned: false }),
    session('of another plan', { planId: 'other', day: days[3]!, published: true }),
  ];
  const keys = (all: readonly { expertId: string; demandId: string | null }[]) => all.map(({ demandId }) => demandId);
  const [byHand, found, elsewhere] = standing.map(({ demandId, day }) => demandIdOn(demandId, day));

  test('keeps what was put in by hand, and leaves alone what another plan has', () => {
    const { fixed, settled, published } = searchOf(week(standing), 'plan');
    expect([keys(fixed), keys(settled), keys(published)]).toEqual([[byHand], [elsewhere], []]);
  });

  test('is mended from all that it has, beside what another plan has', () => {
    const { fixed, settled, published } = repairOf(week(standing), 'plan');
    expect([keys(fixed), keys(settled), keys(published)]).toEqual([[], [elsewhere], [byHand, found]]);
  });

  test('is not published with what is over, or not asked for any more; what took place stays', () => {
    const over = session('over', { day: MONDAY });
    const gone = session('gone', { demandId: 'nobody asks' });
    const brokenBy = (one: FrameSession) =>
      brokenSessions(week([one]), 'plan').map(({ sessionId, broken }) => [sessionId, broken.map(({ rule }) => rule)]);
    expect(brokenBy(over)).toEqual([['over', ['PAST']]]);
    expect(brokenBy({ ...over, published: true })).toEqual([]);
    expect(brokenBy(gone)).toEqual([['gone', ['NO_DEMAND']]]);
  });
});

describe('editing by hand', () => {
  test('never makes a plan that may not be published', () => {
    fc.assert(
      fc.property(wishes, (all) => {
        expect(brokenSessions(week(editedBy(all)), 'plan')).toEqual([]);
      }),
      { numRuns: 60 },
    );
  });

  test('keeps each limit, counted anew', () => {
    fc.assert(
      fc.property(wishes, (all) => {
        const standing = editedBy(all);
        const of = (expertId: string) => standing.filter((one) => one.expertId === expertId);
        for (const expertId of experts) {
          const own = of(expertId);
          const slots = own.map(({ day, half }) => `${day} ${half}`);
          expect(new Set(slots).size).toBe(slots.length);
          expect(own.length).toBeLessThanOrEqual(4);
          const away = new Set(own.map(({ day }) => day));
          expect(days.some((day) => [0, 1, 2].every((n) => away.has(addDays(day, n))))).toBe(false);
        }
        expect(standing.filter(({ day }) => day === MONDAY)).toEqual([]);
        expect(of('c').filter(({ day }) => day === days[2])).toEqual([]);
        const together = of('a').filter(({ day, half }) => of('b').some((b) => b.day === day && b.half === half));
        expect(together).toEqual([]);
        const commuters = standing.filter(({ expertId, day, townshipId }) =>
          of(expertId).some((other) => other.day === day && other.townshipId !== townshipId),
        );
        expect(commuters).toEqual([]);
      }),
      { numRuns: 60 },
    );
  });

  test('counts a session no more that gives way: a swap frees what its expert had', () => {
    const [made] = editedBy([{ expertId: 'a', demand: demands[0]!, day: days[1]! }]);
    const wanted = { expertId: 'b', demandId: demands[0]!.id, day: days[1]! };
    expect(rulesBrokenBy(week([made!]), wanted).map(({ rule }) => rule)).toEqual(['KEY_STAFF']);
    expect(rulesBrokenBy(week([made!]), { ...wanted, inPlaceOf: [made!.id] })).toEqual([]);
  });

  test('never breaks a rule by any row of swaps that each were allowed', () => {
    const swaps = fc.array(fc.record({ nth: fc.nat(), expertId: fc.constantFrom(...experts) }), { maxLength: 12 });
    fc.assert(
      fc.property(wishes, swaps, (all, asked) => {
        const swapped = asked.reduce<FrameSession[]>((standing, { nth, expertId }) => {
          const old = standing[nth % standing.length];
          if (!old || old.expertId === expertId) return standing;
          const wanted = { expertId, demandId: old.demandId, day: old.day, inPlaceOf: [old.id] };
          if (rulesBrokenBy(week(standing), wanted).length > 0) return standing;
          return standing.map((one) => (one === old ? { ...one, expertId } : one));
        }, editedBy(all));
        expect(brokenSessions(week(swapped), 'plan')).toEqual([]);
      }),
      { numRuns: 60 },
    );
  });

  test('says so where nobody is asked for, or nobody of that name is sent', () => {
    expect(rulesBrokenBy(week([]), { expertId: 'a', demandId: 'none', day: MONDAY })).toEqual([
      { rule: 'NO_DEMAND', facts: {} },
    ]);
    expect(rulesBrokenBy(week([]), { expertId: 'x', demandId: 'none', day: MONDAY })).toEqual([
      { rule: 'NO_EXPERT', facts: {} },
    ]);
  });
});
