import { Injectable } from '@nestjs/common';
import { InvalidInputError, addDays, daysBetween, startOfDay, ALLIANCE_ZONE, type LocalDate } from '#kernel';
import { StaffingDirectory } from '#organization';
import { PatientAccess } from '#patient';
import { AuditTrail, Database, UnitOfWork, statement, type ActorContext } from '#platform';
import { NOT_COUNTED } from '../domain/decision.js';
import { Offers, type ItemOffers } from './offers.js';

/** Decisions of an institution in some days. */
export interface Statistics {
  readonly institutionId: string;
  readonly institutionName: string;
  readonly decided: number;
  readonly recognized: number;
  readonly declined: number;
  readonly notCounted: number;
  readonly noCandidate: number;
  readonly savedCents: number;
  readonly declineCodes: readonly { readonly code: string; readonly count: number }[];
}

const MOST_DAYS = 366;

// `$1` null for the whole alliance.
const STATISTICS = statement(
  'recognition.statistics',
  `SELECT d.institution_id AS "institutionId", i.name AS "institutionName", count(*)::int AS decided,
     (count(*) FILTER (WHERE d.decision = 'RECOGNIZED'))::int AS recognized,
     (count(*) FILTER (WHERE d.decision = 'DECLINED' AND NOT d.decline_code = ANY($4)))::int AS declined,
     (count(*) FILTER (WHERE d.decline_code = ANY($4)))::int AS "notCounted",
     (count(*) FILTER (WHERE d.decision = 'NO_CANDIDATE'))::int AS "noCandidate",
     sum(d.saved_cents)::float8 AS "savedCents",
     (SELECT coalesce(json_agg(json_build_object('code', c.code, 'count', c.count) ORDER BY c.code), '[]') FROM (
        SELECT e.decline_code AS code, count(*) FROM recognition_decisions e WHERE e.institution_id = d.institution_id
          AND e.decided_at >= $2 AND e.decided_at < $3 AND e.decline_code IS NOT NULL GROUP BY e.decline_code) c)
       AS "declineCodes"
   FROM recognition_decisions d JOIN institutions i ON i.id = d.institution_id
   WHERE d.decided_at >= $2 AND d.decided_at < $3 AND ($1::uuid IS NULL OR d.institution_id = $1)
   GROUP BY d.institution_id, i.name ORDER BY i.name, d.institution_id LIMIT 1000`,
);

/** What may be recognised, and what came of it. */
@Injectable()
export class RecognitionQueries {
  constructor(
    private readonly offers: Offers,
    private readonly unitOfWork: UnitOfWork,
    private readonly patients: PatientAccess,
    private readonly staffing: StaffingDirectory,
    private readonly auditTrail: AuditTrail,
    private readonly database: Database,
  ) {}

  /** What is known of a patient for items that a doctor thinks of. @throws NotFoundError for a patient whom they may not see */
  async candidates(actor: ActorContext, patientId: string, codes: readonly string[]): Promise<ItemOffers[]> {
    const offers = await this.unitOfWork.run(actor, async (tx) => {
      await this.patients.requireVisible(tx, patientId);
      return this.offers.of(tx, patientId, { items: { codes }, now: tx.now });
    });
    await this.auditTrail.recordAccess(actor, {
      action: 'recognition.candidates',
      patientIds: [patientId],
      basis: 'ORDER',
      objectType: 'patient',
      objectId: patientId,
    });
    return offers;
  }

  /** Of the own institution; the lead hospital sees the alliance. @throws InvalidInputError for more than a year */
  statistics(actor: ActorContext, { from, to }: { from: LocalDate; to: LocalDate }): Promise<Statistics[]> {
    const length = daysBetween(from, to) + 1;
    if (length < 1 || length > MOST_DAYS) throw new InvalidInputError([{ path: 'to', constraint: 'REGISTER_PERIOD' }]);
    const period = [startOfDay(from, ALLIANCE_ZONE), startOfDay(addDays(to, 1), ALLIANCE_ZONE)];
    return this.unitOfWork.run(actor, async (tx) => {
      const whole = (await this.staffing.leadHospital(tx)) === actor.institutionId;
      const values = [whole ? null : actor.institutionId, ...period, [...NOT_COUNTED]];
      return this.database.query<Statistics & Record<string, unknown>>(STATISTICS, values);
    });
  }
}
