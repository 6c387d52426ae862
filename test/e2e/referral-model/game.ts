import { randomUUID } from 'node:crypto';
import { days } from '#kernel';
import type { Attempt, Game } from '../random-acts.js';
import { acts, type Act } from './acts.js';
import { readLedger, type Ledger } from './ledger.js';
import { mayTry, type Modelled } from './model.js';
import type { Player, Stage } from './stage.js';
import { verify, verifyBySystem } from './verdict.js';

/** What referrals are to random people. */
export class ReferralGame implements Game<Ledger, Modelled, Act, Player> {
  readonly acts = acts;
  readonly players: readonly Player[];

  constructor(private readonly stage: Stage) {
    this.players = stage.players;
  }

  read(): Promise<Ledger> {
    return readLedger(this.stage);
  }

  subjects({ referrals }: Ledger): readonly Modelled[] {
    return [...referrals.values()];
  }

  mayTry(referral: Modelled, act: Act, player: Player): boolean {
    return mayTry(referral, act, player);
  }

  async input(referral: Modelled, act: Act, choice: number): Promise<Readonly<Record<string, unknown>>> {
    const fields = await act.fields(this.stage, choice, referral);
    return { id: referral.id, expectedVersion: referral.version, idempotencyKey: randomUUID(), ...fields };
  }

  verify(before: Ledger, after: Ledger, acknowledged: readonly Attempt<Modelled, Act, Player>[]): void {
    const done = acknowledged.map(({ act: { action }, subject, player: { person } }) => {
      return { referralId: subject.id, action, staffId: person.staffId, institutionId: person.institutionId };
    });
    verify(before, after, done);
  }

  async pass(length: number): Promise<void> {
    const { app } = this.stage;
    app.clock.advance(days(length));
    await app.work('deadlines.sweep');
    await app.work('referral.overdue');
    await app.work('capacity.expire-holds');
  }

  verifyBySystem(before: Ledger, after: Ledger): readonly string[] {
    return verifyBySystem(before, after);
  }
}
