import { Injectable } from '@nestjs/common';
import { statement, type Transaction } from '#platform';
import { MachineAccountEntity } from './machine-account.entity.js';
import { MachineKeyEntity } from './machine-key.entity.js';

const LOCK = statement(
  'machine.lock',
  `SELECT m.id, m.institution_id AS "institutionId", m.status, m.version,
     (SELECT count(*)::int FROM machine_keys k
      WHERE k.machine_account_id = m.id AND k.revoked_at IS NULL AND k.expires_at > $2) AS "liveKeys"
   FROM machine_accounts m WHERE m.id = $1 FOR UPDATE OF m`,
);
const OF_KEY = statement('machine.of-key', 'SELECT machine_account_id AS id FROM machine_keys WHERE id = $1');
const REVOKE = statement(
  'machine.revoke-keys',
  `UPDATE machine_keys SET revoked_at = $3
   WHERE machine_account_id = $1 AND ($2::uuid IS NULL OR id = $2) AND revoked_at IS NULL RETURNING id`,
);

/** A machine account while something is decided about it. */
export type LockedMachine = Pick<MachineAccountEntity, 'id' | 'institutionId' | 'status' | 'version'> & {
  /** Keys that count now. */
  readonly liveKeys: number;
};

@Injectable()
export class MachineRepository {
  async insert(tx: Transaction, machine: MachineAccountEntity): Promise<void> {
    await tx.manager.insert(MachineAccountEntity, machine);
  }

  async insertKey(tx: Transaction, key: MachineKeyEntity): Promise<void> {
    await tx.manager.insert(MachineKeyEntity, key);
  }

  lock(tx: Transaction, id: string): Promise<LockedMachine | null> {
    return tx.first<LockedMachine & object>(LOCK, [id, tx.now]);
  }

  /** Whose key it is. */
  async ofKey(tx: Transaction, keyId: string): Promise<string | null> {
    const found = await tx.first<{ id: string }>(OF_KEY, [keyId]);
    return found?.id ?? null;
  }

  /** Saves changes to a locked account. @returns its new version */
  async update(
    tx: Transaction,
    { id, version }: LockedMachine,
    changes: Partial<MachineAccountEntity>,
  ): Promise<number> {
    await tx.manager.update(MachineAccountEntity, { id }, { ...changes, version: version + 1 });
    return version + 1;
  }

  /** Ends one key, or (without one) all of an account. @returns ids of those that were not ended before */
  async revoke(tx: Transaction, machineId: string, keyId: string | null): Promise<string[]> {
    const rows = await tx.query<{ id: string }>(REVOKE, [machineId, keyId, tx.now]);
    return rows.map(({ id }) => id);
  }
}
