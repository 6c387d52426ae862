import type { StateOf, TransitionRow, TransitionTable } from './transition-table.js';
import { asList, rowsOf } from './transition-table.js';

/** What a spec knows about a lifecycle besides its table. */
export interface WalkOptions<State extends string> {
  /** Every state of the aggregate, so that one the table forgot is noticed. */
  readonly states: readonly State[];
  /** States in which an aggregate can be born. */
  readonly initial: readonly State[];
  /** Ends that nothing leads out of. An end that can be reopened is not listed here. */
  readonly terminal: readonly State[];
}

/** One cell of the state × action matrix; no targets means refused. */
export interface WalkedPair {
  readonly state: string;
  readonly action: string;
  readonly to: readonly string[];
}

/**
 * Walks every state × action of a table, for the spec of every aggregate.
 *
 * `problems` is empty for a sound table: every state can be reached from an initial one, nothing leads out of a terminal
 * state (annotations that stay there may), every other state has a way out, no action is tabled twice from one state,
 * and no row is without a start, an actor or a target. `pairs` is the whole matrix, for tables of expected outcomes.
 *
 * @example
 * expect(walkTransitions(upTransitions, { states, initial: ['DRAFT'], terminal: ['REJECTED'] }).problems).toEqual([]);
 */
export function walkTransitions<Table extends TransitionTable<string, string>>(
  table: Table,
  options: WalkOptions<StateOf<Table>>,
): { readonly problems: readonly string[]; readonly pairs: readonly WalkedPair[] } {
  const pairs = options.states.flatMap((state) =>
    Object.keys(table).map((action) => ({ state, action, to: targetsFrom(table, state, action) })),
  );
  return {
    pairs,
    problems: [...rowProblems(table), ...duplicateProblems(table, options.states), ...stateProblems(pairs, options)],
  };
}

function targetsFrom(table: TransitionTable<string, string>, state: string, action: string): string[] {
  const rows = rowsOf(table, action).filter((row) => asList(row.from).includes(state));
  return [...new Set(rows.flatMap((row) => targets(row, state)))];
}

function targets({ to }: TransitionRow<string>, state: string): readonly string[] {
  if (to === 'unchanged') return [state];
  return typeof to === 'string' ? [to] : to.oneOf;
}

function rowProblems(table: TransitionTable<string, string>): string[] {
  return Object.keys(table).flatMap((action) =>
    rowsOf(table, action).flatMap((row) => [
      ...(asList(row.from).length === 0 ? [`${action} has a row without a state to start from`] : []),
      ...(asList(row.who).length === 0 ? [`${action} has a row that nobody may take`] : []),
      ...(targets(row, '').length === 0 ? [`${action} has a row without a target`] : []),
    ]),
  );
}

function duplicateProblems(table: TransitionTable<string, string>, states: readonly string[]): string[] {
  return Object.keys(table).flatMap((action) => {
    const starts = rowsOf(table, action).flatMap((row) => asList(row.from));
    return states
      .filter((state) => starts.indexOf(state) !== starts.lastIndexOf(state))
      .map((state) => `${action} is tabled twice from ${state}`);
  });
}

function stateProblems(pairs: readonly WalkedPair[], options: WalkOptions<string>): string[] {
  const reached = reachable(pairs, options.initial);
  return options.states.flatMap((state) => {
    const exits = pairs.filter((pair) => pair.state === state && pair.to.some((next) => next !== state));
    const terminal = options.terminal.includes(state);
    return [
      ...(reached.has(state) ? [] : [`${state} cannot be reached`]),
      ...(terminal ? exits.map(({ action }) => `${action} leads out of the terminal state ${state}`) : []),
      ...(terminal || exits.length > 0 ? [] : [`${state} has no way out and is not terminal`]),
    ];
  });
}

function reachable(pairs: readonly WalkedPair[], initial: readonly string[]): ReadonlySet<string> {
  const reached = new Set(initial);
  // A set that grows while it is iterated visits the new members too.
  for (const state of reached) {
    for (const pair of pairs) {
      if (pair.state === state) pair.to.forEach((next) => reached.add(next));
    }
  }
  return reached;
}
