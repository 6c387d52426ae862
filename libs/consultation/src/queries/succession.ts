import { Injectable } from '@nestjs/common';
import { Slots } from '#calendar';
import { lengthOf, milliseconds, type Interval } from '#kernel';
import type { Transaction } from '#platform';
import type { Successor } from '../data/invitation.repository.js';
import { chooseFairly, type FairChoice } from '../domain/fair-choice.js';
import { SlotExperts } from './slot-experts.reader.js';

/** Times of sessions may begin anywhere. */
const ANYWHERE = milliseconds(1);

/** Who takes the place of somebody: the same turns by which times are offered. */
@Injectable()
export class Succession {
  constructor(
    private readonly slots: Slots,
    private readonly turns: SlotExperts,
  ) {}

  /** Whose turn it is of those who are free then, as they have published it, or of all where there is no time; null for nobody. */
  async of(
    tx: Transaction,
    successors: readonly Successor[],
    time: Interval | null,
  ): Promise<(Successor & { readonly choice: FairChoice }) | null> {
    if (successors.length === 0) return null;
    const free = time ? await this.freeAt(tx, successors, time) : successors;
    const choice = chooseFairly(await this.turns.shares(tx, free, tx.now));
    const next = free.find(({ expertId }) => expertId === choice?.expertId);
    return next && choice ? { ...next, choice } : null;
  }

  private async freeAt(tx: Transaction, successors: readonly Successor[], time: Interval): Promise<Successor[]> {
    const expertIds = successors.map(({ expertId }) => expertId);
    const wish = { window: time, hours: [time], length: lengthOf(time), every: ANYWHERE, needed: 1, expertIds };
    const [slot] = await this.slots.find(tx, wish, 1);
    return successors.filter(({ expertId }) => slot?.expertIds.includes(expertId));
  }
}
