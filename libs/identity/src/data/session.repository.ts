import { Injectable } from '@nestjs/common';
import { statement, type Transaction } from '#platform';
import type { StoredAccount } from './account.repository.js';
import { SessionEntity } from './session.entity.js';

const REVOKE_ONE = statement(
  'session.revoke',
  `UPDATE sessions SET revoked_at = $3 WHERE id = $1 AND account_id = $2 AND revoked_at IS NULL RETURNING id`,
);
const REVOKE_OTHERS = statement(
  'session.revoke-others',
  `UPDATE sessions SET revoked_at = $3
   WHERE account_id = $1 AND id IS DISTINCT FROM $2 AND revoked_at IS NULL AND expires_at > $3 RETURNING id`,
);
const IS_OWN = statement('session.is-own', 'SELECT 1 FROM sessions WHERE id = $1 AND account_id = $2');
const MOVE = statement('session.move', 'UPDATE sessions SET institution_id = $2, delegation_id = $3 WHERE id = $1');
// Where the person was last, then at home, then anywhere they hold a role; home when they hold none.
const FIRST_INSTITUTION = statement(
  'session.first-institution',
  `SELECT held.institution_id AS "institutionId"
   FROM (SELECT DISTINCT institution_id FROM role_assignments
         WHERE staff_id = $2 AND valid_from <= $4 AND (valid_to IS NULL OR valid_to > $4)) held
   ORDER BY (SELECT max(s.created_at) FROM sessions s
             WHERE s.account_id = $1 AND s.institution_id = held.institution_id) DESC NULLS LAST,
     held.institution_id = $3 DESC, held.institution_id
   LIMIT 1`,
);

const PROVE = statement('session.prove', 'UPDATE sessions SET second_factor_at = $2 WHERE id = $1');

@Injectable()
export class SessionRepository {
  async insert(tx: Transaction, session: SessionEntity): Promise<void> {
    await tx.manager.insert(SessionEntity, session);
  }

  /** At which institution a new session of an account acts. */
  async firstInstitution(tx: Transaction, { id, staffId, institutionId }: StoredAccount): Promise<string> {
    const values = [id, staffId, institutionId, tx.now];
    const found = await tx.first<{ institutionId: string }>(FIRST_INSTITUTION, values);
    return found?.institutionId ?? institutionId;
  }

  /** Lets a session act at an institution from the next request on, in the person's own name or by a delegation. */
  async move(
    tx: Transaction,
    sessionId: string,
    { institutionId, delegationId }: { readonly institutionId: string; readonly delegationId: string | null },
  ): Promise<void> {
    await tx.query(MOVE, [sessionId, institutionId, delegationId]);
  }

  /** Notes that the person of a session has proven a second factor in it. */
  async prove(tx: Transaction, sessionId: string): Promise<void> {
    await tx.query(PROVE, [sessionId, tx.now]);
  }

  async isOwn(tx: Transaction, accountId: string, sessionId: string): Promise<boolean> {
    return (await tx.first(IS_OWN, [sessionId, accountId])) !== null;
  }

  /** Ends one session of an account. @returns whether it had not been ended before */
  async revoke(tx: Transaction, accountId: string, sessionId: string): Promise<boolean> {
    const revoked = await tx.query(REVOKE_ONE, [sessionId, accountId, tx.now]);
    return revoked.length > 0;
  }

  /** Ends every session of an account but the one to keep. @returns the ids of those ended */
  async revokeAll(tx: Transaction, accountId: string, keep: string | null = null): Promise<string[]> {
    const revoked = await tx.query<{ id: string }>(REVOKE_OTHERS, [accountId, keep, tx.now]);
    return revoked.map(({ id }) => id);
  }
}
