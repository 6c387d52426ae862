import type { JsonRecord } from '#kernel';
import {
  Half,
  HardRule,
  TITLES,
  UnavailableReason,
  type Assignment,
  type Demand,
  type Expert,
  type KeyStaffGroup,
  type Slot,
  type Violation,
} from './model.js';
import type { Rota } from './rota.js';
import { Sessions } from './sessions.js';

/** What a rule looks at: the expert for the demand, and the plan without that assignment. */
interface Case {
  readonly rota: Rota;
  readonly plan: Sessions;
  readonly expert: Expert;
  readonly demand: Demand;
}

/** Facts where the rule is broken, null where it is kept. */
type Rule = (of: Case) => JsonRecord | null;

/** Who of the group, save `expertId`, is away in the half-day: at a township or on leave. */
export function awayAt(
  rota: Rota,
  plan: Sessions,
  group: KeyStaffGroup,
  { slot, but }: { slot: Slot; but: string },
): string[] {
  return group.expertIds.filter(
    (id) =>
      id !== but &&
      (plan.at(id, slot) !== undefined || rota.unavailableAt(id, slot)?.reason === UnavailableReason.LEAVE),
  );
}

/** Whether somebody can be at the one township in the morning and at the other in the afternoon. */
export function withinMidday(rota: Rota, morningId: string, afternoonId: string): boolean {
  const minutes = rota.minutesBetween(morningId, afternoonId);
  return minutes !== null && minutes <= rota.instance.travel.middayLimitMinutes;
}

/** Those that hold whatever else is planned. */
const STANDING = {
  [HardRule.SPECIALTY]: ({ expert, demand: { specialty } }) =>
    expert.specialties.includes(specialty) ? null : { specialty },
  [HardRule.TITLE]: ({ expert: { title }, demand: { minimumTitle } }) =>
    TITLES.indexOf(title) >= TITLES.indexOf(minimumTitle) ? null : { title, minimumTitle },
  [HardRule.PAST]: ({ rota, demand: { date, half } }) => (rota.isOpen({ date, half }) ? null : { date, half }),
  [HardRule.UNAVAILABLE]: ({ rota, expert, demand }) => {
    const found = rota.unavailableAt(expert.id, demand);
    return found ? { reason: found.reason, reference: found.reference } : null;
  },
  [HardRule.TRAVEL_LIMIT]: ({ rota, expert, demand }) => {
    const minutes = rota.minutesTo(expert, demand);
    const { limitMinutes } = rota.instance.travel;
    return minutes !== null && minutes <= limitMinutes ? null : { minutes, limitMinutes };
  },
} satisfies Partial<Record<HardRule, Rule>>;

/** Those that look at the rest of the plan. */
const TOGETHER = {
  [HardRule.ONE_PLACE]: ({ plan, expert, demand }) => {
    const placed = plan.at(expert.id, demand);
    return placed ? { townshipId: placed.townshipId, demandId: placed.demandId } : null;
  },
  [HardRule.MIDDAY_TRAVEL]: ({ rota, plan, expert, demand: { date, half, townshipId } }) => {
    const other = plan.at(expert.id, { date, half: half === Half.AM ? Half.PM : Half.AM });
    if (!other) return null;
    const [morningId, afternoonId] = half === Half.AM ? [townshipId, other.townshipId] : [other.townshipId, townshipId];
    if (withinMidday(rota, morningId, afternoonId)) return null;
    const { middayLimitMinutes } = rota.instance.travel;
    return {
      otherTownshipId: other.townshipId,
      minutes: rota.minutesBetween(morningId, afternoonId),
      middayLimitMinutes,
    };
  },
  [HardRule.WEEK_LIMIT]: ({ rota, plan, expert, demand }) => {
    const week = rota.weekOf(demand.date);
    const sessions = plan.inWeek(expert.id, week) + 1;
    return sessions <= expert.maxPerWeek ? null : { week, sessions, limit: expert.maxPerWeek };
  },
  [HardRule.CONSECUTIVE_DAYS]: ({ plan, expert, demand }) => {
    const days = plan.runAround(expert.id, demand.date);
    return days <= expert.maxConsecutiveDays ? null : { days, limit: expert.maxConsecutiveDays };
  },
  [HardRule.KEY_STAFF]: ({ rota, plan, expert, demand }) => {
    for (const group of rota.groupsOf(expert.id)) {
      const away = awayAt(rota, plan, group, { slot: demand, but: expert.id });
      if (away.length + 1 > group.maxAway) return { groupId: group.id, maxAway: group.maxAway, away };
    }
    return null;
  },
} satisfies Partial<Record<HardRule, Rule>>;

const ALL: Readonly<Record<HardRule, Rule>> = { ...STANDING, ...TOGETHER };

function broken(rules: Readonly<Partial<Record<HardRule, Rule>>>, of: Case): Violation[] {
  return Object.entries(rules).flatMap(([rule, check]) => {
    const facts = check(of);
    return facts ? [{ rule: rule as HardRule, facts }] : [];
  });
}

/**
 * Every hard rule that the assignment would break beside the plan, in a fixed order; none where it may be made. The plan
 * must not hold it yet. Solver, hand edits, swaps and repairs all ask here.
 */
export function violationsOf(rota: Rota, plan: Sessions, { expertId, demandId }: Assignment): Violation[] {
  return broken(ALL, { rota, plan, expert: rota.expert(expertId), demand: rota.demand(demandId) });
}

/** What a person changes of a plan at once: one assignment by hand, or both sides of a swap. */
export interface RotaEdit {
  readonly removed: readonly Assignment[];
  readonly added: readonly Assignment[];
}

/**
 * Every hard rule that the edit would break: the past stays, and what is added must stand beside what is left and beside
 * each other. Rules that the plan breaks already are not the edit's.
 */
export function editViolations(rota: Rota, plan: readonly Assignment[], { removed, added }: RotaEdit): BrokenRules[] {
  const gone = removed.flatMap((assignment) => {
    const { date, half } = rota.demand(assignment.demandId);
    if (rota.isOpen({ date, half })) return [];
    return [{ assignment, violations: [{ rule: HardRule.PAST, facts: { date, half } }] }];
  });
  const sessions = new Sessions(rota);
  for (const assignment of plan) sessions.add(assignment);
  for (const assignment of removed) sessions.remove(assignment);
  const wrong = added.flatMap((assignment) => {
    const violations = violationsOf(rota, sessions, assignment);
    if (violations.length > 0) return [{ assignment, violations }];
    sessions.add(assignment);
    return [];
  });
  return [...gone, ...wrong];
}

/** An assignment, and the rules that it breaks. */
export interface BrokenRules {
  readonly assignment: Assignment;
  readonly violations: readonly Violation[];
}

/** Every hard rule that the plan breaks, by assignment; nothing for a plan that may be published. */
export function brokenRules(rota: Rota, assignments: readonly Assignment[]): BrokenRules[] {
  const plan = new Sessions(rota);
  const standing = assignments.filter((assignment) => {
    const taken = plan.at(assignment.expertId, rota.demand(assignment.demandId)) !== undefined;
    if (!taken) plan.add(assignment);
    return !taken;
  });
  const kept = new Set(standing);
  return assignments.flatMap((assignment) => {
    // Of two in one half-day the second is the one too many.
    if (kept.has(assignment)) plan.remove(assignment);
    const violations = violationsOf(rota, plan, assignment);
    if (kept.has(assignment)) plan.add(assignment);
    return violations.length > 0 ? [{ assignment, violations }] : [];
  });
}
