import { Injectable } from '@nestjs/common';
import { NotFoundError } from '#kernel';
import { StaffPhones } from '#organization';
import { AuditTrail, Cipher, statement, type Transaction } from '#platform';
import { activeConsentSql } from '../data/accessible.js';
import { PatientContext } from '../data/patient-context.js';
import { ConsentKind } from '../domain/consent.js';

const CONTACT = statement(
  'patient.contact',
  `SELECT p.phone_ciphertext AS "phone", p.contact_phone_ciphertext AS "contactPhone",
     c.village_doctor_staff_id AS "villageDoctorStaffId",
     ${activeConsentSql({ patientId: 'p.id', kind: `'${ConsentKind.CONTACT}'`, institutionId: '$2', at: '$3' })} AS "agreed"
   FROM patients p LEFT JOIN family_doctor_contracts c ON c.patient_id = p.id
     AND ($3::timestamptz AT TIME ZONE 'Asia/Shanghai')::date BETWEEN c.valid_from AND c.valid_to
   WHERE p.id = $1`,
);

interface Row extends Record<string, unknown> {
  readonly phone: string | null;
  readonly contactPhone: string | null;
  readonly villageDoctorStaffId: string | null;
  readonly agreed: boolean;
}

/** A way to a patient. Only their own telephone may get a text message: a text names nobody, so others are called. */
export interface Contact {
  readonly relation: 'PATIENT' | 'EMERGENCY_CONTACT' | 'VILLAGE_DOCTOR';
  /** In plain; null where none is on file. */
  readonly phone: string | null;
  readonly mayText: boolean;
}

/** Whom an institution wants to reach, and for what: the relation and the object that stand in the access log. */
export interface ContactRequest {
  readonly patientId: string;
  readonly institutionId: string;
  readonly basis: string;
  readonly objectType: string;
  readonly objectId: string;
}

/** Ways to tell patients of their visits: telephones in plain, for that alone, and with an access entry each time. */
@Injectable()
export class PatientContacts {
  constructor(
    private readonly cipher: Cipher,
    private readonly staffPhones: StaffPhones,
    private readonly auditTrail: AuditTrail,
  ) {}

  /**
   * The patient; where they have no telephone, whoever is close to them and their village doctor.
   * @throws NotFoundError
   */
  async of(tx: Transaction, { patientId, institutionId, ...reason }: ContactRequest): Promise<readonly Contact[]> {
    const row = await tx.first<Row>(CONTACT, [patientId, institutionId, tx.now]);
    if (!row) throw new NotFoundError('Patient', patientId);
    await this.auditTrail.recordAccess(tx.actor, { ...reason, action: 'patient.contact', patientIds: [patientId] });
    const phone = row.phone && this.cipher.decrypt(row.phone, PatientContext.Phone);
    const patient: Contact = { relation: 'PATIENT', phone, mayText: row.agreed };
    if (phone !== null) return [patient];
    const others = await this.closeTo(tx, row);
    return others.length > 0 ? others : [patient];
  }

  private async closeTo(tx: Transaction, { contactPhone, villageDoctorStaffId }: Row): Promise<Contact[]> {
    const staff = villageDoctorStaffId === null ? [] : [villageDoctorStaffId];
    const phones = await this.staffPhones.of(tx, staff);
    const close = contactPhone && this.cipher.decrypt(contactPhone, PatientContext.ContactPhone);
    return [
      ...(close ? [{ relation: 'EMERGENCY_CONTACT' as const, phone: close, mayText: false }] : []),
      ...staff.map((id) => ({ relation: 'VILLAGE_DOCTOR' as const, phone: phones.get(id) ?? null, mayText: false })),
    ];
  }
}
