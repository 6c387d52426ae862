import { Injectable } from '@nestjs/common';
import { NotFoundError, TransitionRefusedError } from '#kernel';
import { actingFor, type Transaction } from '#platform';
import { ReadingTaskRepository } from '../data/reading-task.repository.js';

/** Keeps claims up for as long as their holders show that they are there. */
@Injectable()
export class Leases {
  constructor(private readonly tasks: ReadingTaskRepository) {}

  /** The lease begins anew. @throws TransitionRefusedError where it has passed, or somebody else holds the task */
  async extend(tx: Transaction, id: string, fencingToken: number): Promise<void> {
    const { actor, now } = tx;
    const asker = { institutionId: actor.institutionId, staffId: actingFor(actor), now };
    if (await this.tasks.extend(tx, asker, id, fencingToken)) return;
    const row = await this.tasks.lock(tx, asker, id);
    if (!row) throw new NotFoundError('ReadingTask', id);
    const { state, claimedByStaffId, leaseUntil } = row;
    const facts = { claimedByStaffId, leaseUntil: leaseUntil?.toISOString() ?? null };
    throw new TransitionRefusedError(state, 'heartbeat', { rule: 'LEASE_LOST', facts });
  }
}
