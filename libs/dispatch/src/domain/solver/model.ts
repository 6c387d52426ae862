import type { JsonRecord, LocalDate } from '#kernel';

/** Half of a day: what a session takes of an expert's time. 上午 / 下午 */
export const Half = { AM: 'AM', PM: 'PM' } as const;
export type Half = (typeof Half)[keyof typeof Half];

/** In rising order. 职称 */
export const TITLES = ['NONE', 'JUNIOR', 'INTERMEDIATE', 'DEPUTY_SENIOR', 'SENIOR'] as const;
export type ExpertTitle = (typeof TITLES)[number];

/** What takes an expert's half-day before any plan does. */
export const UnavailableReason = {
  LEAVE: 'LEAVE',
  DUTY: 'DUTY',
  NIGHT_REST: 'NIGHT_REST',
  COMMITMENT: 'COMMITMENT',
} as const;
export type UnavailableReason = (typeof UnavailableReason)[keyof typeof UnavailableReason];

export interface Slot {
  readonly date: LocalDate;
  readonly half: Half;
}

/** A half-day that the plan covers. */
export interface HalfDay extends Slot {
  /** Whether the work calendar counts the day as a working day; sessions on others are the weekends to be shared. */
  readonly workday: boolean;
  /** Whether it is over, or so near that nothing changes any more: nothing is added, taken away or counted as a gap. */
  readonly past: boolean;
}

export interface Unavailable extends Slot {
  readonly reason: UnavailableReason;
  /** Id of the leave, duty shift or commitment, for whoever explains it. */
  readonly reference: string | null;
}

/** A wish or an aversion; null matches anything. The scores of all that match a session are added up, within −1 … 1. */
export interface Preference {
  readonly townshipId: string | null;
  /** ISO 8601: Monday 1 … Sunday 7. */
  readonly weekday: number | null;
  readonly half: Half | null;
  /** −1 (not at all) … 1 (gladly). */
  readonly score: number;
}

/** A stay during which the expert sets out from another institution. 长期派驻 */
export interface SecondmentStay {
  readonly from: LocalDate;
  /** The last day. */
  readonly to: LocalDate;
  readonly institutionId: string;
}

export interface Expert {
  readonly id: string;
  readonly title: ExpertTitle;
  readonly specialties: readonly string[];
  /** The institution from which the expert sets out. */
  readonly homeId: string;
  readonly secondments: readonly SecondmentStay[];
  /** Share of the load that is this expert's: 1 as everybody's, 0.5 half as much; more than 0. */
  readonly weight: number;
  /** Sessions (half-days) in a week from Monday to Sunday. */
  readonly maxPerWeek: number;
  /** Days in a row with a session. */
  readonly maxConsecutiveDays: number;
  readonly unavailable: readonly Unavailable[];
  readonly preferences: readonly Preference[];
  /** Of the last 6–12 months; who is new gets what the others have on average, or would have to catch up with them. */
  readonly carryOver: { readonly sessions: number; readonly burdens: number };
}

/** People of whom no more than so many may be away at once: at a township or on leave. */
export interface KeyStaffGroup {
  readonly id: string;
  readonly expertIds: readonly string[];
  readonly maxAway: number;
}

export interface Travel {
  /** One way, from where the expert sets out to the township. */
  readonly limitMinutes: number;
  /** One way, from the township of the morning to that of the afternoon. */
  readonly middayLimitMinutes: number;
  /** One way at which a township is a far one, to be shared. */
  readonly farMinutes: number;
  /** Both ways take as long unless listed apart; a pair that is missing cannot be travelled. */
  readonly minutes: readonly { readonly fromId: string; readonly toId: string; readonly minutes: number }[];
}

/** What a township asks for in one half-day. */
export interface Demand extends Slot {
  readonly id: string;
  readonly townshipId: string;
  readonly specialty: string;
  readonly minimumTitle: ExpertTitle;
  readonly min: number;
  readonly ideal: number;
  /** 1 is the most urgent; each has its weights. */
  readonly priority: number;
}

export interface Assignment {
  readonly expertId: string;
  readonly demandId: string;
}

/** A session that no plan changes: the published past, and what lies around the period or the part that is planned. */
export interface SettledSession extends Slot {
  readonly expertId: string;
  readonly townshipId: string;
  /** The demand that it serves, where that is one of the instance. */
  readonly demandId: string | null;
}

/** How often an expert was at a township before. */
export interface Visits {
  readonly expertId: string;
  readonly townshipId: string;
  readonly sessions: number;
}

/** Points for each soft goal; reference data. Coverage of the minimum comes before all of them, whatever they are. */
export interface RotaWeights {
  readonly priorities: readonly {
    readonly priority: number;
    /** Weighs minima against one another. */
    readonly shortOfMin: number;
    readonly shortOfIdeal: number;
  }[];
  readonly travelPerHour: number;
  /** For an expert whose load is one session away from the fair share; grows with the square. */
  readonly fairness: number;
  /** As fairness, of sessions at weekends and in far townships. */
  readonly burden: number;
  /** For a session against every wish; half of it where nothing is wished. */
  readonly preference: number;
  /** For an expert who has never been there, none from `familiarAfter` sessions on. */
  readonly continuity: number;
  readonly familiarAfter: number;
  /** For each published session that is taken away, and for each that is added to what was published. */
  readonly change: number;
}

/** Everything that a rota is made from. Ids are opaque; order carries no meaning but decides between equal plans. */
export interface RotaInstance {
  readonly halfDays: readonly HalfDay[];
  readonly experts: readonly Expert[];
  readonly keyStaff: readonly KeyStaffGroup[];
  readonly travel: Travel;
  readonly demands: readonly Demand[];
  /** Decided by hand; the solver keeps them. */
  readonly fixed: readonly Assignment[];
  readonly settled: readonly SettledSession[];
  /** What stands published and may be changed, at a price; empty for a first plan. */
  readonly published: readonly Assignment[];
  readonly visits: readonly Visits[];
  readonly weights: RotaWeights;
}

/** When solving ends. The time limit alone depends on the machine: a plan that it ended may differ from run to run. */
export interface SolveLimits {
  readonly seed: number;
  /** Nodes of the search tree in each part that is solved. */
  readonly nodeLimit: number;
  /** Distance from the bound at which a plan is good enough: 0.01 is one per cent; 0 asks for the optimum. */
  readonly relativeGap: number;
  readonly timeLimitSeconds: number;
  /** Decisions up to which a period is solved as a whole; week by week beyond. */
  readonly wholeUpTo: number;
}

/** What nothing may break; one place says what each means: `rules.ts`. */
export const HardRule = {
  SPECIALTY: 'SPECIALTY',
  TITLE: 'TITLE',
  PAST: 'PAST',
  UNAVAILABLE: 'UNAVAILABLE',
  TRAVEL_LIMIT: 'TRAVEL_LIMIT',
  ONE_PLACE: 'ONE_PLACE',
  MIDDAY_TRAVEL: 'MIDDAY_TRAVEL',
  WEEK_LIMIT: 'WEEK_LIMIT',
  CONSECUTIVE_DAYS: 'CONSECUTIVE_DAYS',
  KEY_STAFF: 'KEY_STAFF',
} as const;
export type HardRule = (typeof HardRule)[keyof typeof HardRule];

/** A hard rule that an assignment breaks, and why: ids, dates, counts, minutes. */
export interface Violation {
  readonly rule: HardRule;
  readonly facts: JsonRecord;
}
