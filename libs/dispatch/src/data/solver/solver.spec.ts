import { addDays } from '#kernel';
import fc from 'fast-check';
import type { RotaAnswer, RotaScore } from '../../domain/solver/answer.js';
import { choicesOf } from '../../domain/solver/candidates.js';
import { keyOf } from '../../domain/solver/draft.js';
import { greedyPlan } from '../../domain/solver/greedy.js';
import { LinearStatus, type LinearSolver } from '../../domain/solver/linear-model.js';
import type {
  Assignment,
  Demand,
  Expert,
  RotaInstance,
  SettledSession,
  SolveLimits,
} from '../../domain/solver/model.js';
import { repairRota, supposing } from '../../domain/solver/repair.js';
import { Rota } from '../../domain/solver/rota.js';
import { brokenRules, editViolations, violationsOf } from '../../domain/solver/rules.js';
import { Scorer } from '../../domain/solver/score.js';
import { Sessions } from '../../domain/solver/sessions.js';
import { solveRota } from '../../domain/solver/solve.js';
import { HighsSolver } from './highs-solver.js';
import { planRepair, planRota } from './rota-solver.js';

/** A Monday. */
const MONDAY = '2026-03-02';
const day = (index: number): string => addDays(MONDAY, index);
const LIMITS: SolveLimits = { seed: 7, nodeLimit: 10_000, relativeGap: 0, timeLimitSeconds: 60, wholeUpTo: 10_000 };

const expert = (id: string, given: Partial<Expert> = {}): Expert => ({
  id,
  title: 'SENIOR',
  specialties: ['cardiology'],
  homeId: 'county',
  secondments: [],
  weight: 1,
  maxPerWeek: 5,
  maxConsecutiveDays: 5,
  unavailable: [],
  preferences: [],
  carryOver: { sessions: 0, burdens: 0 },
  ...given,
});

const demand = (id: string, given: Partial<Demand> = {}): Demand => ({
  id,
  townshipId: 'east',
  specialty: 'cardiology',
  minimumTitle: 'NONE',
  date: day(1),
  half: 'AM',
  min: 1,
  ideal: 1,
  priority: 1,
  ...given,
});

const instance = (given: Partial<RotaInstance> = {}): RotaInstance => ({
  halfDays: Array.from({ length: 14 }, (_, index) => index).flatMap((index) =>
    (['AM', 'PM'] as const).map((half) => ({ date: day(index), half, workday: index % 7 < 5, past: false })),
  ),
  experts: [],
  keyStaff: [],
  travel: {
    limitMinutes: 90,
    middayLimitMinutes: 30,
    farMinutes: 60,
    minutes: [
      { fromId: 'county', toId: 'east', minutes: 30 },
      { fromId: 'county', toId: 'west', minutes: 70 },
      { fromId: 'county', toId: 'beyond', minutes: 120 },
      { fromId: 'east', toId: 'south', minutes: 20 },
      { fromId: 'county', toId: 'south', minutes: 25 },
    ],
  },
  demands: [],
  fixed: [],
  settled: [],
  published: [],
  visits: [],
  weights: {
    priorities: [
      { priority: 1, shortOfMin: 9, shortOfIdeal: 12 },
      { priority: 2, shortOfMin: 2, shortOfIdeal: 4 },
    ],
    travelPerHour: 1,
    fairness: 0.5,
    burden: 0.3,
    preference: 1,
    continuity: 1,
    familiarAfter: 3,
    change: 2,
  },
  ...given,
});

const tools = () => ({ linear: new HighsSolver(() => false), elapsed: () => 0, report: () => undefined });
const solve = (of: RotaInstance, limits: Partial<SolveLimits> = {}): Promise<RotaAnswer> =>
  solveRota({ instance: of, limits: { ...LIMITS, ...limits } }, tools());
const plannedBy = (answer: RotaAnswer): Assignment[] =>
  answer.assignments
    .filter(({ origin }) => origin !== 'SETTLED')
    .map(({ expertId, demandId }) => ({ expertId, demandId }));
const rulesAgainst = (of: RotaInstance, expertId: string, demandId: string, plan: Assignment[] = []): string[] => {
  const rota = new Rota(of);
  const sessions = new Sessions(rota);
  for (const assignment of plan) sessions.add(assignment);
  return violationsOf(rota, sessions, { expertId, demandId }).map(({ rule }) => rule);
};

const half = fc.constantFrom('AM' as const, 'PM' as const);
const townships = ['east', 'west', 'south', 'beyond'];
const slot = fc.record({ date: fc.integer({ min: 0, max: 8 }).map(day), half });
const someExpert = fc.record({
  title: fc.constantFrom('INTERMEDIATE' as const, 'SENIOR' as const),
  specialties: fc.constantFrom(['cardiology'], ['surgery'], ['cardiology', 'surgery']),
  weight: fc.constantFrom(0.5, 1),
  maxPerWeek: fc.integer({ min: 1, max: 2 }),
  maxConsecutiveDays: fc.integer({ min: 1, max: 3 }),
  unavailable: fc.array(
    fc
      .tuple(slot, fc.constantFrom('LEAVE' as const, 'DUTY' as const))
      .map(([at, reason]) => ({ ...at, reason, reference: null })),
    { maxLength: 3 },
  ),
  preferences: fc.array(
    fc.record({
      townshipId: fc.option(fc.constantFrom(...townships)),
      weekday: fc.option(fc.integer({ min: 1, max: 5 })),
      half: fc.constant(null),
      score: fc.constantFrom(-1, 0.5, 1),
    }),
    { maxLength: 2 },
  ),
  carryOver: fc.record({ sessions: fc.integer({ min: 0, max: 3 }), burdens: fc.integer({ min: 0, max: 2 }) }),
});
const someDemand = fc.record({
  townshipId: fc.constantFrom(...townships),
  specialty: fc.constantFrom('cardiology', 'surgery'),
  minimumTitle: fc.constantFrom('NONE' as const, 'SENIOR' as const),
  // Few days, so that people are asked for at once, and days in a row across a weekend.
  date: fc.constantFrom(0, 1, 3, 6, 7).map(day),
  half: fc.constantFrom('AM' as const, 'AM' as const, 'PM' as const),
  min: fc.integer({ min: 0, max: 1 }),
  ideal: fc.integer({ min: 1, max: 2 }),
  priority: fc.integer({ min: 1, max: 2 }),
});

interface Picks {
  readonly fixed: readonly number[];
  readonly settled: readonly number[];
  readonly published: readonly number[];
}

/** Small counties: each with settled, fixed and published sessions that the rules allow, key staff and people who were there before. */
const smallRota = (most: { experts: number; demands: number }): fc.Arbitrary<RotaInstance> =>
  fc
    .record({
      experts: fc.array(someExpert, { minLength: 1, maxLength: most.experts }),
      demands: fc.array(someDemand, { minLength: 1, maxLength: most.demands }),
      picks: fc.record({
        fixed: fc.array(fc.nat(), { maxLength: 1 }),
        settled: fc.array(fc.nat(), { maxLength: 1 }),
        published: fc.array(fc.nat(), { maxLength: 2 }),
      }),
      group: fc.boolean(),
    })
    .map(({ experts, demands, picks, group }) => {
      const people = experts.map((given, index) => expert(`e${index}`, given));
      const asked = demands.map((given, index) => demand(`d${index}`, given));
      const base = instance({
        experts: people,
        demands: asked,
        keyStaff: group ? [{ id: 'heads', expertIds: people.slice(0, 2).map(({ id }) => id), maxAway: 1 }] : [],
        visits: [{ expertId: 'e0', townshipId: 'east', sessions: 2 }],
      });
      return withPicks(base, picks);
    });

function withPicks(base: RotaInstance, { fixed, settled, published }: Picks): RotaInstance {
  const picked = ({ candidates }: ReturnType<typeof choicesOf>, picks: readonly number[]): Assignment[] =>
    candidates.length === 0
      ? []
      : picks
          .map((pick) => candidates[pick % candidates.length]!)
          .map((found) => ({ expertId: found.expert.id, demandId: found.demand.id }));
  const done: SettledSession[] = picked(choicesOf(new Rota(base)), settled).map(({ expertId, demandId }) => {
    const { townshipId, date, half: at } = base.demands.find(({ id }) => id === demandId)!;
    return { expertId, demandId, townshipId, date, half: at };
  });
  const after = { ...base, settled: done };
  const open = choicesOf(new Rota(after));
  const stood = new Map(picked(open, published).map((each) => [keyOf(each), each]));
  return { ...after, fixed: picked(open, fixed), published: [...stood.values()] };
}

/** Every plan that the rules allow, each measured: the best of them, by trying. */
function bestByTrying(of: RotaInstance): RotaScore {
  const rota = new Rota(of);
  const scorer = new Scorer(rota);
  const { candidates } = scorer.choices;
  const sessions = new Sessions(rota);
  const fixed = new Set(of.fixed.map(keyOf));
  let best: RotaScore | null = null;
  const walk = (index: number, plan: readonly Assignment[]): void => {
    const next = candidates[index];
    if (!next) {
      const score = scorer.score(plan);
      if (
        !best ||
        score.coverage < best.coverage - 1e-9 ||
        (score.coverage < best.coverage + 1e-9 && score.soft < best.soft)
      )
        best = score;
      return;
    }
    const assignment = { expertId: next.expert.id, demandId: next.demand.id };
    if (!fixed.has(keyOf(assignment))) walk(index + 1, plan);
    const isFull = sessions.serving(next.demand.id).length >= next.demand.ideal && !fixed.has(keyOf(assignment));
    if (isFull || violationsOf(rota, sessions, assignment).length > 0) return;
    sessions.add(assignment);
    walk(index + 1, [...plan, assignment]);
    sessions.remove(assignment);
  };
  walk(0, []);
  return best!;
}

describe('the hard rules of a rota', () => {
  const one = (given: Partial<Expert> = {}, asked: Partial<Demand> = {}, more: Partial<RotaInstance> = {}) =>
    rulesAgainst(instance({ experts: [expert('a', given)], demands: [demand('d', asked)], ...more }), 'a', 'd');

  it('let whoever fits go', () => {
    expect(one()).toEqual([]);
  });

  it('name what stands against one assignment alone', () => {
    expect(one({ specialties: ['surgery'] })).toEqual(['SPECIALTY']);
    expect(one({ title: 'JUNIOR' }, { minimumTitle: 'DEPUTY_SENIOR' })).toEqual(['TITLE']);
    expect(one({}, { date: day(30) })).toEqual(['PAST']);
    const leave = { date: day(1), half: 'AM', reason: 'LEAVE', reference: 'leave-1' } as const;
    expect(one({ unavailable: [leave] })).toEqual(['UNAVAILABLE']);
    expect(one({}, { townshipId: 'beyond' })).toEqual(['TRAVEL_LIMIT']);
    expect(one({}, { townshipId: 'unlisted' })).toEqual(['TRAVEL_LIMIT']);
    expect(one({ maxPerWeek: 0 })).toEqual(['WEEK_LIMIT']);
    expect(one({ maxConsecutiveDays: 0 })).toEqual(['CONSECUTIVE_DAYS']);
  });

  it('let a seconded expert set out from the host', () => {
    const stay = { from: day(0), to: day(6), institutionId: 'beyond' };
    expect(one({ secondments: [stay] }, { townshipId: 'beyond' })).toEqual([]);
    expect(one({ secondments: [stay] }, { townshipId: 'beyond', date: day(7) })).toEqual(['TRAVEL_LIMIT']);
  });

  it('name what stands against it beside the rest of the plan', () => {
    const of = instance({
      experts: [expert('a', { maxPerWeek: 2, maxConsecutiveDays: 2 }), expert('b')],
      keyStaff: [{ id: 'heads', expertIds: ['a', 'b'], maxAway: 1 }],
      demands: [
        demand('east-am'),
        demand('west-am', { townshipId: 'west' }),
        demand('south-pm', { townshipId: 'south', half: 'PM' }),
        demand('west-pm', { townshipId: 'west', half: 'PM' }),
        demand('monday', { date: day(0) }),
        demand('wednesday', { date: day(2) }),
        demand('sunday', { date: day(6) }),
        demand('next-monday', { date: day(7) }),
        demand('next-tuesday', { date: day(8) }),
      ],
    });
    const beside = (expertId: string, demandId: string, ...plan: string[]) =>
      rulesAgainst(
        of,
        expertId,
        demandId,
        plan.map((each) => ({ expertId: 'a', demandId: each })),
      );
    expect(beside('a', 'west-am', 'east-am')).toEqual(['ONE_PLACE']);
    expect(beside('a', 'south-pm', 'east-am')).toEqual([]);
    expect(beside('a', 'west-pm', 'east-am')).toEqual(['MIDDAY_TRAVEL']);
    expect(beside('a', 'monday', 'east-am', 'south-pm')).toEqual(['WEEK_LIMIT']);
    expect(beside('a', 'wednesday', 'monday', 'east-am')).toEqual(['WEEK_LIMIT', 'CONSECUTIVE_DAYS']);
    expect(beside('a', 'next-tuesday', 'sunday', 'next-monday')).toEqual(['CONSECUTIVE_DAYS']);
    expect(beside('b', 'west-am', 'east-am')).toEqual(['KEY_STAFF']);
  });

  it('count a colleague on leave as away, and one on duty as present', () => {
    const of = (reason: 'LEAVE' | 'DUTY') =>
      instance({
        experts: [expert('a', { unavailable: [{ date: day(1), half: 'AM', reason, reference: null }] }), expert('b')],
        keyStaff: [{ id: 'heads', expertIds: ['a', 'b'], maxAway: 1 }],
        demands: [demand('d')],
      });
    expect(rulesAgainst(of('LEAVE'), 'b', 'd')).toEqual(['KEY_STAFF']);
    expect(rulesAgainst(of('DUTY'), 'b', 'd')).toEqual([]);
  });

  it('hold for what a person changes at once, and leave the past as it is', () => {
    const [first, ...rest] = instance().halfDays;
    const rota = new Rota(
      instance({
        halfDays: [{ ...first!, past: true }, ...rest],
        experts: [expert('a', { maxPerWeek: 1 }), expert('b')],
        demands: [demand('monday', { date: day(0) }), demand('tuesday'), demand('wednesday', { date: day(2) })],
      }),
    );
    const [monday, tuesday, wednesday] = ['monday', 'tuesday', 'wednesday'].map((demandId) => ({
      expertId: 'a',
      demandId,
    }));
    const wrong = (plan: Assignment[], removed: Assignment[], added: Assignment[]) =>
      editViolations(rota, plan, { removed, added }).map(({ violations }) => violations[0]!.rule);
    expect(wrong([monday!], [monday!], [])).toEqual(['PAST']);
    expect(wrong([tuesday!], [], [wednesday!])).toEqual(['WEEK_LIMIT']);
    expect(wrong([], [], [tuesday!, wednesday!])).toEqual(['WEEK_LIMIT']);
    expect(wrong([tuesday!], [tuesday!], [wednesday!, { expertId: 'b', demandId: 'tuesday' }])).toEqual([]);
  });
});

describe('the rota that is found', () => {
  it('is as good as the best of all plans, as a whole or week by week, and measured as the model measures it', async () => {
    await fc.assert(
      fc.asyncProperty(smallRota({ experts: 3, demands: 5 }), fc.constantFrom(0, 10_000), async (of, wholeUpTo) => {
        fc.pre(choicesOf(new Rota(of)).candidates.length <= 11);
        const { score, bound, gap, status } = await solve(of, { wholeUpTo });
        const best = bestByTrying(of);
        expect(status).toBe('OPTIMAL');
        expect(score.coverage).toBeCloseTo(best.coverage, 5);
        expect(score.soft).toBeCloseTo(best.soft, 4);
        expect(bound!.soft).toBeCloseTo(best.soft, 4);
        expect(gap).toBeLessThan(1e-4);
      }),
      { numRuns: 30, seed: 5 },
    );
  });

  it('breaks no hard rule and keeps what is fixed, as a whole or week by week', async () => {
    await fc.assert(
      fc.asyncProperty(smallRota({ experts: 4, demands: 12 }), fc.constantFrom(0, 10_000), async (of, wholeUpTo) => {
        const answer = await solve(of, { wholeUpTo });
        const plan = plannedBy(answer);
        expect(brokenRules(new Rota(of), plan)).toEqual([]);
        expect(plan).toEqual(expect.arrayContaining([...of.fixed]));
        expect(answer.bound!.coverage).toBeLessThanOrEqual(answer.score.coverage + 1e-6);
        expect(answer.bound!.soft).toBeLessThanOrEqual(answer.score.soft + 1e-4);
        const { min, ideal } = missing(of, answer);
        expect([min, ideal]).toEqual([gapsOf(answer).min, gapsOf(answer).ideal]);
      }),
      { numRuns: 15, seed: 6 },
    );
  });

  it('has nobody in two places at once, or oftener in a week than allowed, however urgent', async () => {
    const later = demand('later', { date: day(8), priority: 2 });
    const taken = async (of: RotaInstance) => plannedBy(await solve(of)).map(({ demandId }) => demandId);
    const atOnce = instance({
      experts: [expert('a')],
      demands: [demand('east'), demand('south', { townshipId: 'south' }), later],
    });
    expect(await taken(atOnce)).toEqual([expect.stringMatching(/east|south/), 'later']);
    const inOneWeek = instance({
      experts: [expert('a', { maxPerWeek: 1 })],
      demands: [demand('tuesday'), demand('thursday', { date: day(3) }), later],
    });
    expect(await taken(inOneWeek)).toEqual([expect.stringMatching(/tuesday|thursday/), 'later']);
  });

  it('counts what is settled with every limit', async () => {
    const settled = (expertId: string, index: number): SettledSession => ({
      expertId,
      demandId: null,
      townshipId: 'east',
      date: day(index),
      half: 'AM',
    });
    const taken = async (of: Partial<RotaInstance>) => plannedBy(await solve(instance(of))).length;
    const [tuesday, wednesday] = [demand('tuesday'), demand('wednesday', { date: day(2) })];
    const inOneWeek = [expert('a', { maxPerWeek: 2 })];
    expect(await taken({ experts: inOneWeek, demands: [tuesday, wednesday], settled: [settled('a', 4)] })).toBe(1);
    const inARow = [expert('a', { maxConsecutiveDays: 2 })];
    expect(await taken({ experts: inARow, demands: [tuesday, wednesday], settled: [settled('a', 0)] })).toBe(1);
    const heads = ['a', 'b', 'c'].map((id) => expert(id));
    const keyStaff = [{ id: 'heads', expertIds: ['a', 'b', 'c'], maxAway: 2 }];
    const both = [demand('both', { min: 2, ideal: 2 })];
    expect(await taken({ experts: heads, keyStaff, demands: both, settled: [settled('c', 1)] })).toBe(1);
  });

  it('is the same for the same input', async () => {
    await fc.assert(
      fc.asyncProperty(smallRota({ experts: 5, demands: 10 }), async (of) => {
        const [one, other] = [await solve(of), await solve(of)];
        expect(one).toEqual(other);
      }),
      { numRuns: 5, seed: 7 },
    );
  });

  it('never leaves more uncovered when somebody joins', async () => {
    await fc.assert(
      fc.asyncProperty(smallRota({ experts: 4, demands: 8 }), someExpert, async (of, joining) => {
        const before = await solve(of);
        const after = await solve({ ...of, experts: [...of.experts, expert('new', joining)] });
        expect(after.score.coverage).toBeLessThanOrEqual(before.score.coverage + 1e-6);
      }),
      { numRuns: 12, seed: 8 },
    );
  });
});

function missing(of: RotaInstance, answer: RotaAnswer): { min: number; ideal: number } {
  const served = (id: string) => answer.assignments.filter(({ demandId }) => demandId === id).length;
  return {
    min: of.demands.reduce((sum, { id, min }) => sum + Math.max(0, min - served(id)), 0),
    ideal: of.demands.reduce((sum, { id, min, ideal }) => sum + Math.max(0, ideal - Math.max(min, served(id))), 0),
  };
}

function gapsOf({ gaps }: RotaAnswer): { min: number; ideal: number } {
  return {
    min: gaps.reduce((sum, { shortOfMin }) => sum + shortOfMin, 0),
    ideal: gaps.reduce((sum, { shortOfIdeal }) => sum + shortOfIdeal, 0),
  };
}

describe('what a rota says about itself', () => {
  const leave = { date: day(1), half: 'AM', reason: 'LEAVE', reference: 'leave-1' } as const;
  const duty = { ...leave, reason: 'DUTY', reference: 'shift-1' } as const;
  const settled = [0, 2].map((index) => ({
    expertId: 'c',
    townshipId: 'east',
    demandId: null,
    date: day(index),
    half: 'AM' as const,
  }));

  it('explains a gap by what stands against each qualified expert', async () => {
    const of = instance({
      experts: [
        expert('a', { unavailable: [leave] }),
        expert('b', { unavailable: [duty] }),
        expert('c', { maxConsecutiveDays: 2 }),
        expert('d', { specialties: ['surgery'] }),
        expert('e', { title: 'INTERMEDIATE' }),
      ],
      demands: [demand('tuesday', { minimumTitle: 'DEPUTY_SENIOR' })],
      settled,
    });
    const { gaps, assignments } = await solve(of);
    expect(assignments).toEqual([]);
    expect(gaps).toEqual([
      {
        demandId: 'tuesday',
        assigned: 0,
        shortOfMin: 1,
        shortOfIdeal: 0,
        qualified: 3,
        reasons: [
          { expertId: 'a', obstacles: [{ rule: 'UNAVAILABLE', facts: { reason: 'LEAVE', reference: 'leave-1' } }] },
          { expertId: 'b', obstacles: [{ rule: 'UNAVAILABLE', facts: { reason: 'DUTY', reference: 'shift-1' } }] },
          { expertId: 'c', obstacles: [{ rule: 'CONSECUTIVE_DAYS', facts: { days: 3, limit: 2 } }] },
        ],
      },
    ]);
  });

  it('explains an assignment', async () => {
    const of = instance({
      experts: [
        expert('a', { preferences: [{ townshipId: 'west', weekday: null, half: null, score: 1 }] }),
        expert('b'),
      ],
      demands: [demand('saturday', { townshipId: 'west', date: day(5) })],
      visits: [{ expertId: 'a', townshipId: 'west', sessions: 2 }],
    });
    expect((await solve(of)).assignments).toEqual([
      {
        expertId: 'a',
        demandId: 'saturday',
        origin: 'PLANNED',
        qualified: 2,
        alternatives: 1,
        travelMinutes: 140,
        preference: 1,
        visitsBefore: 2,
        weekend: true,
        far: true,
        published: null,
      },
    ]);
  });

  it('says which hand-made assignment does not stand', async () => {
    const of = instance({
      experts: [expert('a', { unavailable: [leave] }), expert('b')],
      demands: [demand('tuesday')],
      fixed: [{ expertId: 'a', demandId: 'tuesday' }],
    });
    const { broken, assignments } = await solve(of);
    expect(broken.map(({ expertId, violations }) => [expertId, violations[0]!.rule])).toEqual([['a', 'UNAVAILABLE']]);
    expect(assignments.map(({ expertId }) => expertId)).toEqual(['b']);
  });

  it('is the best so far, and breaks no rule, whenever its search is told to end', async () => {
    const experts = ['a', 'b', 'c', 'd'].map((id) => expert(id, { maxPerWeek: 3, maxConsecutiveDays: 2 }));
    const demands = [0, 1, 2, 3, 4, 7, 8, 9, 10, 11].flatMap((index) =>
      ['east', 'south', 'west'].map((townshipId) => demand(`${townshipId}-${index}`, { townshipId, date: day(index) })),
    );
    const of = instance({ experts, demands });
    const rota = new Rota(of);
    const simple = new Scorer(rota).score(greedyPlan(rota));
    const ends: string[] = [];
    for (const patience of [0, 1, 2, 3, 4, 5, 8, 13, 10_000]) {
      let asked = 0;
      const linear = new HighsSolver(() => (asked += 1) > patience);
      const answer = await solveRota({ instance: of, limits: { ...LIMITS, wholeUpTo: 0 } }, { ...tools(), linear });
      expect(brokenRules(rota, plannedBy(answer))).toEqual([]);
      expect(answer.score.coverage).toBeLessThanOrEqual(simple.coverage);
      ends.push(answer.status);
    }
    expect(ends.slice(0, 4)).toEqual(Array(4).fill('CANCELLED'));
    expect(ends.at(-1)).not.toBe('CANCELLED');
    const late = await solveRota({ instance: of, limits: LIMITS }, { ...tools(), elapsed: () => 61 });
    expect([late.status, late.bound, plannedBy(late)]).toEqual(['TIME_LIMIT', null, greedyPlan(rota)]);
  });

  it('comes from simple rules where the solver fails', async () => {
    const failing: LinearSolver = {
      solve: () => Promise.resolve({ status: LinearStatus.FAILED, values: null, bound: Number.NEGATIVE_INFINITY }),
    };
    const of = instance({ experts: [expert('a')], demands: [demand('tuesday')] });
    const answer = await solveRota({ instance: of, limits: LIMITS }, { ...tools(), linear: failing });
    expect(answer.status).toBe('FALLBACK');
    expect(plannedBy(answer)).toEqual(greedyPlan(new Rota(of)));
  });
});

describe('a repair', () => {
  it('changes only what a leave hits, and breaks no rule', async () => {
    await fc.assert(
      fc.asyncProperty(smallRota({ experts: 5, demands: 10 }), fc.nat(), fc.nat(), async (of, who, when) => {
        const published = plannedBy(await solve(of));
        fc.pre(published.length > 0);
        const { expertId, demandId } = published[who % published.length]!;
        const { date, half: at } = of.demands.find(({ id }) => id === demandId)!;
        const slots = [{ date, half: at, reason: 'LEAVE' as const, reference: String(when) }];
        const changed = supposing({ ...of, fixed: [], published }, { kind: 'UNAVAILABLE', expertId, slots });
        const { diff, answer } = await repairRota({ instance: changed, limits: LIMITS }, tools());
        expect(brokenRules(new Rota(changed), plannedBy(answer))).toEqual([]);
        expect(diff.removed.map(keyOf)).toContain(keyOf({ expertId, demandId }));
        const week = new Rota(of).weekOf(date);
        const touched = [...diff.removed, ...diff.added].map((each) =>
          new Rota(of).weekOf(of.demands.find(({ id }) => id === each.demandId)!.date),
        );
        expect(new Set(touched)).toEqual(new Set([week]));
      }),
      { numRuns: 10, seed: 9 },
    );
  });

  const three = [demand('monday', { date: day(0) }), demand('tuesday'), demand('thursday', { date: day(3) })];
  const published = three.map(({ id }, index) => ({ expertId: index === 1 ? 'b' : 'a', demandId: id }));

  it('sends one substitute where one is enough, however unfair', async () => {
    const slots = [{ date: day(1), half: 'AM', reason: 'LEAVE', reference: null }] as const;
    const of = instance({ experts: ['a', 'b', 'c'].map((id) => expert(id)), demands: three, published });
    const changed = supposing(of, { kind: 'UNAVAILABLE', expertId: 'b', slots });
    const { diff } = await repairRota({ instance: changed, limits: LIMITS }, tools());
    expect(diff.removed).toEqual([{ expertId: 'b', demandId: 'tuesday', because: ['UNAVAILABLE'] }]);
    expect(diff.added.map(({ demandId }) => demandId)).toEqual(['tuesday']);
    expect(diff.kept).toBe(2);
  });

  it('leaves the past alone, and says what fell together with what', async () => {
    const of = instance({
      halfDays: instance().halfDays.map((halfDay) => ({ ...halfDay, past: halfDay.date === day(0) })),
      experts: [expert('a', { maxPerWeek: 1 }), expert('b')],
      demands: three,
      published,
      settled: [{ expertId: 'a', demandId: 'monday', townshipId: 'east', date: day(0), half: 'AM' }],
    });
    const { diff } = await repairRota({ instance: of, limits: LIMITS }, tools());
    expect(diff).toEqual({
      removed: [{ expertId: 'a', demandId: 'thursday', because: ['WEEK_LIMIT'] }],
      added: [{ expertId: 'b', demandId: 'thursday' }],
      kept: 1,
    });
  });

  it('fills a gap with somebody who joins, and drops what is not asked for any more', async () => {
    const of = instance({
      experts: [expert('a'), expert('b')],
      demands: [...three, demand('surgery', { specialty: 'surgery' })],
      published,
    });
    const joined = supposing(of, { kind: 'EXPERT', expert: expert('s', { specialties: ['surgery'] }) });
    const filled = await repairRota({ instance: joined, limits: LIMITS }, tools());
    expect(filled.diff).toEqual({ removed: [], added: [{ expertId: 's', demandId: 'surgery' }], kept: 3 });
    const dropped = supposing(of, { kind: 'DROP_DEMAND', demandId: 'monday' });
    const fewer = await repairRota({ instance: dropped, limits: LIMITS }, tools());
    expect(fewer.diff).toEqual({
      removed: [{ expertId: 'a', demandId: 'monday', because: [] }],
      added: [],
      kept: 2,
    });
  });
});

describe('the thread of rotas', () => {
  const of = instance({
    experts: ['a', 'b'].map((id) => expert(id)),
    demands: [demand('tuesday'), demand('thursday', { date: day(3) })],
  });

  it('finds the same as the rules alone, and tells how far it is', async () => {
    const stages: string[] = [];
    const answer = await planRota(of, LIMITS, { onProgress: ({ stage }) => stages.push(stage) });
    expect(answer).toEqual(await solve(of));
    expect(stages).toContain('WHOLE');
    const { diff } = await planRepair({ ...of, published: plannedBy(answer) }, LIMITS);
    expect(diff).toEqual({ removed: [], added: [], kept: 2 });
  });

  it('hands back the best plan so far when it is told to end', async () => {
    const answer = await planRota(of, LIMITS, { signal: AbortSignal.abort() });
    expect(answer.status).toBe('CANCELLED');
    expect(answer.gaps).toEqual([]);
  });
});
