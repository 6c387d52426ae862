import { Injectable } from '@nestjs/common';
import { NotFoundError } from '#kernel';
import { OrganizationDirectory } from '#organization';
import { AuditTrail, Database, statement, type ActorContext } from '#platform';
import type { ReferralState } from '../domain/referral-state.js';

/** An event as auditors see it: who did what, when and from where. What was written about it may be clinical. */
export interface LoggedEvent {
  readonly id: string;
  readonly version: number;
  readonly topic: string;
  readonly action: string | null;
  readonly fromState: ReferralState | null;
  readonly toState: ReferralState | null;
  readonly reasonCode: string | null;
  readonly occurredAt: Date;
  readonly accountId: string;
  readonly staffId: string;
  readonly staffName: string | null;
  readonly onBehalfOfStaffId: string | null;
  readonly institutionId: string;
  readonly requestId: string;
}

// A referral that is not in reach has no row, and for its receiver none before it was sent; one that is has at least the event that made it.
const LOG = statement(
  'referral.event-log',
  `SELECT e.id, e.aggregate_version AS version, e.topic, e.action, e.from_state AS "fromState", e.to_state AS "toState",
     e.reason_code AS "reasonCode", e.occurred_at AS "occurredAt", e.account_id AS "accountId",
     e.staff_id AS "staffId", s.name AS "staffName", e.on_behalf_of_staff_id AS "onBehalfOfStaffId",
     e.institution_id AS "institutionId", e.request_id AS "requestId"
   FROM referrals r JOIN domain_events e ON e.aggregate_id = r.id LEFT JOIN staff s ON s.id = e.staff_id
   WHERE r.id = $1 AND ($2::uuid IS NULL OR $2 = r.from_institution_id
     OR ($2 = r.to_institution_id AND r.received_at IS NOT NULL))
   ORDER BY e.aggregate_version, e.id`,
);

/** All that happened to a referral, for auditors: those of the lead hospital of the alliance, others of their institution. */
@Injectable()
export class EventLogQuery {
  constructor(
    private readonly database: Database,
    private readonly auditTrail: AuditTrail,
    private readonly directory: OrganizationDirectory,
  ) {}

  /** The oldest first. @throws NotFoundError where it lies outside what the actor audits */
  async of(actor: ActorContext, referralId: string): Promise<LoggedEvent[]> {
    const kind = await this.directory.institutionKind(this.database, actor.institutionId);
    const scope = kind === 'LEAD_HOSPITAL' ? null : actor.institutionId;
    const events = await this.database.query<LoggedEvent & Record<string, unknown>>(LOG, [referralId, scope]);
    if (events.length === 0) throw new NotFoundError('Referral', referralId);
    await this.auditTrail.recordInspection(actor, {
      action: 'referral.event-log-read',
      objectType: 'referral',
      detail: { referralId },
    });
    return events;
  }
}
