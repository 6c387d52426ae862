import { Injectable } from '@nestjs/common';
import { maskIdNumber, maskPhone } from '#kernel';
import { Cipher, statement, type Transaction } from '#platform';
import type { IdDocumentType } from '../domain/id-document-type.js';
import type { ContactRelation } from '../domain/relation.js';
import { ConsentEntity } from './consent.entity.js';
import { PatientEntity } from './patient.entity.js';

/** Contexts of encrypted columns: a value cannot be moved to another one. */
export const PatientContext = {
  IdNumber: 'patients.id_number',
  Phone: 'patients.phone',
  Address: 'patients.address',
  ContactName: 'patients.contact_name',
  ContactPhone: 'patients.contact_phone',
  SignerName: 'patient_consents.signer_name',
} as const;

const FIND = statement(
  'patient.find',
  'SELECT id, name_search AS "nameSearch", version FROM patients WHERE id_type = $1 AND id_number_index = $2',
);

/** Somebody who is in the index already. */
export interface KnownPatient {
  readonly id: string;
  readonly nameSearch: string;
  readonly version: number;
}

/** Where a patient can be reached; null means unknown. */
export interface Contact {
  readonly phone: string | null;
  readonly address: string | null;
  readonly contactName: string | null;
  readonly contactPhone: string | null;
  readonly contactRelation: ContactRelation | null;
}

/** Writes patients; encrypts what is not to be read in the database. */
@Injectable()
export class PatientRepository {
  constructor(private readonly cipher: Cipher) {}

  /** The index under which an identity is found. */
  idNumberIndex(idType: IdDocumentType, idNumber: string): string {
    return this.cipher.blindIndex(`${idType}:${idNumber}`, PatientContext.IdNumber);
  }

  phoneIndex(phone: string): string {
    return this.cipher.blindIndex(phone, PatientContext.Phone);
  }

  findByIdentity(tx: Transaction, idType: IdDocumentType, idNumber: string): Promise<KnownPatient | null> {
    return tx.first<KnownPatient & Record<string, unknown>>(FIND, [idType, this.idNumberIndex(idType, idNumber)]);
  }

  /** Columns of an identity document. */
  identityColumns(idType: IdDocumentType, idNumber: string) {
    return {
      idType,
      idNumberCiphertext: this.cipher.encrypt(idNumber, PatientContext.IdNumber),
      idNumberIndex: this.idNumberIndex(idType, idNumber),
      idNumberMasked: maskIdNumber(idNumber),
    };
  }

  /** Columns of what is known of reaching a patient. */
  contactColumns({ phone, address, contactName, contactPhone, contactRelation }: Contact) {
    return {
      phoneCiphertext: this.encrypted(phone, PatientContext.Phone),
      phoneIndex: phone && this.phoneIndex(phone),
      phoneMasked: phone && maskPhone(phone),
      addressCiphertext: this.encrypted(address, PatientContext.Address),
      contactNameCiphertext: this.encrypted(contactName, PatientContext.ContactName),
      contactPhoneCiphertext: this.encrypted(contactPhone, PatientContext.ContactPhone),
      contactRelation,
    };
  }

  async create(tx: Transaction, patient: PatientEntity): Promise<void> {
    await tx.manager.insert(PatientEntity, patient);
  }

  /** @param version that the locked row has */
  async changeContact(tx: Transaction, id: string, version: number, contact: Contact): Promise<void> {
    const changes = { ...this.contactColumns(contact), version: version + 1 };
    await tx.manager.update(PatientEntity, { id }, changes);
  }

  async addConsent(tx: Transaction, consent: Omit<ConsentEntity, 'signerNameCiphertext'>, signerName: string | null) {
    const signerNameCiphertext = this.encrypted(signerName, PatientContext.SignerName);
    await tx.manager.insert(ConsentEntity, { ...consent, signerNameCiphertext });
  }

  private encrypted(value: string | null, context: string): string | null {
    return value && this.cipher.encrypt(value, context);
  }
}
