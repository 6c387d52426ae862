import { Injectable } from '@nestjs/common';
import { NotFoundError } from '#kernel';
import {
  Cipher,
  ReasonCheck,
  UnitOfWork,
  statement,
  type ActorContext,
  type GivenReason,
  type Transaction,
} from '#platform';
import { PatientContext } from '../data/patient-context.js';
import { ProbeLimits } from '../data/probe-limits.js';
import type { IdDocumentType } from '../domain/id-document-type.js';
import { ProbeKind } from '../domain/probe.js';
import type { ContactRelation } from '../domain/relation.js';
import { PatientAccess } from './patient-access.js';

const SEALED = statement(
  'patient.sealed-identity',
  `SELECT name, version, id_type AS "idType", id_number_ciphertext AS "idNumber", phone_ciphertext AS phone,
     address_ciphertext AS address, contact_name_ciphertext AS "contactName", contact_phone_ciphertext AS "contactPhone",
     contact_relation AS "contactRelation"
   FROM patients WHERE id = $1`,
);

/** Who a patient is and where they can be reached, in plain. */
export interface RevealedIdentity {
  readonly patientId: string;
  readonly name: string;
  readonly idType: IdDocumentType | null;
  readonly idNumber: string | null;
  readonly phone: string | null;
  readonly address: string | null;
  readonly contactName: string | null;
  readonly contactPhone: string | null;
  readonly contactRelation: ContactRelation | null;
}

type SealedRow = Omit<RevealedIdentity, 'patientId'> & { readonly version: number };

export interface RevealCommand extends GivenReason {
  readonly patientId: string;
}

/** Shows in full what is masked elsewhere: for a reason that is kept, and to those alone whom a relation lets see the patient. */
@Injectable()
export class IdentityDisclosure {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly access: PatientAccess,
    private readonly probes: ProbeLimits,
    private readonly reasons: ReasonCheck,
    private readonly cipher: Cipher,
  ) {}

  /** @throws NotFoundError without a relation; InvalidInputError without a reason; RateLimitedError */
  reveal(actor: ActorContext, command: RevealCommand): Promise<RevealedIdentity> {
    return this.unitOfWork.run(actor, async (tx) => {
      const { patientId, reasonCode, comment } = command;
      const basis = await this.access.basisFor(tx, patientId);
      if (!basis) throw new NotFoundError('Patient', patientId);
      await this.reasons.requireGiven('patient.reveal', tx, command);
      await this.probes.admit(tx, ProbeKind.REVEAL);
      this.probes.note(tx, ProbeKind.REVEAL);
      const { version, ...identity } = await this.identityOf(tx, patientId);
      tx.publish({
        topic: 'patient.identity-revealed',
        aggregateType: 'patient',
        aggregateId: patientId,
        aggregateVersion: version,
        patientId,
        reasonCode,
        ...(comment && { comment }),
        payload: { basis },
      });
      return { patientId, ...identity };
    });
  }

  private async identityOf(tx: Transaction, patientId: string): Promise<SealedRow> {
    const row = (await tx.first<SealedRow>(SEALED, [patientId]))!;
    const plain = (value: string | null, context: string): string | null =>
      value && this.cipher.decrypt(value, context);
    return {
      ...row,
      idNumber: plain(row.idNumber, PatientContext.IdNumber),
      phone: plain(row.phone, PatientContext.Phone),
      address: plain(row.address, PatientContext.Address),
      contactName: plain(row.contactName, PatientContext.ContactName),
      contactPhone: plain(row.contactPhone, PatientContext.ContactPhone),
    };
  }
}
