import { Injectable } from '@nestjs/common';
import { EventConsumer, statement, type DeliveredEvent, type Transaction } from '#platform';

/** Open follow-ups, at the institution of the contract. */
const HAND_OVER = statement(
  'follow-up.follow-contract',
  `UPDATE follow_up_tasks t SET version = t.version + 1, team_id = c.team_id,
     doctor_staff_id = CASE WHEN t.doctor_staff_id = $2 THEN c.doctor_staff_id ELSE t.doctor_staff_id END,
     village_doctor_staff_id = CASE WHEN t.village_doctor_staff_id IS NOT DISTINCT FROM $3::uuid
       THEN c.village_doctor_staff_id ELSE t.village_doctor_staff_id END
   FROM family_doctor_contracts c JOIN referrals r ON r.patient_id = c.patient_id AND r.to_institution_id = c.institution_id
   WHERE c.id = $1 AND r.direction = 'DOWN' AND r.ended_at IS NULL
     AND ($4::timestamptz AT TIME ZONE 'Asia/Shanghai')::date BETWEEN c.valid_from AND c.valid_to
     AND t.referral_id = r.id AND t.state = 'OPEN' AND t.doctor_staff_id = $2
     AND (c.doctor_staff_id <> $2 OR c.village_doctor_staff_id IS DISTINCT FROM $3::uuid OR c.team_id IS DISTINCT FROM t.team_id)`,
);
const HAND_OVER_TEAM = statement(
  'follow-up.follow-team',
  `UPDATE follow_up_tasks t SET version = t.version + 1, doctor_staff_id = c.doctor_staff_id
   FROM family_doctor_contracts c JOIN referrals r ON r.patient_id = c.patient_id AND r.to_institution_id = c.institution_id
   WHERE c.team_id = $1 AND r.direction = 'DOWN' AND r.ended_at IS NULL
     AND ($3::timestamptz AT TIME ZONE 'Asia/Shanghai')::date BETWEEN c.valid_from AND c.valid_to
     AND t.referral_id = r.id AND t.state = 'OPEN' AND t.doctor_staff_id = $2 AND c.doctor_staff_id <> $2`,
);

/** Open follow-ups go on with whoever looks after the patient by contract now; a doctor who was named beside it keeps theirs. */
@Injectable()
export class ContractFollowers extends EventConsumer {
  readonly name = 'referral.contract-followers';
  readonly topics = ['contract.changed', 'family-doctor-team.changed'];

  async handle(tx: Transaction, { topic, aggregateId, payload }: DeliveredEvent): Promise<void> {
    const former = payload['formerDoctorStaffId'] as string;
    if (topic === 'family-doctor-team.changed') await tx.query(HAND_OVER_TEAM, [aggregateId, former, tx.now]);
    else
      await tx.query(HAND_OVER, [aggregateId, former, payload['formerVillageDoctorStaffId'] as string | null, tx.now]);
  }
}
