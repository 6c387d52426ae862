import type { Interval, JsonRecord, LocalDate } from '#kernel';
import { brokenRules, violationsOf } from './solver/rules.js';
import { Rota } from './solver/rota.js';
import { Sessions } from './solver/sessions.js';
import { Half, type Assignment, type RotaInstance, type SettledSession } from './solver/model.js';
import type { SessionKind } from './session-state.js';
import { weightsOf, type RotaSettings } from './settings.js';

type HalfDayName = 'MORNING' | 'AFTERNOON';

/** A session that stands, of the plan or published elsewhere. */
export interface FrameSession {
  readonly id: string;
  readonly planId: string;
  readonly demandId: string;
  readonly townshipId: string;
  readonly specialty: string;
  readonly expertId: string;
  readonly day: LocalDate;
  readonly half: HalfDayName;
  readonly pinned: boolean;
  readonly published: boolean;
}

/** Everything that rules look at during some days, with the sessions that stand. */
export interface Frame extends Pick<
  RotaInstance,
  'halfDays' | 'experts' | 'keyStaff' | 'travel' | 'demands' | 'visits'
> {
  readonly settings: RotaSettings;
  /** When half-days begin and end, by {@link slotOf}. */
  readonly times: ReadonlyMap<string, Interval>;
  /** By the demand that comes again every week. */
  readonly kinds: ReadonlyMap<string, SessionKind>;
  readonly sessions: readonly FrameSession[];
}

/** A demand comes again every week; on one day it has an id of its own. */
export const demandIdOn = (demandId: string, day: LocalDate): string => `${demandId}/${day}`;
export function demandOf(id: string): { readonly demandId: string; readonly day: LocalDate } {
  const [demandId, day] = id.split('/') as [string, LocalDate];
  return { demandId, day };
}

export const slotOf = (day: LocalDate, half: HalfDayName): string => `${day} ${half}`;
export const halfOf = (half: HalfDayName): Half => (half === 'MORNING' ? Half.AM : Half.PM);
export const halfDayOf = (half: Half): HalfDayName => (half === Half.AM ? 'MORNING' : 'AFTERNOON');

const assignmentOf = ({ expertId, demandId, day }: FrameSession): Assignment => ({
  expertId,
  demandId: demandIdOn(demandId, day),
});

const settledOf = (session: FrameSession): SettledSession => ({
  ...assignmentOf(session),
  townshipId: session.townshipId,
  date: session.day,
  half: halfOf(session.half),
});

type Parts = Pick<RotaInstance, 'fixed' | 'settled' | 'published'>;

function instanceWith(frame: Frame, parts: Parts): RotaInstance {
  const { halfDays, experts, keyStaff, travel, demands, visits, settings } = frame;
  return { halfDays, experts, keyStaff, travel, demands, visits, weights: weightsOf(settings), ...parts };
}

/** What the solver gets for a plan: what was put in by hand stays, what is published elsewhere is settled. */
export function searchOf(frame: Frame, planId: string): RotaInstance {
  const own = ownOf(frame, planId);
  return instanceWith(frame, {
    fixed: own.filter(({ pinned }) => pinned).map(assignmentOf),
    settled: frame.sessions.filter((session) => session.planId !== planId).map(settledOf),
    published: [],
  });
}

/** What the solver gets to mend a plan that is published. */
export function repairOf(frame: Frame, planId: string): RotaInstance {
  return instanceWith(frame, {
    fixed: [],
    settled: frame.sessions.filter((session) => session.planId !== planId).map(settledOf),
    published: ownOf(frame, planId).map(assignmentOf),
  });
}

/** An expert who is to serve a demand on a day, beside everything that stands. */
export interface Wanted {
  readonly expertId: string;
  readonly demandId: string;
  readonly day: LocalDate;
  /** Sessions that give way to it. */
  readonly inPlaceOf?: readonly string[];
}

const NO_DEMAND = 'NO_DEMAND';
const NO_EXPERT = 'NO_EXPERT';

/** Every hard rule that a session would break, with its facts; none where it may be made. */
export function rulesBrokenBy(frame: Frame, { expertId, demandId, day, inPlaceOf = [] }: Wanted): JsonRecord[] {
  const rota = new Rota(
    instanceWith(frame, {
      fixed: [],
      settled: frame.sessions.filter(({ id }) => !inPlaceOf.includes(id)).map(settledOf),
      published: [],
    }),
  );
  const wanted = { expertId, demandId: demandIdOn(demandId, day) };
  const problem = unknownIn(rota, wanted);
  if (problem) return [{ rule: problem, facts: {} }];
  return violationsOf(rota, new Sessions(rota), wanted).map(({ rule, facts }) => ({ rule, facts }));
}

/** Every session of a plan that may not be published, with the rules that it breaks. */
export function brokenSessions(frame: Frame, planId: string): { sessionId: string; broken: JsonRecord[] }[] {
  const rota = new Rota(searchOf(frame, planId));
  const own = ownOf(frame, planId);
  const unknown = own.flatMap((session) => {
    const problem = unknownIn(rota, assignmentOf(session));
    return problem ? [{ sessionId: session.id, broken: [{ rule: problem, facts: {} }] }] : [];
  });
  const missing = new Set(unknown.map(({ sessionId }) => sessionId));
  const known = own.filter(({ id, published, day }) => !missing.has(id) && !(published && isOver(frame, day)));
  const byKey = new Map(known.map((session) => [keyOf(assignmentOf(session)), session.id]));
  const broken = brokenRules(rota, known.map(assignmentOf)).map(({ assignment, violations }) => ({
    sessionId: byKey.get(keyOf(assignment))!,
    broken: violations.map(({ rule, facts }) => ({ rule, facts })),
  }));
  return [...unknown, ...broken];
}

const keyOf = ({ expertId, demandId }: Assignment): string => `${expertId} ${demandId}`;
const isOver = ({ halfDays }: Frame, day: LocalDate): boolean =>
  halfDays.some(({ date, past }) => date === day && past);
const ownOf = ({ sessions, halfDays }: Frame, planId: string): FrameSession[] => {
  const [first, last] = [halfDays[0]!.date, halfDays.at(-1)!.date];
  return sessions.filter((session) => session.planId === planId && first <= session.day && session.day <= last);
};

function unknownIn(rota: Rota, { expertId, demandId }: Assignment): string | null {
  if (!rota.hasExpert(expertId)) return NO_EXPERT;
  return rota.findDemand(demandId) ? null : NO_DEMAND;
}

/** What a plan has, as the solver speaks of it. */
export const ownAssignments = (frame: Frame, planId: string): Assignment[] => ownOf(frame, planId).map(assignmentOf);
