import { Inject, Injectable } from '@nestjs/common';
import { NotFoundError, type Cents, type Clock, type CodedConcept, type LocalDate } from '#kernel';
import { StaffPhones } from '#organization';
import { PatientContext, type SignerRelation } from '#patient';
import { AuditTrail, CLOCK, Cipher, Database, Parameters, statement, type ActorContext } from '#platform';
import { visibleTo } from '../data/visibility.js';
import type { Adoption, ConsultationEncounter, ConsultationType, Suggestion } from '../domain/consultation.js';
import type { ConsultationPaper } from '../domain/paper.js';

/** Somebody who gives advice. */
export interface PrintedExpert {
  readonly name: string;
  readonly title: string;
  readonly institution: string;
  readonly department: string | null;
  readonly isChair: boolean;
}

export interface PrintedSignature extends Omit<PrintedExpert, 'isChair'> {
  readonly signedAt: string;
  readonly digest: string;
}

/** The version of the opinion that counts. */
export interface PrintedOpinion {
  readonly revision: number;
  readonly diagnoses: readonly CodedConcept[];
  readonly diagnosisText: string | null;
  readonly advice: string;
  readonly suggestion: Suggestion;
  readonly suggestionText: string | null;
  readonly amendedBecause: string | null;
  readonly signedAt: string;
  /** In order: who leads first. */
  readonly signatures: readonly PrintedSignature[];
}

/** All that the papers of a consultation say; what is null has not happened, or nobody has entered it. */
export interface ConsultationSheet {
  readonly consultationNo: string | null;
  readonly type: ConsultationType;
  readonly encounter: ConsultationEncounter;
  readonly submittedAt: Date | null;
  readonly patientId: string;
  readonly patientName: string;
  readonly sex: string;
  readonly birthDate: LocalDate | null;
  readonly archiveNo: string | null;
  readonly idNumberMasked: string | null;
  readonly patientPhone: string | null;
  readonly invitingInstitution: string;
  readonly invitingDepartment: string | null;
  readonly author: string;
  readonly authorPhone: string | null;
  readonly accompanying: string | null;
  readonly centre: string;
  readonly wantedDepartment: string | null;
  readonly wantedTitle: string | null;
  readonly purpose: string | null;
  readonly reason: string | null;
  readonly recordSummary: string | null;
  readonly diagnoses: readonly CodedConcept[];
  readonly wantedFrom: Date | null;
  readonly wantedUntil: Date | null;
  readonly durationMinutes: number;
  readonly feeCents: Cents | null;
  readonly startsAt: Date | null;
  readonly sessionStartedAt: Date | null;
  readonly sessionEndedAt: Date | null;
  /** Those who count. */
  readonly experts: readonly PrintedExpert[];
  readonly opinion: PrintedOpinion | null;
  readonly adoption: Adoption | null;
  readonly adoptedAt: Date | null;
  readonly adoptedBy: string | null;
  /** Title and words of the consent that was signed, or is to be. */
  readonly consentTitle: string;
  readonly consentBody: string;
  readonly consentGivenAt: Date | null;
  readonly signerRelation: SignerRelation | null;
  readonly signerName: string | null;
  readonly toldCostCents: Cents | null;
  readonly printedAt: Date;
  readonly printedBy: string;
}

interface Row extends ConsultationSheet, Record<string, unknown> {
  readonly authorId: string;
  readonly invitingPhone: string | null;
}

const PERSON = `'name', s.name, 'title', s.title, 'institution', i.name, 'department', d.name`;
const EXPERTS = `(SELECT coalesce(json_agg(json_build_object(${PERSON}, 'isChair', v.is_chair)
    ORDER BY v.is_chair DESC, v.created_at, v.id), '[]'::json)
  FROM consultation_invitations v JOIN staff s ON s.id = v.expert_staff_id JOIN institutions i ON i.id = v.institution_id
  LEFT JOIN departments d ON d.id = s.department_id
  WHERE v.consultation_id = c.id AND v.state IN ('PROPOSED', 'INVITED', 'ACCEPTED'))`;
const SIGNATURES = `(SELECT json_agg(json_build_object(${PERSON}, 'signedAt', g.signed_at, 'digest', g.content_hash)
    ORDER BY g.position)
  FROM consultation_signatures g JOIN staff s ON s.id = g.staff_id JOIN institutions i ON i.id = s.institution_id
  LEFT JOIN departments d ON d.id = s.department_id WHERE g.opinion_id = o.id)`;
const OPINION = `(SELECT json_build_object('revision', o.revision, 'diagnoses', o.diagnoses,
    'diagnosisText', o.diagnosis_text, 'advice', o.advice, 'suggestion', o.suggestion,
    'suggestionText', o.suggestion_text, 'amendedBecause', o.amended_because, 'signedAt', o.signed_at,
    'signatures', ${SIGNATURES})
  FROM consultation_opinions o WHERE o.consultation_id = c.id AND o.state = 'SIGNED')`;
const COLUMNS = `c.consultation_no AS "consultationNo", c.type, c.encounter, c.submitted_at AS "submittedAt",
  p.id AS "patientId", p.name AS "patientName", p.sex, p.birth_date::text AS "birthDate", p.archive_no AS "archiveNo",
  p.id_number_masked AS "idNumberMasked", p.phone_ciphertext AS "patientPhone",
  ii.name AS "invitingInstitution", ii.phone AS "invitingPhone", ind.name AS "invitingDepartment",
  c.author_staff_id AS "authorId", au.name AS author, ac.name AS accompanying, ci.name AS centre,
  wd.name AS "wantedDepartment", c.wanted_title AS "wantedTitle",
  (SELECT r.label_zh FROM reason_codes r WHERE r.list = 'consultation.purpose' AND r.code = c.purpose_code
   ORDER BY r.effective_from DESC LIMIT 1) AS purpose,
  c.reason, c.record_summary AS "recordSummary", c.diagnoses, c.wanted_from AS "wantedFrom",
  c.wanted_until AS "wantedUntil", c.duration_minutes AS "durationMinutes", c.fee_cents AS "feeCents",
  c.starts_at AS "startsAt", c.session_started_at AS "sessionStartedAt", c.session_ended_at AS "sessionEndedAt",
  ${EXPERTS} AS experts, ${OPINION} AS opinion, c.adoption, c.adopted_at AS "adoptedAt", ad.name AS "adoptedBy",
  t.title AS "consentTitle", t.body AS "consentBody", k.given_at AS "consentGivenAt",
  k.signer_relation AS "signerRelation", k.signer_name_ciphertext AS "signerName", k.told_cost_cents AS "toldCostCents"`;

const fromSql = (now: string): string => `consultations c JOIN patients p ON p.id = c.patient_id
  JOIN institutions ii ON ii.id = c.inviting_institution_id JOIN institutions ci ON ci.id = c.centre_institution_id
  LEFT JOIN departments ind ON ind.id = c.inviting_department_id LEFT JOIN departments wd ON wd.id = c.wanted_department_id
  JOIN staff au ON au.id = c.author_staff_id LEFT JOIN staff ac ON ac.id = c.accompanying_staff_id
  LEFT JOIN staff ad ON ad.id = c.adopted_by_staff_id
  LEFT JOIN LATERAL (SELECT * FROM patient_consents x WHERE x.patient_id = c.patient_id AND x.kind = 'CONSULTATION'
    AND x.withdrawn_at IS NULL AND (x.expires_at IS NULL OR x.expires_at > ${now})
    AND (x.institution_ids IS NULL OR c.centre_institution_id = ANY (x.institution_ids))
    ORDER BY x.given_at DESC, x.id DESC LIMIT 1) k ON true
  JOIN LATERAL (SELECT y.title, y.body FROM consent_texts y WHERE y.kind = 'CONSULTATION'
    AND y.effective_from <= coalesce(k.text_effective_from, ${now})
    ORDER BY y.effective_from DESC LIMIT 1) t ON true`;

/** Reads what papers of a consultation say, within what exists for the actor. */
@Injectable()
export class ConsultationSheetQuery {
  constructor(
    private readonly database: Database,
    private readonly auditTrail: AuditTrail,
    private readonly phones: StaffPhones,
    private readonly cipher: Cipher,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** @throws NotFoundError where it does not exist for the actor */
  async get(actor: ActorContext, id: string): Promise<ConsultationSheet> {
    const parameters = new Parameters();
    const now = this.clock.now();
    const printer = parameters.add(actor.staffId);
    const sql = `SELECT ${COLUMNS}, (SELECT n.name FROM staff n WHERE n.id = ${printer}) AS "printedBy"
      FROM ${fromSql(parameters.instant(now))}
      WHERE c.id = ${parameters.add(id)} AND ${visibleTo(actor, now, parameters)}`;
    const row = await this.database.first<Row>(statement('consultation.sheet', sql), parameters.values);
    if (!row) throw new NotFoundError('Consultation', id);
    const phones = await this.phones.of(this.database, [row.authorId]);
    return {
      ...row,
      printedAt: now,
      authorPhone: phones.get(row.authorId) ?? row.invitingPhone,
      patientPhone: this.plain(row.patientPhone, PatientContext.Phone),
      signerName: this.plain(row.signerName, PatientContext.SignerName),
    };
  }

  /** The look that printing is: before the paper leaves. */
  recordPrinted(
    actor: ActorContext,
    objectId: string,
    { patientId }: ConsultationSheet,
    paper: ConsultationPaper,
  ): Promise<void> {
    return this.auditTrail.recordAccess(actor, {
      action: 'consultation.printed',
      patientIds: [patientId],
      basis: 'CONSULTATION',
      objectType: 'consultation',
      objectId,
      detail: { paper },
    });
  }

  private plain(ciphertext: string | null, context: string): string | null {
    return ciphertext === null ? null : this.cipher.decrypt(ciphertext, context);
  }
}
