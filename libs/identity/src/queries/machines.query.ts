import { Injectable } from '@nestjs/common';
import { NotFoundError, type Page } from '#kernel';
import { Database, pageById, statement, type ActorContext } from '#platform';
import type { MachineAccountEntity } from '../data/machine-account.entity.js';
import type { MachineKeyEntity } from '../data/machine-key.entity.js';

/** A key without what proves it; its instants are ISO 8601. */
export interface ListedKey extends Pick<MachineKeyEntity, 'id' | 'prefix'> {
  readonly createdAt: string;
  readonly expiresAt: string;
  readonly lastUsedAt: string | null;
  readonly revokedAt: string | null;
}

export interface ListedMachine extends MachineAccountEntity {
  /** The latest first. */
  readonly keys: ListedKey[];
}

/** Keys that are told of one account; older ones stay in the trail. */
const MOST_KEYS = 20;
const MACHINE = `m.id, m.institution_id AS "institutionId", m.name, m.kind, m.scopes, m.networks, m.status,
  m.created_at AS "createdAt", m.version,
  (SELECT coalesce(json_agg(shown ORDER BY shown.id DESC), '[]'::json) FROM (
     SELECT k.id, k.prefix, k.created_at AS "createdAt", k.expires_at AS "expiresAt", k.last_used_at AS "lastUsedAt",
       k.revoked_at AS "revokedAt"
     FROM machine_keys k WHERE k.machine_account_id = m.id ORDER BY k.id DESC LIMIT ${MOST_KEYS}) shown) AS keys`;
const GET = statement(
  'machine.get',
  `SELECT ${MACHINE} FROM machine_accounts m WHERE m.institution_id = $1 AND m.id = $2`,
);
const LIST = statement(
  'machine.list',
  `SELECT ${MACHINE} FROM machine_accounts m WHERE m.institution_id = $1 AND ($2::uuid IS NULL OR m.id < $2)
   ORDER BY m.id DESC LIMIT $3`,
);

/** Systems of the administrator's own institution; those of others do not exist for them. */
@Injectable()
export class MachinesQuery {
  constructor(private readonly database: Database) {}

  async getMachine({ institutionId }: ActorContext, id: string): Promise<ListedMachine> {
    const machine = await this.database.first<ListedMachine & object>(GET, [institutionId, id]);
    if (!machine) throw new NotFoundError('MachineAccount', id);
    return machine;
  }

  /** The latest first. */
  listMachines({ institutionId }: ActorContext, first: number, after: string | null): Promise<Page<ListedMachine>> {
    return pageById<ListedMachine>(this.database, LIST, [institutionId], { first, after });
  }
}
