import type { Rows } from '../bulk-insert.js';
import type { StaffMember } from '../county/index.js';
import type { Chance } from '../random.js';
import type { Recorded } from './rows.js';

export interface History {
  readonly events: Rows;
  /** Of each event, as the product writes it in the same statement. */
  readonly auditEntries: Rows;
}

/** The log of every act, as the product would have written it at the time. */
export function historyOf(
  chance: Chance,
  referrals: readonly Recorded[],
  accountIds: ReadonlyMap<StaffMember, string>,
): History {
  const told = referrals.flatMap((referral) =>
    referral.acts.map((act, index) => ({ referral, act, index, id: chance.id(act.at) })),
  );
  const actorOf = (by: StaffMember) => ({
    account_id: accountIds.get(by),
    staff_id: by.id,
    institution_id: by.institution.id,
  });
  const events = told.map(({ referral, act, index, id }) => ({
    id,
    topic: act.topic,
    aggregate_type: 'referral',
    aggregate_id: referral.id,
    aggregate_version: index + 1,
    action: act.action,
    from_state: referral.acts[index - 1]?.to ?? null,
    to_state: act.to,
    reason_code: act.reasonCode ?? null,
    comment: act.comment ?? null,
    payload: index === 0 ? {} : routeOf(referral),
    occurred_at: act.at,
    ...actorOf(act.by),
    request_id: `demo-${id}`,
  }));
  const auditEntries = told.map(({ referral, act, id }) => ({
    id,
    occurred_at: act.at,
    ...actorOf(act.by),
    request_id: `demo-${id}`,
    action: act.topic,
    object_type: 'referral',
    object_id: referral.id,
    patient_ids: [referral.patient.id],
    result: 'OK',
  }));
  return { events, auditEntries };
}

function routeOf({ patient, department }: Recorded): Record<string, string> {
  return {
    fromInstitutionId: patient.institution.id,
    toInstitutionId: department.institution.id,
    toDepartmentId: department.id,
  };
}
