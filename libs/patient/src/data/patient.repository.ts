import { Injectable } from '@nestjs/common';
import { maskIdNumber, maskPhone } from '#kernel';
import { Cipher, statement, type BlindIndexes, type Transaction } from '#platform';
import type { IdDocumentType } from '../domain/id-document-type.js';
import { searchableName } from '../domain/identity.js';
import { soundOf } from './name-sound.js';
import type { ContactRelation } from '../domain/relation.js';
import { ConsentEntity } from './consent.entity.js';
import { identityText, PatientContext } from './patient-context.js';
import { PatientEntity } from './patient.entity.js';

const FIND = statement(
  'patient.find',
  `SELECT s.id, p.name_search AS "nameSearch", s.version FROM patients p
   JOIN patients s ON s.id = coalesce(p.merged_into_id, p.id)
   WHERE p.id_type = $1 AND (p.id_number_index = $2 OR p.id_number_index_2 = $3)`,
);

/** Columns of a document that nobody has shown. */
export const NO_DOCUMENT = {
  idType: null,
  idNumberCiphertext: null,
  idNumberIndex: null,
  idNumberIndex2: null,
  idNumberMasked: null,
} as const;

/** Somebody who is in the index already: the record that stands for them, and the name beside the number that led there. */
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

  /** The indexes under which an identity is found. */
  idNumberIndexes(idType: IdDocumentType, idNumber: string): BlindIndexes {
    return this.cipher.blindIndexes(identityText(idNumber, idType), PatientContext.IdNumber);
  }

  phoneIndexes(phone: string): BlindIndexes {
    return this.cipher.blindIndexes(phone, PatientContext.Phone);
  }

  findByIdentity(tx: Transaction, idType: IdDocumentType, idNumber: string): Promise<KnownPatient | null> {
    return tx.first<KnownPatient & Record<string, unknown>>(FIND, [idType, ...this.idNumberIndexes(idType, idNumber)]);
  }

  /** Columns of a name: as it is written, compared and heard. */
  nameColumns(name: string) {
    const sound = soundOf(name);
    return { name, nameSearch: searchableName(name), namePinyin: sound.pinyin, nameInitials: sound.initials };
  }

  /** Columns of an identity document. */
  identityColumns(idType: IdDocumentType, idNumber: string) {
    const [idNumberIndex, idNumberIndex2] = this.idNumberIndexes(idType, idNumber);
    return {
      idType,
      idNumberCiphertext: this.cipher.encrypt(idNumber, PatientContext.IdNumber),
      idNumberIndex,
      idNumberIndex2,
      idNumberMasked: maskIdNumber(idNumber),
    };
  }

  /** Columns of what is known of reaching a patient. */
  contactColumns({ phone, address, contactName, contactPhone, contactRelation }: Contact) {
    const [phoneIndex, phoneIndex2] = phone ? this.phoneIndexes(phone) : [null, null];
    return {
      phoneCiphertext: this.encrypted(phone, PatientContext.Phone),
      phoneIndex,
      phoneIndex2,
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
