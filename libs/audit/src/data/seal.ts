import { createHash } from 'node:crypto';
import type { Cipher } from '#platform';
import type { AuditSealEntity } from './audit-seal.entity.js';

/** What the keys of seals are derived for; nothing else is signed with them. */
const PURPOSE = 'audit-seal/1';

/** A seal without what is computed over it. */
export type SealContent = Omit<AuditSealEntity, 'hash' | 'mac'>;
export type Seal = AuditSealEntity;

/**
 * SQL of the canonical form of an audit entry (alias `e`): a JSON array of every column in a fixed order, in which
 * PostgreSQL writes numbers, texts and instants the same whatever the settings of a session are.
 */
export const CANONICAL_ENTRY = `json_build_array('audit-entry/1', e.id, e.occurred_at AT TIME ZONE 'UTC', e.account_id,
  e.staff_id, e.institution_id, e.on_behalf_of_staff_id, e.request_id, e.address, e.action, e.object_type, e.object_id,
  e.patient_ids, e.basis, e.result, e.code, e.rule, e.detail)::text`;

export function hashOfEntry(canonical: string): Buffer {
  return createHash('sha256').update(canonical).digest();
}

/** @param hashes of the entries, by their positions */
export function digestOf(hashes: readonly Buffer[]): string {
  return createHash('sha256').update(Buffer.concat(hashes)).digest('base64url');
}

/** Two seals have the same hash only if they say the same and stand at the same place of the same chain. */
export function hashOfSeal(seal: SealContent): string {
  const content = [
    PURPOSE,
    seal.number,
    seal.keyId,
    seal.previousHash,
    seal.sealedAt.toISOString(),
    seal.completeBefore?.toISOString() ?? null,
    seal.entryCount,
    seal.entriesDigest,
  ];
  return createHash('sha256').update(JSON.stringify(content)).digest('base64url');
}

export function sealWith(cipher: Cipher, content: Omit<SealContent, 'keyId'>): Seal {
  const named = { ...content, keyId: cipher.signingKeyId };
  const hash = hashOfSeal(named);
  return { ...named, hash, mac: cipher.sign(hash, PURPOSE) };
}

/** Whether the keyed hash is right; null where its key is not known here (any more). */
export function isAuthentic(cipher: Cipher, { hash, mac, keyId }: Seal): boolean | null {
  return cipher.isSigned(hash, PURPOSE, { mac, keyId });
}
