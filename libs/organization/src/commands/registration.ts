import { Injectable } from '@nestjs/common';
import { UnitOfWork, claimRequest, violatedConstraint, type ActorContext, type Transaction } from '#platform';
import { CodeTakenError } from '../domain/errors.js';

/** A request that makes something. */
export interface Creation {
  readonly idempotencyKey: string;
}

/** Inserts the row of a new entry under its id. */
export type Insert = (tx: Transaction, id: string) => Promise<unknown>;

const TAKEN = new Set([
  'uq_institutions_code',
  'uq_institutions_credit_code',
  'uq_departments_code',
  'uq_staff_staff_no',
  'uq_quality_qualifications_certificate',
]);

/** How an entry comes into the directory, whatever it is: once for each request, announced, under a code of its own. */
@Injectable()
export class Registration {
  constructor(private readonly unitOfWork: UnitOfWork) {}

  /**
   * @param what the aggregate as events name it: `department`
   * @returns the id of the entry
   * @throws CodeTakenError
   */
  async register(actor: ActorContext, what: string, command: Creation, insert: Insert): Promise<string> {
    try {
      return await this.unitOfWork.run(actor, async (tx) => {
        const claim = await claimRequest(tx, `register-${what}`, command, tx.newId());
        if (!claim.fresh) return claim.aggregateId;
        return this.registerIn(tx, what, claim.aggregateId, (id) => insert(tx, id));
      });
    } catch (error) {
      const constraint = violatedConstraint(error);
      if (constraint && TAKEN.has(constraint)) throw new CodeTakenError(what);
      throw error;
    }
  }
  /** The same within a transaction; whether a code is free is for the caller to look at. @returns the id */
  async registerIn(
    tx: Transaction,
    what: string,
    id: string,
    insert: (id: string) => Promise<unknown>,
  ): Promise<string> {
    await insert(id);
    tx.publish({ topic: `${what}.registered`, aggregateType: what, aggregateId: id, aggregateVersion: 1 });
    return id;
  }
}
