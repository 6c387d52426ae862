import { Injectable } from '@nestjs/common';
import { NotFoundError } from '#kernel';
import { Parameters, statement, type Transaction } from '#platform';
import { accessBasisSql } from '../data/accessible.js';
import type { AccessBasis } from '../domain/access-basis.js';

const LOCK = statement('patient.lock', 'SELECT 1 FROM patients WHERE id = $1 FOR NO KEY UPDATE');
const GRANT = statement(
  'patient.grant',
  `INSERT INTO patient_access_grants (id, patient_id, institution_id, basis, source_type, source_id, valid_from, expires_at,
     staff_id)
   VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)
   ON CONFLICT (source_id, patient_id, institution_id, basis, source_type, staff_id) DO UPDATE SET expires_at = excluded.expires_at`,
);
const END = statement(
  'patient.end-grants',
  `UPDATE patient_access_grants SET expires_at = $3
   WHERE source_type = $1 AND source_id = $2 AND (expires_at IS NULL OR expires_at > $3)`,
);
const EXPIRE = statement(
  'patient.expire-grants',
  'UPDATE patient_access_grants SET expires_at = $3 WHERE source_type = $1 AND source_id = $2',
);

const KNOWN = statement(
  'patient.known-to',
  `SELECT 1 FROM patients p WHERE p.id = $1 AND p.merged_into_id IS NULL AND (p.registered_institution_id = $2
     OR EXISTS (SELECT 1 FROM family_doctor_contracts c WHERE c.patient_id = p.id AND c.institution_id = $2
       AND ($3::timestamptz AT TIME ZONE 'Asia/Shanghai')::date BETWEEN c.valid_from AND c.valid_to)
     OR EXISTS (SELECT 1 FROM patient_access_grants g WHERE g.patient_id = p.id AND g.institution_id = $2
       AND g.staff_id IS NULL AND g.valid_from <= $3 AND (g.expires_at IS NULL OR g.expires_at > $3)))
   FOR KEY SHARE OF p`,
);

/** What a relation gives access by: the aggregate that stands for it. */
export interface GrantSource {
  readonly sourceType: string;
  readonly sourceId: string;
}

export interface AccessGrant extends GrantSource {
  readonly patientId: string;
  readonly institutionId: string;
  /** Left out: for everybody there. */
  readonly staffId?: string;
  readonly basis: AccessBasis;
  /** Null while the relation lasts. */
  readonly expiresAt: Date | null;
}

/** Who may see whom and why, for other libraries inside their own transactions. */
@Injectable()
export class PatientAccess {
  /** @throws NotFoundError where no relation gives the actor access to the patient */
  async requireVisible(tx: Transaction, patientId: string): Promise<void> {
    if (!(await this.isVisible(tx, patientId))) throw new NotFoundError('Patient', patientId);
  }

  async isVisible(tx: Transaction, patientId: string): Promise<boolean> {
    return (await this.basisFor(tx, patientId)) !== null;
  }

  /** The relation that gives the actor access to the patient, whose record is not merged into another one meanwhile. */
  basisFor(tx: Transaction, patientId: string): Promise<AccessBasis | null> {
    return this.relationTo(tx, patientId, 'FOR KEY SHARE OF p');
  }

  /** Whether the actor may see the patient, for who holds other records of theirs and must wait for none. */
  async mayLook(tx: Transaction, patientId: string): Promise<boolean> {
    return (await this.relationTo(tx, patientId, '')) !== null;
  }

  /**
   * Whether an institution as a whole has to do with the patient: by registration, contract or a service relation. Work
   * that is not reading records, such as reporting, goes by this.
   */
  async isKnownTo(tx: Transaction, patientId: string, institutionId: string): Promise<boolean> {
    return (await tx.first(KNOWN, [patientId, institutionId, tx.now])) !== null;
  }

  /** Holds the patient's row until the transaction ends, so that checks across their records do not race. */
  async lockPatient(tx: Transaction, patientId: string): Promise<void> {
    await tx.query(LOCK, [patientId]);
  }

  /** Gives an institution access on a basis; given again for the same source, the new expiry counts. */
  grantAccess(tx: Transaction, grant: AccessGrant): void {
    const { patientId, institutionId, staffId = null, basis, sourceType, sourceId, expiresAt } = grant;
    const source = [sourceType, sourceId, tx.now, expiresAt];
    tx.write(GRANT, [tx.newId(), patientId, institutionId, basis, ...source, staffId]);
  }

  /** What a source gave ends now, unless it has ended before. */
  endGrants(tx: Transaction, { sourceType, sourceId }: GrantSource): void {
    tx.write(END, [sourceType, sourceId, tx.now]);
  }

  /** The relation has ended: what it gave runs out then. */
  expireGrants(tx: Transaction, { sourceType, sourceId }: GrantSource, at: Date): void {
    tx.write(EXPIRE, [sourceType, sourceId, at]);
  }

  private async relationTo(tx: Transaction, patientId: string, lock: string): Promise<AccessBasis | null> {
    const parameters = new Parameters();
    const basis = accessBasisSql(tx.actor, tx.now, parameters);
    const sql = `SELECT ${basis} AS basis FROM patients p WHERE p.id = ${parameters.add(patientId)}
      AND p.merged_into_id IS NULL ${lock}`;
    const row = await tx.first<{ basis: AccessBasis | null }>(statement('patient.basis', sql), parameters.values);
    return row?.basis ?? null;
  }
}
