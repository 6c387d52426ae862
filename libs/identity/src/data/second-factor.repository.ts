import { Injectable } from '@nestjs/common';
import { statement, type Queryable, type Transaction } from '#platform';
import { RecoveryCodeEntity } from './recovery-code.entity.js';
import { SecondFactorEntity } from './second-factor.entity.js';

const FIND = statement(
  'second-factor.find',
  `SELECT account_id AS "accountId", secret_ciphertext AS "secretCiphertext", created_at AS "createdAt",
     confirmed_at AS "confirmedAt", last_step AS "lastStep"
   FROM second_factors WHERE account_id = $1`,
);
const BEGIN = statement(
  'second-factor.begin',
  `INSERT INTO second_factors (account_id, secret_ciphertext, created_at) VALUES ($1, $2, $3)
   ON CONFLICT ON CONSTRAINT pk_second_factors DO UPDATE
     SET secret_ciphertext = excluded.secret_ciphertext, created_at = excluded.created_at
     WHERE second_factors.confirmed_at IS NULL`,
);
const CONFIRM = statement(
  'second-factor.confirm',
  `UPDATE second_factors SET confirmed_at = $2, last_step = $3
   WHERE account_id = $1 AND confirmed_at IS NULL AND secret_ciphertext = $4 RETURNING account_id`,
);
// The one place where a code is used up: of two who bring the same one, one finds no row.
const USE_STEP = statement(
  'second-factor.use-step',
  `UPDATE second_factors SET last_step = $2 WHERE account_id = $1 AND last_step < $2 RETURNING account_id`,
);
const USE_RECOVERY_CODE = statement(
  'second-factor.use-recovery-code',
  `UPDATE recovery_codes SET used_at = $3 WHERE account_id = $1 AND code_hash = $2 AND used_at IS NULL RETURNING id`,
);
const REMOVE_CODES = statement('second-factor.remove-codes', 'DELETE FROM recovery_codes WHERE account_id = $1');
const REMOVE = statement('second-factor.remove', 'DELETE FROM second_factors WHERE account_id = $1');

@Injectable()
export class SecondFactorRepository {
  async find(accountId: string, on: Queryable): Promise<SecondFactorEntity | null> {
    const [factor] = await on.query<SecondFactorEntity>(FIND, [accountId]);
    return factor ?? null;
  }

  /** Keeps a secret until it is confirmed, in place of an older one that never was. */
  async begin(tx: Transaction, accountId: string, secretCiphertext: string): Promise<void> {
    await tx.query(BEGIN, [accountId, secretCiphertext, tx.now]);
  }

  /** @returns whether that very secret waited for it */
  async confirm(tx: Transaction, { accountId, secretCiphertext }: SecondFactorEntity, step: number): Promise<boolean> {
    return (await tx.first(CONFIRM, [accountId, tx.now, step, secretCiphertext])) !== null;
  }

  /** @returns whether neither that step nor a later one was used before */
  async useStep(tx: Transaction, accountId: string, step: number): Promise<boolean> {
    return (await tx.first(USE_STEP, [accountId, step])) !== null;
  }

  /** @returns whether it is one of the account's codes and was not used before */
  async useRecoveryCode(tx: Transaction, accountId: string, codeHash: Buffer): Promise<boolean> {
    return (await tx.first(USE_RECOVERY_CODE, [accountId, codeHash, tx.now])) !== null;
  }

  /** The former codes count no longer. */
  async replaceRecoveryCodes(tx: Transaction, accountId: string, hashes: readonly Buffer[]): Promise<void> {
    await tx.query(REMOVE_CODES, [accountId]);
    const codes = hashes.map((codeHash) => ({ id: tx.newId(), accountId, codeHash, createdAt: tx.now, usedAt: null }));
    await tx.manager.insert(RecoveryCodeEntity, codes);
  }

  /** Its secret and its codes are forgotten. */
  async remove(tx: Transaction, accountId: string): Promise<void> {
    await tx.query(REMOVE_CODES, [accountId]);
    await tx.query(REMOVE, [accountId]);
  }
}
