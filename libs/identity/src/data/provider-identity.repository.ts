import { Injectable } from '@nestjs/common';
import { statement, type Transaction } from '#platform';
import type { ProviderIdentityEntity } from './provider-identity.entity.js';

const FIND = statement(
  'provider-identity.find',
  'SELECT issuer, subject FROM provider_identities WHERE account_id = $1',
);
const SAVE = statement(
  'provider-identity.save',
  `INSERT INTO provider_identities (account_id, issuer, subject, linked_at) VALUES ($1, $2, $3, $4)
   ON CONFLICT (account_id) DO UPDATE SET issuer = $2, subject = $3, linked_at = $4`,
);
const REMOVE = statement(
  'provider-identity.remove',
  'DELETE FROM provider_identities WHERE account_id = $1 RETURNING account_id',
);

/** Who accounts are at the provider. */
@Injectable()
export class ProviderIdentityRepository {
  find(tx: Transaction, accountId: string): Promise<Pick<ProviderIdentityEntity, 'issuer' | 'subject'> | null> {
    return tx.first(FIND, [accountId]);
  }

  async save(tx: Transaction, identity: Omit<ProviderIdentityEntity, 'linkedAt'>): Promise<void> {
    await tx.query(SAVE, [identity.accountId, identity.issuer, identity.subject, tx.now]);
  }

  /** @returns whether there was one */
  async remove(tx: Transaction, accountId: string): Promise<boolean> {
    return (await tx.first(REMOVE, [accountId])) !== null;
  }
}
