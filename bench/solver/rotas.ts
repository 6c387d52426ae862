import { monitorEventLoopDelay } from 'node:perf_hooks';
import {
  Rota,
  Scorer,
  brokenRules,
  greedyPlan,
  planRepair,
  planRota,
  searchLimits,
  supposing,
  type Assignment,
  type RotaAnswer,
  type RotaInstance,
  type RotaScore,
  type SolveLimits,
} from '#dispatch';
import type { Figure } from '../measure/table.js';
import { countyInstance, type InstanceSize } from './instances.js';
import { servedWhileSearching } from './served.js';

const SIZES: readonly InstanceSize[] = [
  { townships: 12, experts: 30, weeks: 1 },
  { townships: 12, experts: 30, weeks: 4 },
  { townships: 30, experts: 60, weeks: 1 },
  { townships: 30, experts: 60, weeks: 4 },
];
const SEEDS = [1, 2, 3];
/** As a new county searches. */
const LIMITS: SolveLimits = searchLimits({
  'dispatch.search_limit_nodes': 2_000,
  'dispatch.search_limit_seconds': 60,
});
const MEMORY_LIMIT_MIB = 1_536;
const MEBIBYTE = 2 ** 20;

interface Measured<T> {
  readonly result: T;
  readonly seconds: number;
  /** Of the thread that asked, in milliseconds. */
  readonly delayP99: number;
}

/**
 * Rotas of made counties, three of each size: how long the best plan takes, how far it is from the bound, whether the
 * thread that asked goes on meanwhile, and what a plan by simple rules would have been.
 */
export async function rotas(): Promise<Figure[]> {
  // The thread starts, and its code is compiled, once.
  await planRota(countyInstance(SIZES[0]!, 0), LIMITS);
  const figures: Figure[] = [];
  for (const size of SIZES) figures.push(...(await countiesOf(size)));
  return [...figures, await endedFigure(SIZES[3]!), peakMemory(), await servedWhileSearching()];
}

async function countiesOf(size: InstanceSize): Promise<Figure[]> {
  const what = `${size.townships} townships, ${size.experts} experts, ${size.weeks} week${size.weeks > 1 ? 's' : ''}`;
  const figures: Figure[] = [];
  for (const seed of SEEDS) {
    console.log(`Measuring: ${what}, county ${seed} …`);
    const instance = countyInstance(size, seed);
    const planned = await measured(() => planRota(instance, LIMITS));
    requireSound(instance, planned.result);
    figures.push(...planFigures(`${what}, county ${seed}`, instance, planned));
    if (size.weeks > 1)
      figures.push(await leaveFigure(instance, planned.result), await weekFigure(instance, planned.result));
  }
  return figures;
}

function planFigures(
  what: string,
  instance: RotaInstance,
  { result, seconds, delayP99 }: Measured<RotaAnswer>,
): Figure[] {
  const rota = new Rota(instance);
  const byTurns = greedyPlan(rota);
  const simple = new Scorer(rota).score(byTurns);
  const { score, gap, status } = result;
  return [
    atMost(what, { value: seconds, limit: 60, unit: 's' }, `${instance.demands.length} demands; ${status}`),
    atMost(
      '  gap',
      { value: (gap ?? 1) * 100, limit: 1, unit: '%' },
      `bound ${result.bound?.soft.toFixed(1)}, plan ${score.soft.toFixed(1)} points`,
    ),
    atMost('  event-loop delay p99', { value: delayP99, limit: 50, unit: 'ms' }, 'of the thread that asked'),
    beside('  minima uncovered', sessionsOf(score), sessionsOf(simple)),
    beside('  soft points', score.soft, simple.soft),
    {
      what: '  Jain index',
      value: (score.jain ?? 0).toFixed(3),
      target: '>= 0.900',
      met: (score.jain ?? 0) >= 0.9,
      detail: `${(simple.jain ?? 0).toFixed(3)} by turns; travel ${perSession(score, plannedBy(result))} against ${perSession(simple, byTurns)} minutes a session`,
    },
  ];
}

/** Two days of leave of whoever has most sessions. */
async function leaveFigure(instance: RotaInstance, answer: RotaAnswer): Promise<Figure> {
  const published = plannedBy(answer);
  const sessions = Map.groupBy(published, ({ expertId }) => expertId);
  const [expertId, own] = [...sessions].toSorted(([, one], [, other]) => other.length - one.length)[0]!;
  const hit = own.slice(0, 2).map(({ demandId }) => instance.demands.find(({ id }) => id === demandId)!.date);
  const slots = instance.halfDays
    .filter(({ date }) => hit.includes(date))
    .map(({ date, half }) => ({ date, half, reason: 'LEAVE' as const, reference: null }));
  const changed = supposing({ ...instance, published }, { kind: 'UNAVAILABLE', expertId, slots });
  const { result, seconds } = await measured(() => planRepair(changed, LIMITS));
  requireSound(changed, result.answer);
  const { removed, added, kept } = result.diff;
  const detail = `two days of leave: ${removed.length} taken away, ${added.length} added, ${kept} kept`;
  return atMost('  repair', { value: seconds, limit: 5, unit: 's' }, detail);
}

/** The first week anew, while the others stand. */
async function weekFigure(instance: RotaInstance, answer: RotaAnswer): Promise<Figure> {
  const sunday = instance.halfDays[13]!.date;
  const later = plannedBy(answer).flatMap((assignment) => {
    const { townshipId, date, half } = instance.demands.find(({ id }) => id === assignment.demandId)!;
    return date > sunday ? [{ ...assignment, townshipId, date, half }] : [];
  });
  const oneWeek = { ...instance, demands: instance.demands.filter(({ date }) => date <= sunday), settled: later };
  const { result, seconds } = await measured(() => planRota(oneWeek, LIMITS));
  requireSound(oneWeek, result);
  return atMost(
    '  a week anew',
    { value: seconds, limit: 5, unit: 's' },
    `gap ${((result.gap ?? 1) * 100).toFixed(2)} %`,
  );
}

/** Told to end while it searches. */
async function endedFigure(size: InstanceSize): Promise<Figure> {
  const instance = countyInstance(size, 1);
  const controller = new AbortController();
  let asked = 0;
  const onProgress = () => {
    asked ||= performance.now();
    controller.abort();
  };
  const answer = await planRota(instance, LIMITS, { onProgress, signal: controller.signal });
  const seconds = (performance.now() - asked) / 1_000;
  requireSound(instance, answer);
  const detail = `${answer.status}; ${sessionsOf(answer.score)} minima uncovered`;
  return atMost('from being told to end to the best plan so far', { value: seconds, limit: 2, unit: 's' }, detail);
}

async function measured<T>(search: () => Promise<T>): Promise<Measured<T>> {
  const delay = monitorEventLoopDelay({ resolution: 5 });
  delay.enable();
  const begun = performance.now();
  const result = await search();
  const seconds = (performance.now() - begun) / 1_000;
  delay.disable();
  return { result, seconds, delayP99: delay.percentile(99) / 1e6 };
}

function requireSound(instance: RotaInstance, answer: RotaAnswer): void {
  const broken = brokenRules(new Rota(instance), plannedBy(answer));
  if (broken.length > 0) throw new Error(`A plan breaks ${broken[0]!.violations[0]!.rule}`);
}

function plannedBy({ assignments }: RotaAnswer): Assignment[] {
  return assignments
    .filter(({ origin }) => origin !== 'SETTLED')
    .map(({ expertId, demandId }) => ({ expertId, demandId }));
}

function peakMemory(): Figure {
  const peak = process.resourceUsage().maxRSS / 1_024;
  return atMost(
    'peak memory of the process',
    { value: peak, limit: MEMORY_LIMIT_MIB, unit: 'MiB' },
    `now ${Math.round(process.memoryUsage.rss() / MEBIBYTE)} MiB`,
  );
}

function atMost(
  what: string,
  { value, limit, unit }: { value: number; limit: number; unit: string },
  detail: string,
): Figure {
  return { what, value: `${value.toFixed(2)} ${unit}`, target: `<= ${limit} ${unit}`, met: value <= limit, detail };
}

function beside(what: string, ours: number, simple: number): Figure {
  return {
    what,
    value: text(ours),
    target: `<= ${text(simple)}`,
    met: ours <= simple,
    detail: `${text(simple)} by turns`,
  };
}

const text = (value: number): string => (Number.isInteger(value) ? String(value) : value.toFixed(1));

const sessionsOf = ({ uncovered }: RotaScore): number => uncovered.reduce((sum, { sessions }) => sum + sessions, 0);

const perSession = ({ travelMinutes }: RotaScore, plan: readonly Assignment[]): string =>
  (travelMinutes / plan.length).toFixed(0);
