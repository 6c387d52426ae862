import { Injectable } from '@nestjs/common';
import { Parameters, statement, type ActorContext, type Queryable } from '#platform';
import { accessBasisSql } from '../data/accessible.js';
import { PatientSex } from '../domain/sex.js';

/** What decides where a patient is best treated: nothing that tells who they are. */
export interface PatientProfile {
  /** The relation on which the actor sees the patient. */
  readonly basis: string;
  /** GB/T 2261.1, 1 or 2; null where it is not known. */
  readonly sex: string | null;
  readonly birthDate: string | null;
  readonly registeredInstitutionId: string;
  /** With whom the patient has a family-doctor contract on the day; null without one. */
  readonly contractInstitutionId: string | null;
}

/** What other libraries read of patients to find them a place. */
@Injectable()
export class PatientProfiles {
  /** Null where no relation gives the actor access. */
  async find(on: Queryable, actor: ActorContext, id: string, now: Date): Promise<PatientProfile | null> {
    const parameters = new Parameters();
    const basis = accessBasisSql(actor, now, parameters);
    const sql = `SELECT ${basis} AS basis,
        CASE WHEN p.sex IN ('${PatientSex.MALE}', '${PatientSex.FEMALE}') THEN p.sex END AS sex,
        p.birth_date::text AS "birthDate", p.registered_institution_id AS "registeredInstitutionId",
        (SELECT c.institution_id FROM family_doctor_contracts c WHERE c.patient_id = p.id
           AND (${parameters.add(now)}::timestamptz AT TIME ZONE 'Asia/Shanghai')::date BETWEEN c.valid_from AND c.valid_to)
          AS "contractInstitutionId"
      FROM patients p WHERE p.id = ${parameters.add(id)}`;
    const [row] = await on.query<PatientProfile & object>(statement('patient.profile', sql), parameters.values);
    return row?.basis ? row : null;
  }
}
