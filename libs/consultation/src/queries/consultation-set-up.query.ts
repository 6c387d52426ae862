import { Injectable } from '@nestjs/common';
import { Database, statement, versionSql } from '#platform';
import type { OpeningHours } from '../domain/opening-hours.js';

interface Period {
  readonly effectiveFrom: Date;
  readonly effectiveTo: Date | null;
  readonly version: number;
}

export interface AgreementPeriod extends Period {
  readonly invitingInstitutionId: string;
  readonly invitedInstitutionId: string;
  readonly agreementNo: string;
}

export interface HoursPeriod extends Period, OpeningHours {
  readonly institutionId: string;
}

export interface WeightPeriod extends Period {
  readonly expertId: string;
  readonly weightPercent: number;
}

export interface RoomPeriod extends Period {
  readonly institutionId: string;
  readonly template: string;
}

const PERIOD = 's.effective_from AS "effectiveFrom", s.effective_to AS "effectiveTo"';
const AGREEMENTS = statement(
  'consultation.agreement-periods',
  `SELECT s.inviting_institution_id AS "invitingInstitutionId", s.invited_institution_id AS "invitedInstitutionId",
     s.agreement_no AS "agreementNo", ${PERIOD},
     ${versionSql('cooperation_agreements', ['inviting_institution_id', 'invited_institution_id'], 's')} AS version
   FROM cooperation_agreements s
   ORDER BY s.inviting_institution_id, s.invited_institution_id, s.effective_from DESC`,
);
const HOURS = statement(
  'consultation.hours-periods',
  `SELECT s.institution_id AS "institutionId", s.morning_from AS "morningFrom", s.morning_to AS "morningTo",
     s.afternoon_from AS "afternoonFrom", s.afternoon_to AS "afternoonTo", ${PERIOD},
     ${versionSql('consultation_hours', ['institution_id'], 's')} AS version
   FROM consultation_hours s ORDER BY s.institution_id, s.effective_from DESC`,
);
const WEIGHTS = statement(
  'consultation.weight-periods',
  `SELECT s.expert_id AS "expertId", s.weight_percent AS "weightPercent", ${PERIOD},
     ${versionSql('consultation_weights', ['expert_id'], 's')} AS version
   FROM consultation_weights s ORDER BY s.expert_id, s.effective_from DESC`,
);
const ROOMS = statement(
  'consultation.room-periods',
  `SELECT s.institution_id AS "institutionId", s.template, ${PERIOD},
     ${versionSql('consultation_rooms', ['institution_id'], 's')} AS version
   FROM consultation_rooms s ORDER BY s.institution_id, s.effective_from DESC`,
);

/** Reads what consultations are arranged by, with all periods. */
@Injectable()
export class ConsultationSetUpQuery {
  constructor(private readonly database: Database) {}

  async get() {
    const [agreements, hours, weights, rooms] = await Promise.all([
      this.database.query<AgreementPeriod & Record<string, unknown>>(AGREEMENTS, []),
      this.database.query<HoursPeriod & Record<string, unknown>>(HOURS, []),
      this.database.query<WeightPeriod & Record<string, unknown>>(WEIGHTS, []),
      this.database.query<RoomPeriod & Record<string, unknown>>(ROOMS, []),
    ]);
    return { agreements, hours, weights, rooms };
  }
}
