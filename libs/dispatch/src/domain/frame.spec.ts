import fc from 'fast-check';
import { addDays } from '#kernel';
import { brokenSessions, demandIdOn, halfOf, rulesBrokenBy, type Frame, type FrameSession } from './frame.js';
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
    const session = {
      id: String(index),
      planId: 'plan',
      townshipId,
      specialty: '0301',
      half,
      pinned: true,
      published: false,
    };
    return [...standing, { ...session, ...wanted }];
  }, []);
}

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
        const of = (expertId: string) => standing.filter((session) => session.expertId === expertId);
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
    const [session] = editedBy([{ expertId: 'a', demand: demands[0]!, day: days[1]! }]);
    const wanted = { expertId: 'b', demandId: demands[0]!.id, day: days[1]! };
    expect(rulesBrokenBy(week([session!]), wanted).map(({ rule }) => rule)).toEqual(['KEY_STAFF']);
    expect(rulesBrokenBy(week([session!]), { ...wanted, inPlaceOf: [session!.id] })).toEqual([]);
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
          return standing.map((session) => (session === old ? { ...session, expertId } : session));
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
