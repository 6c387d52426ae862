import { Injectable } from '@nestjs/common';
import { EventConsumer, statement, type DeliveredEvent, type Transaction } from '#platform';
import { RoutingChoiceEntity } from '../data/routing-choice.entity.js';
import { RoutingAdvice } from '../queries/routing-advice.js';
import { needOf } from '../queries/routing.queries.js';

/** How many of the suggestions are kept beside the choice. */
const KEPT = 5;

const CASE = statement(
  'referral.routing-case',
  `SELECT r.patient_id AS "patientId", r.from_institution_id AS "fromInstitutionId", r.to_department_id AS "toDepartmentId",
     r.purpose_code AS "purposeCode", CASE WHEN p.sex IN ('1', '2') THEN p.sex END AS sex,
     p.birth_date::text AS "birthDate",
     ARRAY(SELECT d ->> 'code' FROM jsonb_array_elements(c.diagnoses) d) AS "diagnosisCodes"
   FROM referrals r JOIN patients p ON p.id = r.patient_id JOIN clinical_packages c ON c.id = r.package_id
   WHERE r.id = $1`,
);

interface Case {
  readonly patientId: string;
  readonly fromInstitutionId: string;
  readonly toDepartmentId: string;
  readonly purposeCode: string;
  readonly sex: string | null;
  readonly birthDate: string | null;
  readonly diagnosisCodes: readonly string[];
}

/** Keeps what was chosen against what would have been suggested then. Whoever submits need not wait for that. */
@Injectable()
export class RoutingChoices extends EventConsumer {
  readonly name = 'referral.routing-choices';
  readonly topics = ['referral.submitted', 'referral.review-requested'];

  constructor(private readonly advice: RoutingAdvice) {
    super();
  }

  async handle(tx: Transaction, event: DeliveredEvent): Promise<void> {
    const known = (await tx.first<Case & object>(CASE, [event.aggregateId]))!;
    const { patientId, fromInstitutionId, toDepartmentId } = known;
    const need = needOf(known, known, event.occurredAt);
    const routing = await this.advice.up(tx, { fromInstitutionId, patientId, need, at: event.occurredAt });
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
}
