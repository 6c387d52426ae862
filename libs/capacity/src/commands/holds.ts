import { Injectable } from '@nestjs/common';
import { NotFoundError } from '#kernel';
import type { Transaction } from '#platform';
import { HoldRepository, type GivenPlace, type SessionRefusal } from '../data/hold.repository.js';
import { HoldEndedError, NoFreeBedError, SlotTakenError, type NoPlaceRule } from '../domain/errors.js';
import type { Reservation, Subject } from '../domain/hold.js';

/** Holds places and beds for subjects of other libraries: what one has, nobody else can get. */
@Injectable()
export class Holds {
  constructor(private readonly holds: HoldRepository) {}

  /**
   * Holds a place or a bed for a subject that the caller has locked; what it held before is free again when the transaction
   * commits.
   * @throws SlotTakenError naming what is free next; NoFreeBedError; NotFoundError
   */
  async reserve(tx: Transaction, reservation: Reservation): Promise<GivenPlace> {
    const { wanted } = reservation;
    if ('bedPoolId' in wanted) return this.reserveBed(tx, reservation, wanted.bedPoolId);
    const { sessionId } = wanted;
    const taken = await this.holds.takePlace(tx, reservation, sessionId);
    if ('given' in taken) return taken.given;
    if (!taken.refusal) throw new NotFoundError('ClinicSession', sessionId);
    throw new SlotTakenError(ruleOf(taken.refusal), sessionId, taken.refusal.next);
  }

  /** Makes a tentative hold last. @throws HoldEndedError where nothing is held any more */
  async confirmFor(tx: Transaction, subject: Subject): Promise<void> {
    if (!(await this.holds.confirm(tx, subject))) throw new HoldEndedError();
  }

  /** Gives back what is held for a subject, if anything is. */
  releaseFor(tx: Transaction, domain: string, id: string): void {
    this.holds.release(tx, { domain, id });
  }

  /** The patient is there: the place stays taken, and the bed is no longer empty. */
  useFor(tx: Transaction, domain: string, id: string): void {
    this.holds.use(tx, { domain, id });
  }

  private async reserveBed(tx: Transaction, reservation: Reservation, poolId: string): Promise<GivenPlace> {
    const given = await this.holds.takeBed(tx, reservation, poolId);
    if (given) return given;
    const reportedAt = await this.holds.reportedAt(tx, poolId, reservation.departmentId);
    throw reportedAt ? new NoFreeBedError(poolId, reportedAt) : new NotFoundError('BedPool', poolId);
  }
}

function ruleOf({ state, past }: SessionRefusal): NoPlaceRule {
  if (past) return 'PAST';
  return state === 'OPEN' ? 'FULL' : state;
}
