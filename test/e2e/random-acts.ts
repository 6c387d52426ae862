import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import type { Person } from '#testing';

/** How often which action was acknowledged, or taken by the system, over all runs. */
export type Tally = Map<string, number>;

/** One person's attempt, by numbers that choose among what there is. */
export interface Choice {
  readonly target: number;
  readonly act: number;
  readonly player: number;
  readonly fields: number;
  /** Something that the table lets the person do, rather than anything. */
  readonly isLikely: boolean;
  /** A client that has not heard the answer sends it again. */
  readonly isRepeated: boolean;
}

/** Somebody of a stage, by whatever else the model knows of them. */
export interface Acting {
  readonly person: Person;
}

/** What somebody asks of the product, and the action of a table that it is. */
export interface Asking {
  readonly mutation: string;
  readonly action: string;
}

/** Something that is asked of the product: it may be asked again. */
export interface Attempt<Subject, Act extends Asking, Player extends Acting> {
  readonly act: Act;
  readonly player: Player;
  readonly subject: Subject;
  readonly input: Readonly<Record<string, unknown>>;
}

/** What one library is to random people: its aggregates, what can be asked of them, and how what is on record is judged. */
export interface Game<Ledger, Subject, Act extends Asking, Player extends Acting> {
  readonly acts: readonly Act[];
  readonly players: readonly Player[];
  /** Everything that is on record. */
  read(): Promise<Ledger>;
  subjects(ledger: Ledger): readonly Subject[];
  /** Whether the table lets this person do this now, as far as it depends on state and person. */
  mayTry(subject: Subject, act: Act, player: Player): boolean;
  input(subject: Subject, act: Act, choice: number, player: Player): Promise<Readonly<Record<string, unknown>>>;
  /** Compares what is on record after a step with what was there before: everything that was acknowledged, and no more. */
  verify(before: Ledger, after: Ledger, acknowledged: readonly Attempt<Subject, Act, Player>[]): void;
  /** Lets time pass, and the system do what is due. */
  pass(length: number): Promise<void>;
  /** After that: whatever happened, the system did it. @returns the actions */
  verifyBySystem(before: Ledger, after: Ledger): readonly string[];
}

/** What is on record, as it was after the last step. */
export interface Model<Ledger> {
  ledger: Ledger;
}

export interface Real<Ledger, Subject, Act extends Asking, Player extends Acting> {
  readonly game: Game<Ledger, Subject, Act, Player>;
  readonly tally: Tally;
}

/** Types of the inputs, by the mutation. */
const INPUTS = new Map(
  [...readFileSync('schema.graphql', 'utf8').matchAll(/^ {2}(\w+)\(input: (\w+)!\)/gm)].map(([, name, type]) => [
    name!,
    type!,
  ]),
);

const pick = <T>(among: readonly T[], choice: number): T => among[choice % among.length]!;

/** One person, or two at the same moment, on one aggregate. */
class Attempts<L, S, A extends Asking, P extends Acting> implements fc.AsyncCommand<Model<L>, Real<L, S, A, P>, true> {
  constructor(private readonly choices: readonly Choice[]) {}

  check(): Promise<boolean> {
    return Promise.resolve(true);
  }

  async run(model: Model<L>, { game, tally }: Real<L, S, A, P>): Promise<void> {
    const [first] = this.choices;
    const subject = pick(game.subjects(model.ledger), first!.target);
    const attempts = await Promise.all(this.choices.map((each) => attemptOf(game, subject, each)));
    const answers = await Promise.all(attempts.map(send));
    const acknowledged = attempts.filter((_, index) => answers[index]);
    const after = await game.read();
    game.verify(model.ledger, after, acknowledged);
    if (first!.isRepeated && answers[0]) {
      const again = await send(attempts[0]!);
      verifyRepeated(again, after, await game.read());
    }
    for (const { act } of acknowledged) addTo(tally, act.action);
    model.ledger = after;
  }

  toString(): string {
    return `attempts(${JSON.stringify(this.choices)})`;
  }
}

/** Time passes, and the system ends what has waited too long. */
export class TimePasses<L, S, A extends Asking, P extends Acting> implements fc.AsyncCommand<
  Model<L>,
  Real<L, S, A, P>,
  true
> {
  constructor(private readonly length: number) {}

  check(): Promise<boolean> {
    return Promise.resolve(true);
  }

  async run(model: Model<L>, { game, tally }: Real<L, S, A, P>): Promise<void> {
    await game.pass(this.length);
    const after = await game.read();
    for (const action of game.verifyBySystem(model.ledger, after)) addTo(tally, `${action} by the system`);
    model.ledger = after;
  }

  toString(): string {
    return `timePasses(${this.length})`;
  }
}

/** A request that comes again is answered again, and changes nothing. */
function verifyRepeated(isAnswered: boolean, before: unknown, after: unknown): void {
  expect(isAnswered).toBe(true);
  expect(after).toEqual(before);
}

function addTo(tally: Tally, action: string): void {
  tally.set(action, (tally.get(action) ?? 0) + 1);
}

async function attemptOf<L, S, A extends Asking, P extends Acting>(
  game: Game<L, S, A, P>,
  subject: S,
  choice: Choice,
): Promise<Attempt<S, A, P>> {
  const all = game.players.flatMap((player) => game.acts.map((act) => ({ player, act })));
  const likely = all.filter(({ act, player }) => game.mayTry(subject, act, player));
  // By action first, so that what many may do is not done most of the time.
  const among = choice.isLikely && likely.length > 0 ? likely : all;
  const act = pick([...new Set(among.map((one) => one.act))], choice.act);
  const player = pick(
    among.filter((one) => one.act === act).map((one) => one.player),
    choice.player,
  );
  return { act, player, subject, input: await game.input(subject, act, choice.fields, player) };
}

/** @returns whether it was acknowledged */
async function send({ act, player: { person }, input }: Attempt<unknown, Asking, Acting>): Promise<boolean> {
  const text = `mutation($input: ${INPUTS.get(act.mutation)}!) { ${act.mutation}(input: $input) { id } }`;
  const { errors } = await person.tries(text, { input });
  expect(errors.map(({ extensions }) => extensions.code)).not.toContain('INTERNAL');
  return errors.length === 0;
}

const choice: fc.Arbitrary<Choice> = fc.record({
  target: fc.nat(1_000),
  act: fc.nat(1_000),
  player: fc.nat(1_000),
  fields: fc.nat(1_000),
  isLikely: fc.nat(9).map((n) => n > 1),
  isRepeated: fc.nat(9).map((n) => n === 0),
});

/** Steps of one run, with the lengths of time that may pass; most of them are the act of one person. */
export function steps<L, S, A extends Asking, P extends Acting>(most: number, lengths: readonly number[]) {
  const one = fc.tuple(choice).map((choices) => new Attempts<L, S, A, P>(choices));
  const together = fc.tuple(choice, choice).map((choices) => new Attempts<L, S, A, P>(choices));
  const timePasses = fc.constantFrom(...lengths).map((length) => new TimePasses<L, S, A, P>(length));
  return fc.commands<Model<L>, Real<L, S, A, P>, true>([one, one, one, one, one, one, together, together, timePasses], {
    maxCommands: most,
    size: 'max',
  });
}
