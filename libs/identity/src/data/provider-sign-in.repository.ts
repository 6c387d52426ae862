import { Injectable } from '@nestjs/common';
import { Database, statement, type Transaction } from '#platform';
import { ProviderSignInEntity } from './provider-sign-in.entity.js';

const COUNT_RECENT = statement(
  'provider-sign-in.count-recent',
  `SELECT count(*)::int AS count FROM provider_sign_ins
   WHERE address IS NOT DISTINCT FROM $1 AND created_at > $2 AND used_at IS NULL`,
);
const USE = statement(
  'provider-sign-in.use',
  `UPDATE provider_sign_ins SET used_at = $3
   WHERE state_hash = $1 AND browser_hash = $2 AND used_at IS NULL AND expires_at > $3 RETURNING id`,
);
const ANSWER = statement(
  'provider-sign-in.answer',
  `UPDATE provider_sign_ins SET account_id = $2, account_version = $3, is_proven = $4, code_hash = $5, code_expires_at = $6
   WHERE id = $1`,
);
const FIND_ANSWERED = statement(
  'provider-sign-in.find-answered',
  `SELECT id, account_id AS "accountId", account_version AS "accountVersion", is_proven AS "isProven"
   FROM provider_sign_ins
   WHERE code_hash = $1 AND browser_hash = $2 AND code_used_at IS NULL AND code_expires_at > $3`,
);
const USE_CODE = statement(
  'provider-sign-in.use-code',
  `UPDATE provider_sign_ins SET code_used_at = $2
   WHERE id = $1 AND code_used_at IS NULL AND code_expires_at > $2 RETURNING id`,
);

type Answered = 'accountId' | 'accountVersion' | 'isProven' | 'codeHash' | 'codeExpiresAt';
export type NewProviderSignIn = Omit<ProviderSignInEntity, Answered | 'usedAt' | 'codeUsedAt'>;
/** Who has come back from the provider, and what their browser exchanges for a session. */
export type ProviderAnswer = { readonly [Key in 'id' | Answered]: NonNullable<ProviderSignInEntity[Key]> };

@Injectable()
export class ProviderSignInRepository {
  constructor(private readonly database: Database) {}

  /** How many of an address have gone to the provider since then and have not come back. */
  async countRecent(tx: Transaction, address: string | null, since: Date): Promise<number> {
    return (await tx.first<{ count: number }>(COUNT_RECENT, [address, since]))!.count;
  }

  async insert(tx: Transaction, signIn: NewProviderSignIn): Promise<void> {
    await tx.manager.insert(ProviderSignInEntity, signIn);
  }

  /** Uses up the sign-in that this browser began with this state. @returns its id; null where there is none, or no longer */
  async use(tx: Transaction, stateHash: Buffer, browserHash: Buffer): Promise<string | null> {
    return (await tx.first<{ id: string }>(USE, [stateHash, browserHash, tx.now]))?.id ?? null;
  }

  async answer(tx: Transaction, answer: ProviderAnswer): Promise<void> {
    const { id, accountId, accountVersion, isProven, codeHash, codeExpiresAt } = answer;
    await tx.query(ANSWER, [id, accountId, accountVersion, isProven, codeHash, codeExpiresAt]);
  }

  /** What a code stands for that this browser was given, while it can be exchanged. */
  findAnswered(
    codeHash: Buffer,
    browserHash: Buffer,
    now: Date,
  ): Promise<Omit<ProviderAnswer, 'codeHash' | 'codeExpiresAt'> | null> {
    return this.database.first(FIND_ANSWERED, [codeHash, browserHash, now]);
  }

  /** @returns whether nobody has exchanged the code before, and it is not too late */
  async useCode(tx: Transaction, id: string): Promise<boolean> {
    return (await tx.first(USE_CODE, [id, tx.now])) !== null;
  }
}
