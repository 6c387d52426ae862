import { Injectable } from '@nestjs/common';
import { statement, type Queryable } from '#platform';

const TEAM = statement(
  'patient.family-doctor-team',
  `SELECT doctor_staff_id AS "doctorStaffId", village_doctor_staff_id AS "villageDoctorStaffId",
     team_id AS "teamId"
   FROM family_doctor_contracts
   WHERE patient_id = $1 AND institution_id = $2
     AND ($3::timestamptz AT TIME ZONE 'Asia/Shanghai')::date BETWEEN valid_from AND valid_to`,
);

/** Who looks after a patient by contract. */
export interface FamilyDoctorTeam {
  readonly doctorStaffId: string;
  readonly villageDoctorStaffId: string | null;
  /** Null for a contract from before teams were kept. */
  readonly teamId: string | null;
}

/** What other libraries ask about contracts with family-doctor teams. */
@Injectable()
export class ContractDirectory {
  /** The patient's team at the institution on that day; null where there is no contract. */
  async teamOf(
    on: Queryable,
    { patientId, institutionId, at }: { patientId: string; institutionId: string; at: Date },
  ): Promise<FamilyDoctorTeam | null> {
    const [team] = await on.query<FamilyDoctorTeam & Record<string, unknown>>(TEAM, [patientId, institutionId, at]);
    return team ?? null;
  }
}
