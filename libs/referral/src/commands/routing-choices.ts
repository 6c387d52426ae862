import { Injectable } from '@nestjs/common';
import { EventConsumer, statement, type DeliveredEvent, type Transaction } from '#platform';
import type { DownCandidate, UpCandidate } from '../data/routing-facts.reader.js';
import type { Direction } from '../domain/referral-state.js';
import type { Routing } from '../domain/routing.js';
import { RoutingChoiceEntity } from '../data/routing-choice.entity.js';
import { RoutingAdvice } from '../queries/routing-advice.js';
import { needOf } from '../queries/routing.queries.js';

/** How many of the suggestions are kept beside the choice. */
const KEPT = 5;

const CASE = statement(
  'referral.routing-case',
  `SELECT r.direction, r.patient_id AS "patientId", r.from_institution_id AS "fromInstitutionId", r.to_department_id AS "toDepartmentId",
     r.purpose_code AS "purposeCode", CASE WHEN p.sex IN ('1', '2') THEN p.sex END AS sex,
     p.birth_date::text AS "birthDate", p.registered_institution_id AS "registeredInstitutionId",
     (SELECT f.institution_id FROM family_doctor_contracts f WHERE f.patient_id = p.id
        AND ($2::timestamptz AT TIME ZONE 'Asia/Shanghai')::date BETWEEN f.valid_from AND f.valid_to)
       AS "contractInstitutionId",
     ARRAY(SELECT d ->> 'code' FROM jsonb_array_elements(c.diagnoses) d) AS "diagnosisCodes"
   FROM referrals r JOIN patients p ON p.id = r.patient_id JOIN clinical_packages c ON c.id = r.package_id
   WHERE r.id = $1`,
);

interface Case {
  readonly direction: Direction;
  readonly patientId: string;
  readonly fromInstitutionId: string;
  readonly toDepartmentId: string;
  readonly purposeCode: string;
  readonly sex: string | null;
  readonly birthDate: string | null;
  readonly registeredInstitutionId: string;
  readonly contractInstitutionId: string | null;
  readonly diagnosisCodes: readonly string[];
}

const NOTHING_NEEDED = { drugCodes: [], equipmentCodes: [], rehabilitationCodes: [] };

/** Keeps what was chosen against what would have been suggested then. Whoever submits need not wait for that. */
@Injectable()
export class RoutingChoices extends EventConsumer {
  readonly name = 'referral.routing-choices';
  readonly topics = ['referral.submitted', 'referral.review-requested', 'referral.down-submitted'];

  constructor(private readonly advice: RoutingAdvice) {
    super();
  }

  async handle(tx: Transaction, event: DeliveredEvent): Promise<void> {
    const known = (await tx.first<Case & object>(CASE, [event.aggregateId, event.occurredAt]))!;
    const { toDepartmentId } = known;
    const routing: Routing<UpCandidate | DownCandidate> = await this.route(tx, known, event.occurredAt);
    const chosen = routing.candidates.find(({ place }) => place.departmentId === toDepartmentId);
    const refused = routing.refused.find(({ place }) => place.departmentId === toDepartmentId);
    await tx.manager.insert(RoutingChoiceEntity, {
      id: tx.newId(),
      referralId: event.aggregateId,
      chosenDepartmentId: toDepartmentId,
      chosenRank: chosen?.rank ?? null,
      chosenScore: chosen?.score ?? null,
      failingFilter: refused?.filter ?? null,
      candidates: routing.candidates.length,
      suggested: routing.candidates
        .slice(0, KEPT)
        .map(({ place: { departmentId }, rank, score }) => ({ departmentId, rank, score })),
      reasonCode: event.reasonCode,
      chosenByStaffId: event.staffId,
      chosenAt: event.occurredAt,
    });
  }

  /** What a down-referral needs of medicines and devices stands nowhere in codes: it is weighed by the other parts. */
  private route(tx: Transaction, known: Case, at: Date): Promise<Routing<UpCandidate | DownCandidate>> {
    const { direction, patientId, fromInstitutionId } = known;
    const asked = { fromInstitutionId, need: needOf(known, known, at), at };
    if (direction !== 'DOWN') return this.advice.up(tx, { ...asked, patientId });
    return this.advice.down(tx, { ...asked, profile: known, needed: NOTHING_NEEDED });
  }
}
