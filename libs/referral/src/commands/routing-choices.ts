import { Injectable } from '@nestjs/common';
import { InvalidInputError, checkReason } from '#kernel';
import { ReferenceData, statement, type Transaction } from '#platform';
import type { ReferralRow } from '../data/referral-facts.reader.js';
import { RoutingChoiceEntity } from '../data/routing-choice.entity.js';
import { RoutingAdvice } from '../queries/routing-advice.js';
import { needOf } from '../queries/routing.queries.js';

/** How many of the suggestions are kept beside the choice. */
const KEPT = 5;
const REASONS = 'referral.routing_choice';

const CASE = statement(
  'referral.routing-case',
  `SELECT r.purpose_code AS "purposeCode", CASE WHEN p.sex IN ('1', '2') THEN p.sex END AS sex,
     p.birth_date::text AS "birthDate"
   FROM referrals r JOIN patients p ON p.id = r.patient_id WHERE r.id = $1`,
);

interface Case {
  readonly purposeCode: string;
  readonly sex: string | null;
  readonly birthDate: string | null;
}

/** Keeps what was chosen against what would have been suggested. */
@Injectable()
export class RoutingChoices {
  constructor(
    private readonly advice: RoutingAdvice,
    private readonly reference: ReferenceData,
  ) {}

  /**
   * In the transaction that submits the referral.
   * @throws InvalidInputError for a reason that is not in the list
   */
  async record(tx: Transaction, row: ReferralRow, reasonCode: string | null): Promise<void> {
    if (reasonCode !== null) await this.requireReason(tx, reasonCode);
    const known = (await tx.first<Case & object>(CASE, [row.id]))!;
    const diagnosisCodes = row.form.diagnoses.map(({ code }) => code);
    const { patientId, fromInstitutionId, toDepartmentId } = row;
    const need = needOf({ diagnosisCodes, purposeCode: known.purposeCode }, known, tx.now);
    const routing = await this.advice.up(tx, { fromInstitutionId, patientId, need, at: tx.now });
    const chosen = routing.candidates.find(({ place }) => place.departmentId === toDepartmentId);
    const refused = routing.refused.find(({ place }) => place.departmentId === toDepartmentId);
    await tx.manager.insert(RoutingChoiceEntity, {
      id: tx.newId(),
      referralId: row.id,
      chosenDepartmentId: toDepartmentId,
      chosenRank: chosen?.rank ?? null,
      chosenScore: chosen?.score ?? null,
      failingFilter: refused?.filter ?? null,
      candidates: routing.candidates.length,
      suggested: routing.candidates
        .slice(0, KEPT)
        .map(({ place: { departmentId }, rank, score }) => ({ departmentId, rank, score })),
      reasonCode,
      chosenByStaffId: tx.actor.staffId,
      chosenAt: tx.now,
    });
  }

  private async requireReason(tx: Transaction, code: string): Promise<void> {
    const verdict = checkReason(await this.reference.reasons(REASONS, tx.now, tx), code, null, tx.now);
    if (verdict !== true) throw new InvalidInputError([{ path: 'routingReasonCode', constraint: verdict.rule }]);
  }
}
