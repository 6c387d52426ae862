import { Injectable } from '@nestjs/common';
import type { Transaction } from '#platform';
import { NO_DOCUMENT, PatientRepository } from '../data/patient.repository.js';
import { checkPhone } from '../domain/identity.js';
import { PatientSex } from '../domain/sex.js';

/** All that is known of somebody who needs help before anybody asks for a document. */
export interface UnidentifiedPatient {
  /** A name, or what stands for it: `无名氏（男，约六十岁）`. */
  readonly name: string;
  readonly phone: string;
  readonly sex?: PatientSex | null | undefined;
}

/** Enters patients whose identity is not known, for other libraries inside their own transactions. */
@Injectable()
export class UnidentifiedPatients {
  constructor(private readonly patients: PatientRepository) {}

  /**
   * @param path of the phone in the caller's input
   * @returns the id of a patient without a document
   * @throws InvalidInputError for a phone that is none
   */
  async register(tx: Transaction, { name, phone, sex }: UnidentifiedPatient, path: string): Promise<string> {
    const id = tx.newId();
    const contact = {
      phone: checkPhone(phone, path),
      address: null,
      contactName: null,
      contactPhone: null,
      contactRelation: null,
    };
    await this.patients.create(tx, {
      id,
      ...this.patients.nameColumns(name),
      sex: sex ?? PatientSex.UNKNOWN,
      birthDate: null,
      ...NO_DOCUMENT,
      ...this.patients.contactColumns(contact),
      registeredInstitutionId: tx.actor.institutionId,
      archiveNo: null,
      mergedIntoId: null,
      version: 1,
      createdAt: tx.now,
    });
    tx.publish({
      topic: 'patient.registered-unidentified',
      aggregateType: 'patient',
      aggregateId: id,
      aggregateVersion: 1,
      patientId: id,
    });
    return id;
  }
}
