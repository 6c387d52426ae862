import { Client } from 'pg';
import { ratioFigure } from './figures.js';
import { median, type Duel, type Side } from './measure/duel.js';
import type { Figure } from './measure/table.js';
import { withServers } from './servers/child-server.js';
import type { CourierFigures } from './servers/courier.js';

type Settings = Readonly<Record<string, string>>;

const ROUNDS = 3;
const TABLE = 'CREATE TABLE IF NOT EXISTS bench_delivered (id uuid PRIMARY KEY)';

/** The product's deliveries beside those of pg-boss alone on the same database, in turns. */
export async function deliveries(settings: Settings): Promise<Figure[]> {
  await prepare(settings);
  const rounds: (readonly [CourierFigures, CourierFigures, CourierFigures])[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    const ours = await figuresOf('product-deliveries', settings);
    const singly = await figuresOf('boss', { ...settings, BENCH_BOSS: 'singly' });
    rounds.push([ours, singly, await figuresOf('boss', { ...settings, BENCH_BOSS: 'batches' })]);
  }
  const [ours, singly, batches] = [0, 1, 2].map((side) => rounds.map((round) => round[side]!)) as [
    CourierFigures[],
    CourierFigures[],
    CourierFigures[],
  ];
  return [
    ratioFigure('deliveries, one effect each / pg-boss alone, each job ended by itself', duelOf(ours, singly), 1),
    { ...ratioFigure('deliveries / pg-boss alone in batches of 50', duelOf(ours, batches), 0), target: 'none' },
    latencyFigure(ours, batches),
  ];
}

async function prepare(settings: Settings): Promise<void> {
  const client = new Client({ connectionString: settings['BENCH_OWNER_URL'] });
  await client.connect();
  try {
    const role = client.escapeIdentifier(new URL(settings['DATABASE_URL']!).username);
    await client.query(`${TABLE}; GRANT INSERT ON bench_delivered TO ${role}`);
  } finally {
    await client.end();
  }
}

function figuresOf(name: string, settings: Settings): Promise<CourierFigures> {
  return withServers(settings, [name], ([courier]) => courier.deliver());
}

function duelOf(ours: readonly CourierFigures[], theirs: readonly CourierFigures[]): Duel {
  const ratios = ours.map(({ perSecond }, round) => perSecond / theirs[round]!.perSecond);
  return { ratio: median(ratios), ours: sideOf(ours), theirs: sideOf(theirs) };
}

function latencyFigure(ours: readonly CourierFigures[], theirs: readonly CourierFigures[]): Figure {
  const ratio = median(ours.map(({ p99 }, round) => p99 / theirs[round]!.p99));
  return {
    what: 'p99 from commit to start of a delivery / pg-boss alone, polling as often as it can',
    value: ratio.toFixed(2),
    target: '<= 1.20',
    met: ratio <= 1.2,
    detail: `${sideOf(ours).p99.toFixed(0)} ms against ${sideOf(theirs).p99.toFixed(0)} ms`,
  };
}

function sideOf(figures: readonly CourierFigures[]): Side {
  const middle = (of: (figure: CourierFigures) => number): number => median(figures.map(of));
  return {
    perSecond: middle(({ perSecond }) => perSecond),
    p50: middle(({ p50 }) => p50),
    p99: middle(({ p99 }) => p99),
    requests: figures.length,
  };
}
