import { Inject, Injectable } from '@nestjs/common';
import { NotFoundError, type Clock, type CodedConcept, type LocalDate } from '#kernel';
import { StaffPhones } from '#organization';
import { PatientContext, type SignerRelation } from '#patient';
import { AuditTrail, CLOCK, Cipher, Database, Parameters, statement, type ActorContext } from '#platform';
import { visibleTo } from '../data/visibility.js';
import { CODE_CONTEXT } from '../domain/appointment-code.js';
import type { DownPackage } from '../domain/down-package.js';
import type { ReferralForm } from '../domain/referral-form.js';
import type { AllergyStatus } from '../domain/referral-state.js';

/** What the purpose of the referral `r` is called, in the list of its direction. */
export const PURPOSE_LABEL = `(SELECT label_zh FROM reason_codes WHERE code = r.purpose_code
   AND list = CASE r.direction WHEN 'DOWN' THEN 'referral.purpose.down' ELSE 'referral.purpose.up' END
   ORDER BY effective_from DESC LIMIT 1)`;

const COLUMNS = `
  r.referral_no AS "referralNo", r.first_submitted_at AS "submittedAt", r.purpose_comment AS "purposeComment",
  ${PURPOSE_LABEL} AS purpose,
  p.id AS "patientId", p.name AS "patientName", p.sex, p.birth_date::text AS "birthDate", p.archive_no AS "archiveNo",
  p.id_number_masked AS "idNumberMasked", p.phone_ciphertext AS "patientPhone", p.address_ciphertext AS address,
  fi.name AS "fromInstitution", fi.phone AS "fromPhone", r.author_staff_id AS "authorId", au.name AS author,
  ti.name AS "toInstitution", ti.address AS "toAddress", td.name AS "toDepartment", td.phone AS "toPhone",
  rd.name AS "receivingDoctor",
  cp.diagnoses, cp.chief_complaint AS "chiefComplaint", cp.present_illness AS "presentIllness",
  cp.past_history AS "pastHistory", cp.allergy_status AS "allergyStatus", cp.allergy_detail AS "allergyDetail",
  cp.treatment_course AS "treatmentCourse", cp.current_medication AS "currentMedication",
  a.visit_time AS "visitTime", coalesce(a.floor, td.floor) AS floor, coalesce(a.room, td.room) AS room,
  coalesce(a.phone, td.phone, ti.phone) AS "visitPhone", a.ward, a.bed, a.nurse_station_phone AS "nurseStationPhone",
  a.code_ciphertext AS "appointmentCode", a.code_expires_at AS "codeExpiresAt",
  o.diagnoses AS "outcomeDiagnoses", o.treatment AS "outcomeTreatment", o.feedback AS "outcomeFeedback",
  o.recorded_at AS "outcomeAt", o.recorded_by_staff_id AS "outcomeById", ob.name AS "outcomeBy",
  CASE WHEN dp.package_id IS NOT NULL THEN json_build_object('summary', dp.summary, 'medicines', dp.medicines,
    'recheckAdvice', dp.recheck_advice, 'rehabilitationGoals', dp.rehabilitation_goals,
    'nursingPoints', dp.nursing_points, 'warningSymptoms', dp.warning_symptoms,
    'monitoringIndicators', dp.monitoring_indicators, 'highRisk', dp.high_risk,
    'firstFollowUpOn', dp.first_follow_up_on) END AS "downPackage",
  k.signer_relation AS "signerRelation", k.signer_name_ciphertext AS "signerName", k.proxy_reason AS "proxyReason",
  k.given_at AS "consentGivenAt"`;

const FROM = `
  FROM referrals r JOIN patients p ON p.id = r.patient_id JOIN clinical_packages cp ON cp.id = r.package_id
  LEFT JOIN down_packages dp ON dp.package_id = r.package_id
  JOIN institutions fi ON fi.id = r.from_institution_id JOIN staff au ON au.id = r.author_staff_id
  JOIN institutions ti ON ti.id = r.to_institution_id JOIN departments td ON td.id = r.to_department_id
  LEFT JOIN referral_arrangements a ON a.referral_id = r.id AND a.replaced_at IS NULL
  LEFT JOIN staff rd ON rd.id = coalesce(a.doctor_staff_id, r.owner_staff_id, r.wanted_doctor_staff_id)
  LEFT JOIN referral_outcomes o ON o.referral_id = r.id LEFT JOIN staff ob ON ob.id = o.recorded_by_staff_id
  LEFT JOIN LATERAL (SELECT * FROM patient_consents c WHERE c.patient_id = r.patient_id AND c.kind = 'REFERRAL'
    AND c.withdrawn_at IS NULL AND (c.institution_ids IS NULL OR r.to_institution_id = ANY(c.institution_ids))
    ORDER BY c.given_at DESC, c.id DESC LIMIT 1) k ON true`;

/** All that the papers of a referral say; what is null has not happened, or nobody has entered it. */
export interface ReferralSheet {
  readonly referralNo: string | null;
  readonly submittedAt: Date | null;
  readonly purpose: string | null;
  readonly purposeComment: string | null;
  readonly patientId: string;
  readonly patientName: string;
  readonly sex: string;
  readonly birthDate: LocalDate | null;
  readonly archiveNo: string | null;
  readonly idNumberMasked: string | null;
  readonly patientPhone: string | null;
  readonly address: string | null;
  readonly fromInstitution: string;
  readonly fromPhone: string | null;
  readonly author: string;
  readonly authorPhone: string | null;
  readonly toInstitution: string;
  readonly toAddress: string | null;
  readonly toDepartment: string;
  readonly toPhone: string | null;
  /** Who expects the patient, or has accepted the referral. */
  readonly receivingDoctor: string | null;
  readonly diagnoses: readonly CodedConcept[];
  readonly chiefComplaint: string | null;
  readonly presentIllness: string | null;
  readonly pastHistory: string | null;
  readonly allergyStatus: AllergyStatus | null;
  readonly allergyDetail: string | null;
  readonly treatmentCourse: string | null;
  readonly currentMedication: string | null;
  readonly visitTime: Date | null;
  readonly floor: string | null;
  readonly room: string | null;
  readonly visitPhone: string | null;
  readonly ward: string | null;
  readonly bed: string | null;
  readonly nurseStationPhone: string | null;
  readonly appointmentCode: string | null;
  readonly codeExpiresAt: Date | null;
  readonly outcomeDiagnoses: readonly CodedConcept[] | null;
  readonly outcomeTreatment: string | null;
  readonly outcomeFeedback: string | null;
  readonly outcomeAt: Date | null;
  readonly outcomeBy: string | null;
  readonly outcomeByPhone: string | null;
  /** Of a patient who is sent down; null on every other way. The diagnoses are those at discharge. */
  readonly downPackage: Omit<DownPackage, 'dischargeDiagnoses'> | null;
  readonly signerRelation: SignerRelation | null;
  /** Of who signed for the patient. */
  readonly signerName: string | null;
  readonly proxyReason: string | null;
  readonly consentGivenAt: Date | null;
  readonly printedAt: Date;
  readonly printedBy: string;
}

/** With what is encrypted still so, and people whose phones are asked for by id. */
interface Row extends ReferralSheet, Record<string, unknown> {
  readonly authorId: string;
  readonly outcomeById: string | null;
}

/** Reads what papers of a referral say, within what exists for the actor. */
@Injectable()
export class ReferralSheetQuery {
  constructor(
    private readonly database: Database,
    private readonly auditTrail: AuditTrail,
    private readonly phones: StaffPhones,
    private readonly cipher: Cipher,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** @throws NotFoundError where it does not exist for the actor */
  async get(actor: ActorContext, id: string): Promise<ReferralSheet> {
    const parameters = new Parameters();
    const now = this.clock.now();
    const sql = `SELECT ${COLUMNS}, (SELECT name FROM staff WHERE id = ${parameters.add(actor.staffId)}) AS "printedBy"
      ${FROM} WHERE r.id = ${parameters.add(id)} AND ${visibleTo(actor, now, parameters)}`;
    const row = await this.database.first<Row>(statement('referral.sheet', sql), parameters.values);
    if (!row) throw new NotFoundError('Referral', id);
    const staff = [row.authorId, row.outcomeById].filter((one) => one !== null);
    const phones = await this.phones.of(this.database, staff);
    return {
      ...row,
      printedAt: now,
      authorPhone: phones.get(row.authorId) ?? row.fromPhone,
      outcomeByPhone: phones.get(row.outcomeById ?? '') ?? row.toPhone,
      patientPhone: this.plain(row.patientPhone, PatientContext.Phone),
      address: this.plain(row.address, PatientContext.Address),
      signerName: this.plain(row.signerName, PatientContext.SignerName),
      appointmentCode: this.plain(row.appointmentCode, CODE_CONTEXT),
    };
  }

  /** The look that printing is: before the paper leaves. */
  recordPrinted(
    actor: ActorContext,
    objectId: string,
    { patientId }: ReferralSheet,
    form: ReferralForm,
  ): Promise<void> {
    const action = 'referral.printed';
    const patientIds = [patientId];
    return this.auditTrail.recordAccess(actor, {
      action,
      patientIds,
      basis: 'REFERRAL',
      objectType: 'referral',
      objectId,
      detail: { form },
    });
  }

  private plain(ciphertext: string | null, context: string): string | null {
    return ciphertext === null ? null : this.cipher.decrypt(ciphertext, context);
  }
}
