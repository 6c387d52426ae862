import { Injectable } from '@nestjs/common';
import { BatchReader, Database, statement, type ActorContext } from '#platform';
import { closingNodes, type ClosingNode } from '../domain/closing-nodes.js';

/** A node as people see it; all but its name is null while it is missing. */
export interface ClosingNodeView {
  readonly node: ClosingNode;
  readonly occurredAt: Date | null;
  readonly staffName: string | null;
  readonly onBehalfOfStaffName: string | null;
  readonly institutionName: string | null;
}

interface EventRow extends Record<string, unknown>, Omit<ClosingNodeView, 'node'> {
  readonly referralId: string;
  readonly action: string | null;
  readonly fromState: string | null;
  readonly toState: string | null;
}

const EVENTS = statement(
  'referral.events-of-nodes',
  `SELECT e.aggregate_id AS "referralId", e.action, e.from_state AS "fromState", e.to_state AS "toState",
     e.occurred_at AS "occurredAt", s.name AS "staffName", b.name AS "onBehalfOfStaffName", i.name AS "institutionName"
   FROM domain_events e LEFT JOIN staff s ON s.id = e.staff_id LEFT JOIN staff b ON b.id = e.on_behalf_of_staff_id
   LEFT JOIN institutions i ON i.id = e.institution_id
   WHERE e.aggregate_id = ANY($1::uuid[]) ORDER BY e.aggregate_version, e.id`,
);

/** The closing nodes of a page of referrals. Whoever sees a referral sees how far it has come. */
@Injectable()
export class ClosingNodesReader extends BatchReader<string, ClosingNodeView[]> {
  constructor(private readonly database: Database) {
    super();
  }

  async readMany(_actor: ActorContext, ids: readonly string[]): Promise<ClosingNodeView[][]> {
    const byReferral = Map.groupBy(await this.database.query<EventRow>(EVENTS, [ids]), ({ referralId }) => referralId);
    return ids.map((id) => closingNodes(byReferral.get(id) ?? []).map(({ node, event }) => viewOf(node, event)));
  }
}

function viewOf(node: ClosingNode, event: EventRow | null): ClosingNodeView {
  const { occurredAt = null, staffName = null, onBehalfOfStaffName = null, institutionName = null } = event ?? {};
  return { node, occurredAt, staffName, onBehalfOfStaffName, institutionName };
}
