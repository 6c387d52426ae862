import { ObjectivePart, type RotaScore } from './answer.js';
import { choicesOf, type Candidate, type Choices } from './candidates.js';
import { Share, amountOf, fairShare, jainIndex, unfairness, type FairShare } from './loads.js';
import type { Assignment, Demand } from './model.js';
import type { Rota } from './rota.js';

/** Measures plans of one rota: by the same points that the linear model adds up. */
export class Scorer {
  private readonly sessions: FairShare;
  private readonly burdens: FairShare;

  constructor(
    readonly rota: Rota,
    readonly choices: Choices = choicesOf(rota),
  ) {
    this.sessions = fairShare(rota, choices, Share.SESSIONS);
    this.burdens = fairShare(rota, choices, Share.BURDENS);
  }

  score(assignments: readonly Assignment[]): RotaScore {
    const { rota } = this;
    const planned = assignments.map(({ expertId, demandId }) => ({
      expert: rota.expert(expertId),
      demand: rota.demand(demandId),
    }));
    const { weights } = rota.instance;
    const short = this.shortages(assignments);
    const travelMinutes = this.travelMinutes(planned);
    const changes = this.changes(assignments);
    const parts = {
      [ObjectivePart.SHORT_OF_IDEAL]: sum(
        short.map(({ demand, ideal }) => ideal * rota.weightsOf(demand).shortOfIdeal),
      ),
      [ObjectivePart.TRAVEL]: (weights.travelPerHour * travelMinutes) / 60,
      [ObjectivePart.FAIRNESS]: weights.fairness * this.unfair(Share.SESSIONS, planned),
      [ObjectivePart.BURDEN]: weights.burden * this.unfair(Share.BURDENS, planned),
      [ObjectivePart.PREFERENCE]: sum(planned.map((pair) => preferencePoints(rota, pair))),
      [ObjectivePart.CONTINUITY]: sum(planned.map((pair) => continuityPoints(rota, pair))),
      [ObjectivePart.CHANGE]: weights.change * (changes.added + changes.removed),
    };
    return {
      coverage: sum(short.map(({ demand, min }) => min * rota.weightsOf(demand).shortOfMin)),
      parts,
      soft: sum(Object.values(parts)),
      uncovered: byPriority(short),
      travelMinutes,
      jain: jainIndex([...this.loads(Share.SESSIONS, planned)].map(([, load]) => load)),
      ...changes,
    };
  }

  private shortages(assignments: readonly Assignment[]): Shortage[] {
    const served = Map.groupBy(assignments, ({ demandId }) => demandId);
    return this.rota.open.map((demand) => {
      const needs = this.choices.needs.get(demand.id)!;
      const given = served.get(demand.id)?.length ?? 0;
      const min = Math.max(0, needs.min - given);
      return { demand, min, ideal: Math.max(0, needs.ideal - given - min) };
    });
  }

  /** One way there and back for a day at a township, even of two sessions; none where a settled session brings them there. */
  private travelMinutes(planned: readonly Candidate[]): number {
    const { rota } = this;
    const settled = new Set(rota.instance.settled.map((session) => dayAt(session.expertId, session)));
    const days = new Map(planned.map((pair) => [dayAt(pair.expert.id, pair.demand), pair]));
    return sum(
      [...days].map(([day, { expert, demand }]) => (settled.has(day) ? 0 : 2 * (rota.minutesTo(expert, demand) ?? 0))),
    );
  }

  private loads(share: Share, planned: readonly Candidate[]): Map<string, number> {
    const { bases } = share === Share.SESSIONS ? this.sessions : this.burdens;
    const byExpert = Map.groupBy(planned, ({ expert }) => expert.id);
    return new Map(
      bases.map(({ expert, base }) => {
        const added = sum((byExpert.get(expert.id) ?? []).map((pair) => amountOf(this.rota, share, pair)));
        return [expert.id, (base + added) / expert.weight] as const;
      }),
    );
  }

  private unfair(share: Share, planned: readonly Candidate[]): number {
    const { bases, target } = share === Share.SESSIONS ? this.sessions : this.burdens;
    const loads = this.loads(share, planned);
    return sum(bases.map(({ expert }) => unfairness(expert, loads.get(expert.id)! * expert.weight, target)));
  }

  private changes(assignments: readonly Assignment[]): { added: number; removed: number } {
    const { rota } = this;
    if (rota.standing.length === 0) return { added: 0, removed: 0 };
    const kept = assignments.filter(({ expertId, demandId }) => rota.isPublished(expertId, demandId)).length;
    return { added: assignments.length - kept, removed: rota.standing.length - kept };
  }
}

interface Shortage {
  readonly demand: Demand;
  readonly min: number;
  /** Beyond what is missing to the minimum. */
  readonly ideal: number;
}

/** Points for how gladly the expert goes there then. */
export function preferencePoints(rota: Rota, { expert, demand }: Candidate): number {
  return (rota.instance.weights.preference * (1 - rota.preferenceOf(expert, demand))) / 2;
}

/** Points for an expert who is a stranger there. */
export function continuityPoints(rota: Rota, { expert, demand }: Candidate): number {
  const { continuity, familiarAfter } = rota.instance.weights;
  return continuity * Math.max(0, 1 - rota.visitsOf(expert.id, demand.townshipId) / familiarAfter);
}

export const dayAt = (expertId: string, { date, townshipId }: { date: string; townshipId: string }): string =>
  `${expertId}\n${date}\n${townshipId}`;

function byPriority(short: readonly Shortage[]): RotaScore['uncovered'] {
  const missed = short.filter(({ min }) => min > 0);
  return [...Map.groupBy(missed, ({ demand }) => demand.priority)]
    .map(([priority, demands]) => ({ priority, sessions: sum(demands.map(({ min }) => min)) }))
    .toSorted((one, other) => one.priority - other.priority);
}

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);
