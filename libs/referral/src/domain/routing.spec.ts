import fc from 'fast-check';
import {
  RoutingPart,
  failingFilter,
  route,
  scoreOf,
  specialtyFit,
  weigh,
  type Measured,
  type RoutingNeed,
  type RoutingOffer,
} from './routing.js';
import { downWeights, upWeights, type RoutingSettings } from './routing-settings.js';

const everything: RoutingOffer = {
  diagnosisPrefixes: [],
  purposeCodes: [],
  minimumAge: null,
  maximumAge: null,
  sex: null,
};
const need: RoutingNeed = { mainDiagnosis: 'I20.0', purposeCode: 'specialist_needed', age: 60, sex: '1' };
const horizons = { slotHours: 336, travelMinutes: 120, responseMinutes: 1_440 };
const weights = {
  EARLIEST_SLOT: 0.35,
  TRAVEL: 0.2,
  ACCEPT_RATE: 0.15,
  RESPONSE: 0.1,
  SPECIALTY_FIT: 0.1,
  CONTINUITY: 0.1,
};
const parts = Object.keys(weights) as (keyof typeof weights)[];
/** Parts of which less is better. */
const FALLING: readonly string[] = ['EARLIEST_SLOT', 'TRAVEL', 'RESPONSE'];

const place = (key: string, offers: readonly RoutingOffer[], open = true) => ({ key, offers, open });
const rawOf = (part: string) =>
  FALLING.includes(part) ? fc.double({ min: 0, max: 2_000, noNaN: true }) : fc.double({ min: 0, max: 1, noNaN: true });
const measured = fc.record(Object.fromEntries(parts.map((part) => [part, fc.option(rawOf(part))]))) as fc.Arbitrary<
  Partial<Record<RoutingPart, number | null>>
>;

describe('a department that does not come into question', () => {
  it.each([
    ['CONFIGURED', []],
    ['DIAGNOSIS', [{ ...everything, diagnosisPrefixes: ['J', 'I6'] }]],
    ['PURPOSE', [{ ...everything, purposeCodes: ['surgery_intervention'] }]],
    ['AGE', [{ ...everything, maximumAge: 14 }]],
    ['SEX', [{ ...everything, sex: '2' }]],
  ])('is refused by %s', (filter, offers) => {
    expect(failingFilter(place('a', offers), need)).toBe(filter);
  });

  it('is refused when it takes nobody now', () => {
    expect(failingFilter(place('a', [everything], false), need)).toBe('NOT_SUSPENDED');
  });

  it('is refused when no single offer fits, even where two fit together', () => {
    const forChildren = { ...everything, diagnosisPrefixes: ['I2'], maximumAge: 14 };
    const forJoints = { ...everything, diagnosisPrefixes: ['M'] };
    expect(failingFilter(place('a', [forJoints, forChildren]), need)).toBe('AGE');
  });

  it('is not refused for what nobody knows', () => {
    const narrow = { ...everything, diagnosisPrefixes: ['J'], purposeCodes: ['x'], minimumAge: 80, sex: '2' };
    const unknown = { mainDiagnosis: null, purposeCode: null, age: null, sex: null };
    expect(failingFilter(place('a', [narrow]), unknown)).toBeNull();
  });
});

describe('the fit of a specialty', () => {
  it('grows with how closely the diagnosis is named, up to its whole category', () => {
    const fits = [[], ['I'], ['I2'], ['I20'], ['I20.0'], ['I', 'i20']].map((diagnosisPrefixes) =>
      specialtyFit([{ ...everything, diagnosisPrefixes }], need),
    );
    expect(fits).toEqual([0, 1 / 3, 2 / 3, 1, 1, 1]);
  });
});

describe('the score', () => {
  it('is what its parts add up to, between nothing and all', () => {
    fc.assert(
      fc.property(measured, (values) => {
        const { score, parts: scored } = weigh(values, weights, horizons);
        const sum = scored.reduce((total, { contribution }) => total + (contribution ?? 0), 0);
        expect(sum).toBeCloseTo(score ?? 0, 12);
        expect(score ?? 0).toBeGreaterThanOrEqual(0);
        expect(score ?? 0).toBeLessThanOrEqual(1 + 1e-12);
      }),
    );
  });

  it('gives all weight to what was measured, in proportion, and says so', () => {
    fc.assert(
      fc.property(measured, (values) => {
        const { score, parts: scored, renormalized } = weigh(values, weights, horizons);
        const known = scored.filter(({ raw }) => raw !== null);
        const total = known.reduce((sum, { effectiveWeight }) => sum + effectiveWeight!, 0);
        expect(renormalized).toBe(known.length < parts.length);
        expect(score === null).toBe(known.length === 0);
        expect(total).toBeCloseTo(Number(known.length > 0), 12);
      }),
    );
  });

  it('never falls when one part gets better', () => {
    fc.assert(
      fc.property(
        measured,
        fc.constantFrom(...parts),
        fc.double({ min: 0, max: 1, noNaN: true }),
        (values, part, by) => {
          const raw = values[part];
          fc.pre(typeof raw === 'number');
          const better = FALLING.includes(part) ? raw * by : raw + (1 - raw) * by;
          const before = weigh(values, weights, horizons).score!;
          const after = weigh({ ...values, [part]: better }, weights, horizons).score!;
          expect(after).toBeGreaterThanOrEqual(before - 1e-12);
        },
      ),
    );
  });

  it('of waiting, travel and response ends at the horizon', () => {
    expect(scoreOf('TRAVEL', 30, horizons)).toBe(0.75);
    expect(scoreOf('TRAVEL', 500, horizons)).toBe(0);
    expect(scoreOf('EARLIEST_SLOT', 84, horizons)).toBe(0.75);
    expect(scoreOf('RESPONSE', 0, horizons)).toBe(1);
    expect(scoreOf('ACCEPT_RATE', 0.8, horizons)).toBe(0.8);
  });
});

describe('the order', () => {
  it('is that of the score, and the same whatever order the departments come in', () => {
    const places = fc.uniqueArray(
      fc.record({ key: fc.string(), open: fc.boolean(), offers: fc.constant([everything]), values: measured }),
      { selector: ({ key }) => key, maxLength: 12 },
    );
    const rules = { measure: ({ values }: { values: Measured }) => values, weights, horizons };
    fc.assert(
      fc.property(places, (given) => {
        const there = route(given, need, rules);
        expect(route(given.toReversed(), need, rules)).toEqual(there);
        const scores = there.candidates.map(({ score }) => score ?? -1);
        expect(scores).toEqual(scores.toSorted((left, right) => right - left));
        expect(there.candidates.map(({ rank }) => rank)).toEqual(scores.map((_, index) => index + 1));
        expect(there.candidates.length + there.refused.length).toBe(given.length);
      }),
    );
  });
});

describe('the weights of either way', () => {
  it('name different parts, all of them together', () => {
    const settings = new Proxy({} as RoutingSettings, { get: () => 10 });
    const named = [...Object.keys(upWeights(settings)), ...Object.keys(downWeights(settings))];
    expect(named).toEqual(Object.values(RoutingPart));
  });
});
