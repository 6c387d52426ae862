import { TransitionRefusedError } from './domain-error.js';
import type { JsonRecord } from './json-value.js';

type OneOrMore<T> = T | readonly T[];

/** Where a row leads: one state, `unchanged` for an annotation, or one of several that the named function chooses. */
export type Target<State extends string> =
  State | 'unchanged' | { readonly oneOf: readonly State[]; readonly chosenBy: string };

/** One row of a table. Names in it are looked up in the {@link Lifecycle}. */
export interface TransitionRow<State extends string> {
  readonly from: OneOrMore<State>;
  readonly to: Target<State>;
  /** Relations to the aggregate of which the actor must have at least one: `author`, `owner`, `coordinator`, `system`. */
  readonly who: OneOrMore<string>;
  /** Guards that must all hold, asked in this order; the first that fails is the reason. */
  readonly guards?: OneOrMore<string>;
  /** Guards on what the caller brings along (a reason, an advice). Only an attempt can answer them. */
  readonly demands?: OneOrMore<string>;
}

/**
 * Every change an aggregate can go through: one entry an action; several rows where the action differs by state.
 *
 * @example
 * export const upTransitions = {
 *   submit: {
 *     from: ['DRAFT', 'RETURNED_FOR_EDIT'],
 *     to: { oneOf: ['PENDING_INTERNAL_REVIEW', 'PENDING_ACCEPTANCE'], chosenBy: 'internalReviewSwitch' },
 *     who: 'author',
 *     guards: ['formComplete', 'consentOnFile'],
 *   },
 *   returnForEdit: [
 *     { from: 'PENDING_INTERNAL_REVIEW', to: 'RETURNED_FOR_EDIT', who: 'head', demands: 'reason' },
 *     { from: 'PENDING_ACCEPTANCE', to: 'RETURNED_FOR_EDIT', who: ['owner', 'coordinator'], demands: 'reason' },
 *   ],
 *   claim: { from: 'PENDING_ACCEPTANCE', to: 'unchanged', who: 'departmentDoctor', guards: 'unclaimed' },
 * } as const satisfies TransitionTable<UpState, UpAction>;
 */
export type TransitionTable<State extends string, Action extends string> = Readonly<
  Record<Action, OneOrMore<TransitionRow<State>>>
>;

/** A guard's answer: it holds, or the rule that fails and the facts that explain it (never personal data). */
export type Verdict = true | { readonly rule: string; readonly facts?: JsonRecord };

export type Guard<Facts> = (facts: Facts) => Verdict;

type AnyTable = TransitionTable<string, string>;
type Elements<T> = T extends readonly (infer E)[] ? E : T;
type RowOf<Table> = Elements<Table[keyof Table]>;
type NamesIn<Row, Column extends string> = Row extends { readonly [C in Column]: infer Names }
  ? Extract<Elements<Names>, string>
  : never;
type Choice<Table> = Extract<RowOf<Table> extends { readonly to: infer To } ? To : never, { chosenBy: string }>;
type TargetState<To> = To extends { readonly oneOf: readonly (infer State)[] } ? State : Exclude<To, 'unchanged'>;

/** The states that a table names. */
export type StateOf<Table> = Extract<
  NamesIn<RowOf<Table>, 'from'> | TargetState<RowOf<Table> extends { readonly to: infer To } ? To : never>,
  string
>;

/** The actions that a table names. */
export type ActionOf<Table> = keyof Table & string;

/**
 * A table together with what its names mean; the compiler asks for every name the table uses.
 *
 * `Facts` is what the rules look at (the aggregate, the actor, switches, `now`), read before any rule is asked.
 * `Brought` is what one attempt adds (the reason, the advice); only demands and choices see it.
 *
 * @example
 * export const upLifecycle: Lifecycle<typeof upTransitions, UpFacts, UpAttempt> = {
 *   table: upTransitions,
 *   who: { author: ({ actor, referral }) => actor.id === referral.authorId, … },
 *   guards: {
 *     unclaimed: ({ referral }) =>
 *       referral.ownerId === null || { rule: 'ALREADY_CLAIMED', facts: { ownerId: referral.ownerId } },
 *   },
 *   demands: { reason: ({ reasonCode }) => reasonCode !== undefined || { rule: 'REASON_MISSING' } },
 *   choices: { internalReviewSwitch: ({ reviewOn }) => (reviewOn ? 'PENDING_INTERNAL_REVIEW' : 'PENDING_ACCEPTANCE') },
 * };
 */
export interface Lifecycle<Table extends AnyTable, Facts, Brought = unknown> {
  readonly table: Table;
  readonly who: Readonly<Record<NamesIn<RowOf<Table>, 'who'>, (facts: Facts) => boolean>>;
  readonly guards: Readonly<Record<NamesIn<RowOf<Table>, 'guards'>, Guard<Facts>>>;
  readonly demands: Readonly<Record<NamesIn<RowOf<Table>, 'demands'>, Guard<Facts & Brought>>>;
  readonly choices: {
    readonly [Name in Choice<Table>['chosenBy']]: (
      facts: Facts & Brought,
    ) => TargetState<Extract<Choice<Table>, { readonly chosenBy: Name }>>;
  };
}

/** The same lifecycle for the code below, which looks names up at run time. */
interface LooseLifecycle<Facts> {
  readonly table: AnyTable;
  readonly who: Readonly<Record<string, (facts: Facts) => boolean>>;
  readonly guards: Readonly<Record<string, Guard<Facts>>>;
  readonly demands: Readonly<Record<string, Guard<Facts>>>;
  readonly choices: Readonly<Record<string, (facts: Facts) => string>>;
}

/** Rule names that the table itself answers with, besides those of its guards. */
export const TableRule = {
  /** The action is not tabled from this state; facts: `from`, the states it is tabled from. */
  State: 'STATE',
  /** The actor has none of the relations that the row asks for; facts: `who`, those relations. */
  Who: 'WHO',
} as const;

export interface Refusal {
  readonly allowed: false;
  readonly rule: string;
  readonly facts: JsonRecord;
}

export type Decision<State extends string> = { readonly allowed: true; readonly to: State } | Refusal;

/** Whether an action is open to the actor now, as an API tells its clients. */
export interface PermittedAction<Action extends string> {
  readonly action: Action;
  readonly permitted: boolean;
  /** The first rule that fails, with its facts, when not permitted. */
  readonly failingRule?: string;
  readonly facts?: JsonRecord;
}

/** The rows of one action, in the order of the table. */
export function rowsOf(table: AnyTable, action: string): readonly TransitionRow<string>[] {
  return asList(table[action]);
}

/** A column of one or more entries as a list. */
export function asList<T>(entry: OneOrMore<T> | undefined): readonly T[] {
  if (entry === undefined) return [];
  return Array.isArray(entry) ? entry : [entry as T];
}

/**
 * Decides an attempt: is the action tabled from this state, is it the actor's, do all guards and demands hold?
 * The first that fails is the answer.
 *
 * @throws RangeError when a choice names a state that its row does not list, which is a defect of the lifecycle
 */
export function evaluate<Table extends AnyTable, Facts, Brought>(
  lifecycle: Lifecycle<Table, Facts, Brought>,
  state: StateOf<Table>,
  action: ActionOf<Table>,
  facts: Facts & Brought,
): Decision<StateOf<Table>> {
  const loose = lifecycle as unknown as LooseLifecycle<Facts & Brought>;
  const row = rowFrom(loose.table, state, action);
  if (!row) return untabled(loose.table, action);
  const refusal = refusalOf(loose, row, facts) ?? unmetDemand(loose, row, facts);
  return refusal ?? { allowed: true, to: targetOf(loose, row, { state, facts }) as StateOf<Table> };
}

/**
 * The state an attempt leads to, for services: {@link evaluate} with the refusal thrown.
 *
 * @throws TransitionRefusedError with the rule that failed, the state, the action and the rule's facts
 */
export function nextState<Table extends AnyTable, Facts, Brought>(
  lifecycle: Lifecycle<Table, Facts, Brought>,
  state: StateOf<Table>,
  action: ActionOf<Table>,
  facts: Facts & Brought,
): StateOf<Table> {
  const decision = evaluate(lifecycle, state, action, facts);
  if (!decision.allowed) throw new TransitionRefusedError(state, action, decision);
  return decision.to;
}

/**
 * Every action of the table, and whether the actor may take it now. Demands are left out: they are about what the
 * caller has not brought yet, and are answered by the attempt.
 */
export function permittedActions<Table extends AnyTable, Facts, Brought>(
  lifecycle: Lifecycle<Table, Facts, Brought>,
  state: StateOf<Table>,
  facts: Facts,
): PermittedAction<ActionOf<Table>>[] {
  const loose = lifecycle as unknown as LooseLifecycle<Facts>;
  return Object.keys(loose.table).map((name) => {
    const action = name as ActionOf<Table>;
    const row = rowFrom(loose.table, state, action);
    const refusal = row ? refusalOf(loose, row, facts) : untabled(loose.table, action);
    return refusal
      ? { action, permitted: false, failingRule: refusal.rule, facts: refusal.facts }
      : { action, permitted: true };
  });
}

function rowFrom(table: AnyTable, state: string, action: string): TransitionRow<string> | undefined {
  return rowsOf(table, action).find((row) => asList(row.from).includes(state));
}

function untabled(table: AnyTable, action: string): Refusal {
  return refuse(TableRule.State, { from: rowsOf(table, action).flatMap((row) => asList(row.from)) });
}

function refusalOf<F>(lifecycle: LooseLifecycle<F>, row: TransitionRow<string>, facts: F): Refusal | undefined {
  const who = asList(row.who);
  if (!who.some((relation) => lifecycle.who[relation]!(facts))) return refuse(TableRule.Who, { who });
  return firstFailure(lifecycle.guards, asList(row.guards), facts);
}

function unmetDemand<F>(lifecycle: LooseLifecycle<F>, row: TransitionRow<string>, facts: F): Refusal | undefined {
  return firstFailure(lifecycle.demands, asList(row.demands), facts);
}

function firstFailure<F>(
  guards: Readonly<Record<string, Guard<F>>>,
  names: readonly string[],
  facts: F,
): Refusal | undefined {
  for (const name of names) {
    const verdict = guards[name]!(facts);
    if (verdict !== true) return refuse(verdict.rule, verdict.facts);
  }
  return undefined;
}

function refuse(rule: string, facts: JsonRecord = {}): Refusal {
  return { allowed: false, rule, facts };
}

function targetOf<F>(
  lifecycle: LooseLifecycle<F>,
  row: TransitionRow<string>,
  at: { state: string; facts: F },
): string {
  if (row.to === 'unchanged') return at.state;
  if (typeof row.to === 'string') return row.to;
  const chosen = lifecycle.choices[row.to.chosenBy]!(at.facts);
  if (!row.to.oneOf.includes(chosen))
    throw new RangeError(`${row.to.chosenBy} chose ${chosen}, which its row does not list`);
  return chosen;
}
