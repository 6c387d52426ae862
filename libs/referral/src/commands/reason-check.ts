import { Injectable } from '@nestjs/common';
import { InvalidInputError, checkReason } from '#kernel';
import { ReferenceData, type Transaction } from '#platform';
import type { Effect, ReferralCommand } from './up-transition.service.js';

/** A change that needs a coded reason. */
export interface ReasonCommand extends ReferralCommand {
  readonly reasonCode: string;
  readonly comment?: string | null;
}

/** Asks the lists of reasons, as they count now. */
@Injectable()
export class ReasonCheck {
  constructor(private readonly reference: ReferenceData) {}

  /** What an attempt brings along: which rule its reason breaks, or null. */
  async from(list: string, tx: Transaction, { reasonCode, comment }: ReasonCommand) {
    const verdict = checkReason(await this.reference.reasons(list, tx.now, tx), reasonCode, comment, tx.now);
    return { reasonProblem: verdict === true ? null : verdict.rule };
  }

  /** @throws InvalidInputError naming the field, for a code that is not in the list now */
  async require(list: string, tx: Transaction, { path, code }: { readonly path: string; readonly code: string }) {
    const verdict = checkReason(await this.reference.reasons(list, tx.now, tx), code, null, tx.now);
    if (verdict !== true) throw new InvalidInputError([{ path, constraint: verdict.rule }]);
  }
}

export function reasonOf({ reasonCode, comment }: ReasonCommand): Effect {
  return { reasonCode, comment };
}
