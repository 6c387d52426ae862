import { Injectable } from '@nestjs/common';
import { ALLIANCE_ZONE, checkIdDocument, localDate } from '#kernel';
import { Parameters, indexedBy, statement, type Transaction } from '#platform';
import { PatientRepository } from '../data/patient.repository.js';
import type { IdDocumentType } from '../domain/id-document-type.js';

/** Somebody by the document that the caller has in hand. */
export interface SoughtPatient {
  readonly idType: IdDocumentType;
  readonly idNumber: string;
}

/** A patient who is in the index, whoever may see them. */
export interface FoundPatient {
  readonly id: string;
  readonly registeredInstitutionId: string;
}

/** Finds patients whom no relation shows, for those acts that need none. */
@Injectable()
export class SoughtPatients {
  constructor(private readonly patients: PatientRepository) {}

  /** Null where nobody has the number; one that cannot be right is nobody's. */
  async find(tx: Transaction, { idType, idNumber }: SoughtPatient): Promise<FoundPatient | null> {
    const checked = checkIdDocument(idType, idNumber, localDate(tx.now, ALLIANCE_ZONE));
    if (!checked.valid) return null;
    const parameters = new Parameters();
    const indexes = this.patients.idNumberIndexes(idType, checked.value);
    const sql = `SELECT s.id, s.registered_institution_id AS "registeredInstitutionId" FROM patients p
      JOIN patients s ON s.id = coalesce(p.merged_into_id, p.id) WHERE p.id_type = ${parameters.add(idType)} AND ${indexedBy(indexes, 'p.id_number_index', parameters)} FOR KEY SHARE OF s`;
    return tx.first<FoundPatient & Record<string, unknown>>(statement('patient.sought', sql), parameters.values);
  }
}
