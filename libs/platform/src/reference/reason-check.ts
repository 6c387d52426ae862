import { Injectable } from '@nestjs/common';
import { InvalidInputError, checkReason } from '#kernel';
import type { Transaction } from '../database/transaction.js';
import type { ChangeCommand } from '../transitions/transition.service.js';
import { ReferenceData } from './reference-data.js';

/** A coded reason, and words about it. */
export interface GivenReason {
  readonly reasonCode: string;
  readonly comment?: string | null;
}

/** A change that needs a coded reason. */
export interface ReasonCommand extends ChangeCommand, GivenReason {}

/** Asks the lists of reasons, as they count now. */
@Injectable()
export class ReasonCheck {
  constructor(private readonly reference: ReferenceData) {}

  /** What an attempt brings along: which rule its reason breaks, or null. */
  async from(list: string, tx: Transaction, { reasonCode, comment }: GivenReason) {
    const verdict = checkReason(await this.reference.reasons(list, tx.now, tx), reasonCode, comment, tx.now);
    return { reasonProblem: verdict === true ? null : verdict.rule };
  }

  /** @throws InvalidInputError naming the field, for a code that is not in the list now */
  async require(list: string, tx: Transaction, { path, code }: { readonly path: string; readonly code: string }) {
    const verdict = checkReason(await this.reference.reasons(list, tx.now, tx), code, null, tx.now);
    if (verdict !== true) throw new InvalidInputError([{ path, constraint: verdict.rule }]);
  }

  /** @throws InvalidInputError for a reason that is not in the list now, or that asks for words and has none */
  async requireGiven(list: string, tx: Transaction, given: GivenReason): Promise<void> {
    const { reasonProblem: constraint } = await this.from(list, tx, given);
    if (!constraint) return;
    throw new InvalidInputError([{ path: constraint === 'REASON_UNKNOWN' ? 'reasonCode' : 'comment', constraint }]);
  }
}

/** The part of an effect that the event keeps. */
export function reasonOf({ reasonCode, comment }: GivenReason): GivenReason {
  return comment === undefined ? { reasonCode } : { reasonCode, comment };
}
