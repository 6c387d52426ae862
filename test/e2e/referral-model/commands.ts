import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { days } from '#kernel';
import { acts, type Act } from './acts.js';
import { readLedger, type Ledger } from './ledger.js';
import { mayTry, type Modelled } from './model.js';
import type { Player, Stage } from './stage.js';
import { verify, verifyBySystem, verifyRepeated, type Acknowledged } from './verdict.js';

/** What is on record, as it was after the last step, and what the steps have come to. */
export interface Model {
  ledger: Ledger;
}

/** How often which action was acknowledged, or taken by the system, over all runs. */
export type Tally = Map<string, number>;

export interface Real {
  readonly stage: Stage;
  readonly tally: Tally;
}

/** One person's attempt, by numbers that choose among what there is. */
interface Choice {
  readonly target: number;
  readonly act: number;
  readonly player: number;
  readonly fields: number;
  /** Something that the table lets the person do, rather than anything. */
  readonly isLikely: boolean;
  /** A client that has not heard the answer sends it again. */
  readonly isRepeated: boolean;
}

interface Attempt {
  readonly act: Act;
  readonly player: Player;
  readonly referral: Modelled;
  readonly input: Readonly<Record<string, unknown>>;
}

/** Types of the inputs, by the mutation. */
const INPUTS = new Map(
  [...readFileSync('schema.graphql', 'utf8').matchAll(/^ {2}(\w+)\(input: (\w+)!\)/gm)].map(([, name, type]) => [
    name!,
    type!,
  ]),
);

const pick = <T>(among: readonly T[], choice: number): T => among[choice % among.length]!;

/** One person, or two at the same moment, on one referral. */
class Attempts implements fc.AsyncCommand<Model, Real, true> {
  constructor(private readonly choices: readonly Choice[]) {}

  check(): Promise<boolean> {
    return Promise.resolve(true);
  }

  async run(model: Model, { stage, tally }: Real): Promise<void> {
    const referrals = [...model.ledger.referrals.values()];
    const referral = pick(referrals, this.choices[0]!.target);
    const attempts = await Promise.all(this.choices.map((each) => attemptOf(stage, referral, each)));
    const answers = await Promise.all(attempts.map(send));
    const acknowledged = answers.filter((answer) => answer !== null);
    const after = await readLedger(stage);
    verify(model.ledger, after, acknowledged);
    if (this.choices[0]!.isRepeated && answers[0]) {
      const again = await send(attempts[0]!);
      verifyRepeated(after, await readLedger(stage), again);
    }
    for (const { action } of acknowledged) addTo(tally, action);
    model.ledger = after;
  }

  toString(): string {
    return `attempts(${JSON.stringify(this.choices)})`;
  }
}

/** Time passes, and the system ends what has waited too long. */
export class TimePasses implements fc.AsyncCommand<Model, Real, true> {
  constructor(private readonly count: number) {}

  check(): Promise<boolean> {
    return Promise.resolve(true);
  }

  async run(model: Model, { stage: { app }, stage, tally }: Real): Promise<void> {
    app.clock.advance(days(this.count));
    await app.work('deadlines.sweep');
    await app.work('referral.overdue');
    await app.work('capacity.expire-holds');
    const after = await readLedger(stage);
    const done = verifyBySystem(model.ledger, after);
    for (const action of done) addTo(tally, `${action} by the system`);
    model.ledger = after;
  }

  toString(): string {
    return `timePasses(${this.count} d)`;
  }
}

function addTo(tally: Tally, action: string): void {
  tally.set(action, (tally.get(action) ?? 0) + 1);
}

async function attemptOf(stage: Stage, referral: Modelled, choice: Choice): Promise<Attempt> {
  const all = stage.players.flatMap((player) => acts.map((act) => ({ player, act })));
  const likely = all.filter(({ act, player }) => mayTry(referral, act, player));
  // By action first, so that what many may do is not done most of the time.
  const among = choice.isLikely && likely.length > 0 ? likely : all;
  const act = pick([...new Set(among.map((one) => one.act))], choice.act);
  const player = pick(
    among.filter((one) => one.act === act).map((one) => one.player),
    choice.player,
  );
  const fields = await act.fields(stage, choice.fields, referral);
  const input = { id: referral.id, expectedVersion: referral.version, idempotencyKey: randomUUID(), ...fields };
  return { act, player, referral, input };
}

/** @returns what was acknowledged, or null where it was refused */
async function send({ act, player: { person }, referral, input }: Attempt): Promise<Acknowledged | null> {
  const text = `mutation($input: ${INPUTS.get(act.mutation)}!) { ${act.mutation}(input: $input) { id } }`;
  const { errors } = await person.tries(text, { input });
  expect(errors.map(({ extensions }) => extensions.code)).not.toContain('INTERNAL');
  if (errors.length > 0) return null;
  return { referralId: referral.id, action: act.action, staffId: person.staffId, institutionId: person.institutionId };
}

const choice: fc.Arbitrary<Choice> = fc.record({
  target: fc.nat(1_000),
  act: fc.nat(1_000),
  player: fc.nat(1_000),
  fields: fc.nat(1_000),
  isLikely: fc.nat(9).map((n) => n > 1),
  isRepeated: fc.nat(9).map((n) => n === 0),
});

const one = fc.tuple(choice).map((choices) => new Attempts(choices));
const together = fc.tuple(choice, choice).map((choices) => new Attempts(choices));
const timePasses = fc.constantFrom(1, 3, 8).map((count) => new TimePasses(count));

/** Steps of one run; most of them are the act of one person. */
export const steps = (most: number) =>
  fc.commands<Model, Real, true>([one, one, one, one, one, one, together, together, timePasses], {
    maxCommands: most,
    size: 'max',
  });
