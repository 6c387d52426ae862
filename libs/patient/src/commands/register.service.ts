import { Injectable } from '@nestjs/common';
import { InvalidInputError, NotFoundError, StaleVersionError, after, days } from '#kernel';
import {
  ReferenceData,
  UnitOfWork,
  answeredRequest,
  claimRequest,
  violatedConstraint,
  type ActorContext,
  type RepeatableRequest,
  type Transaction,
} from '#platform';
import { PatientEntity } from '../data/patient.entity.js';
import { ProbeLimits } from '../data/probe-limits.js';
import { PatientRepository, type Contact, type KnownPatient } from '../data/patient.repository.js';
import { ProbeKind } from '../domain/probe.js';
import { checkIdentity, checkPhone, searchableName, type ClaimedIdentity } from '../domain/identity.js';
import type { ContactRelation } from '../domain/relation.js';
import { PatientAccess } from './patient-access.js';

export interface ContactDetails {
  readonly phone?: string | null;
  readonly address?: string | null;
  readonly contactName?: string | null;
  readonly contactPhone?: string | null;
  readonly contactRelation?: ContactRelation | null;
}

export interface RegisterCommand extends ClaimedIdentity, ContactDetails {
  readonly idempotencyKey: string;
  readonly name: string;
  readonly archiveNo?: string | null;
}

export interface ContactCommand extends ContactDetails, RepeatableRequest {
  readonly id: string;
  readonly expectedVersion: number;
}

/** How long a visit lets an institution see a patient whom another one has registered; each visit begins anew. */
const ACCESS_DAYS = 'patient.registration_access_days';
const SAME_IDENTITY = new Set(['uq_patients_id_number', 'uq_patients_id_number_2']);

/** The patient index: each person once. */
@Injectable()
export class RegisterService {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly patients: PatientRepository,
    private readonly access: PatientAccess,
    private readonly reference: ReferenceData,
    private readonly probes: ProbeLimits,
  ) {}

  /**
   * Registers a patient who stands before the actor. Somebody who is in the index already is not entered twice: the
   * institution gains access on the basis of this registration.
   * @returns the id of the patient
   * @throws InvalidInputError naming the fields that are wrong; RateLimitedError after too many names that differ
   */
  async register(actor: ActorContext, command: RegisterCommand): Promise<string> {
    const id = await this.attempt(actor, command).catch((error: unknown) => {
      // Somebody else has registered the same person at this very moment: now they are found.
      if (!SAME_IDENTITY.has(violatedConstraint(error) ?? '')) throw error;
      return this.attempt(actor, command);
    });
    if (id === null) throw new InvalidInputError([{ path: 'name', constraint: 'NAME_DIFFERS' }], 'NAME_DIFFERS');
    return id;
  }

  /** Replaces what is known of reaching a patient. */
  changeContact(actor: ActorContext, command: ContactCommand): Promise<string> {
    const contact = checkedContact(command);
    const { id, expectedVersion } = command;
    return this.unitOfWork.run(actor, async (tx) => {
      await this.access.requireVisible(tx, id);
      const claim = await claimRequest(tx, 'changePatientContact', command, id);
      if (!claim.fresh) return claim.aggregateId;
      await this.access.lockPatient(tx, id);
      const current = await tx.manager.findOneBy(PatientEntity, { id });
      if (!current) throw new NotFoundError('Patient', id);
      if (current.version !== expectedVersion) throw new StaleVersionError(expectedVersion, current.version);
      await this.patients.changeContact(tx, id, expectedVersion, contact);
      this.announce(tx, 'patient.contact-changed', id, expectedVersion + 1);
      return id;
    });
  }

  /** Null where the number is on record under another name: that attempt counts, so it is committed. */
  private attempt(actor: ActorContext, command: RegisterCommand): Promise<string | null> {
    return this.unitOfWork.run(actor, async (tx) => {
      const identity = checkIdentity(command, tx.now);
      const contact = checkedContact(command);
      const answered = await answeredRequest(tx, 'registerPatient', command);
      if (answered !== null) return answered;
      await this.probes.admit(tx, ProbeKind.NAME_DIFFERS);
      const known = await this.patients.findByIdentity(tx, command.idType, identity.idNumber);
      // Knowing a number is not enough to see somebody else's patient: the name must be the one in the index.
      if (known && known.nameSearch !== searchableName(command.name)) {
        this.probes.note(tx, ProbeKind.NAME_DIFFERS);
        return null;
      }
      const claim = await claimRequest(tx, 'registerPatient', command, known?.id ?? tx.newId());
      if (!claim.fresh) return claim.aggregateId;
      if (known) return this.welcome(tx, known);
      const id = claim.aggregateId;
      await this.patients.create(tx, {
        id,
        ...this.patients.nameColumns(command.name),
        sex: identity.sex,
        birthDate: identity.birthDate,
        ...this.patients.identityColumns(command.idType, identity.idNumber),
        ...this.patients.contactColumns(contact),
        registeredInstitutionId: actor.institutionId,
        archiveNo: command.archiveNo ?? null,
        mergedIntoId: null,
        version: 1,
        createdAt: tx.now,
      });
      this.announce(tx, 'patient.registered', id, 1);
      return id;
    });
  }

  private async welcome(tx: Transaction, known: KnownPatient): Promise<string> {
    const patientId = known.id;
    const { [ACCESS_DAYS]: accessDays } = await this.reference.settings([ACCESS_DAYS], tx.now, tx);
    this.access.grantAccess(tx, {
      patientId,
      institutionId: tx.actor.institutionId,
      basis: 'REGISTRATION',
      sourceType: 'institution',
      sourceId: tx.actor.institutionId,
      expiresAt: after(tx.now, days(accessDays)),
    });
    this.announce(tx, 'patient.found', patientId, known.version);
    return patientId;
  }

  private announce(tx: Transaction, topic: string, id: string, version: number): void {
    tx.publish({ topic, aggregateType: 'patient', aggregateId: id, aggregateVersion: version, patientId: id });
  }
}

/** @throws InvalidInputError for a phone that is none, and a contact without its relation */
function checkedContact(details: ContactDetails): Contact {
  const contactName = textOf(details.contactName);
  const contactPhone = phoneOf(details.contactPhone, 'contactPhone');
  const contactRelation = details.contactRelation ?? null;
  if (((contactName ?? contactPhone) === null) !== (contactRelation === null)) {
    throw new InvalidInputError([{ path: 'contactRelation', constraint: 'CONTACT_INCOMPLETE' }]);
  }
  const phone = phoneOf(details.phone, 'phone');
  return { phone, address: textOf(details.address), contactName, contactPhone, contactRelation };
}

function textOf(text: string | null | undefined): string | null {
  return text?.trim() || null;
}

function phoneOf(phone: string | null | undefined, path: string): string | null {
  return phone ? checkPhone(phone, path) : null;
}
