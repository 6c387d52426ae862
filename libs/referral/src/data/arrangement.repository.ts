import { Injectable } from '@nestjs/common';
import { statement, type BlindIndexes, type Transaction } from '#platform';
import { ArrangementEntity } from './arrangement.entity.js';
import { WrongCodeEntity } from './wrong-code.entity.js';

const BY_CODE = statement(
  'referral.by-code',
  `SELECT r.id, r.version FROM referral_arrangements a JOIN referrals r ON r.id = a.referral_id
   WHERE a.institution_id = $1 AND (a.code_index = $2 OR a.code_index_2 = $3) AND a.replaced_at IS NULL`,
);
const END = statement(
  'referral.end-arrangement',
  'UPDATE referral_arrangements SET replaced_at = $2 WHERE referral_id = $1 AND replaced_at IS NULL',
);
const WRONG_CODES = statement(
  'referral.wrong-codes',
  `SELECT count(*)::int AS count, min(attempted_at) AS first FROM appointment_wrong_codes
   WHERE account_id = $1 AND attempted_at > $2`,
);
/** Desks of one account count their attempts one after the other, so that parallel guesses do not slip through. */
const LOCK_DESK = statement('referral.lock-desk', `SELECT pg_advisory_xact_lock(hashtextextended($1::text, 7205312))`);

export interface WrongCodes {
  readonly count: number;
  /** The oldest of those that count; null when there is none. */
  readonly first: Date | null;
}

/** Writes arrangements and finds them by their code. */
@Injectable()
export class ArrangementRepository {
  async create(tx: Transaction, arrangement: ArrangementEntity): Promise<void> {
    await tx.manager.insert(ArrangementEntity, arrangement);
  }

  /** Its code counts no longer. */
  end(tx: Transaction, referralId: string): void {
    tx.write(END, [referralId, tx.now]);
  }

  findByCode(tx: Transaction, code: BlindIndexes): Promise<{ id: string; version: number } | null> {
    return tx.first(BY_CODE, [tx.actor.institutionId, ...code]);
  }

  async lockDesk(tx: Transaction): Promise<void> {
    await tx.query(LOCK_DESK, [tx.actor.accountId]);
  }

  async wrongCodes(tx: Transaction, since: Date): Promise<WrongCodes> {
    const [row] = await tx.query<{ count: number; first: Date | null }>(WRONG_CODES, [tx.actor.accountId, since]);
    return row!;
  }

  async addWrongCode(tx: Transaction): Promise<void> {
    await tx.manager.insert(WrongCodeEntity, { id: tx.newId(), accountId: tx.actor.accountId, attemptedAt: tx.now });
  }
}
