import { Inject, Injectable } from '@nestjs/common';
import { NotFoundError, pageOf, type Clock, type Page } from '#kernel';
import { CLOCK, Database, decodeIdCursor, encodeIdCursor, statement, type ActorContext } from '#platform';
import { isInForce } from '../data/delegated-roles.js';
import { Permission } from '../domain/permissions.js';
import type { DelegationEntity } from '../data/delegation.entity.js';
import type { DelegationState } from '../domain/delegation.js';

/** A delegation with the names of everybody and everything in it. */
export interface ListedDelegation extends Omit<DelegationEntity, 'createdAt' | 'endedByStaffId'> {
  readonly delegatorName: string;
  readonly delegateName: string;
  readonly institutionName: string;
  readonly departmentName: string | null;
  readonly state: DelegationState;
}

const COLUMNS = `g.id, g.delegator_staff_id AS "delegatorStaffId", o.name AS "delegatorName",
  g.delegate_staff_id AS "delegateStaffId", d.name AS "delegateName", g.institution_id AS "institutionId",
  i.short_name AS "institutionName", g.department_id AS "departmentId", p.name AS "departmentName",
  g.reason_code AS "reasonCode", g.comment, g.valid_from AS "validFrom", g.valid_to AS "validTo", g.ended_at AS "endedAt",
  CASE WHEN g.ended_at IS NOT NULL OR g.valid_to <= $1 THEN 'ENDED' WHEN g.valid_from > $1 THEN 'PLANNED' ELSE 'ACTIVE' END
    AS state, g.version`;
const DELEGATIONS = `delegations g JOIN staff o ON o.id = g.delegator_staff_id JOIN staff d ON d.id = g.delegate_staff_id
  JOIN institutions i ON i.id = g.institution_id LEFT JOIN departments p ON p.id = g.department_id`;
/** Nobody has more of them that still matter. */
const MOST = 100;

const GET = statement('delegation.get', `SELECT ${COLUMNS} FROM ${DELEGATIONS} WHERE g.id = $2`);
const OF_PERSON = statement(
  'delegation.of-person',
  `SELECT ${COLUMNS} FROM ${DELEGATIONS} WHERE g.delegator_staff_id = $2 OR g.delegate_staff_id = $2
   ORDER BY g.id DESC LIMIT ${MOST}`,
);
const IN_FORCE = statement(
  'delegation.in-force-for',
  `SELECT ${COLUMNS} FROM ${DELEGATIONS} WHERE g.delegate_staff_id = $2 AND ${isInForce('$1')}
   ORDER BY g.valid_to, g.id LIMIT ${MOST}`,
);
const OF_INSTITUTION = statement(
  'delegation.of-institution',
  `SELECT ${COLUMNS} FROM ${DELEGATIONS} WHERE g.institution_id = $2 AND ($3::uuid IS NULL OR g.id < $3)
   ORDER BY g.id DESC LIMIT $4`,
);

/** Who may act in whose name. */
@Injectable()
export class DelegationsQuery {
  constructor(
    private readonly database: Database,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** @throws NotFoundError where it is not the actor's to see */
  async get(actor: ActorContext, id: string): Promise<ListedDelegation> {
    const found = await this.find(id);
    const isOwn = found && [found.delegatorStaffId, found.delegateStaffId].includes(actor.staffId);
    const administers =
      actor.permissions.has(Permission.ManageAccounts) && found?.institutionId === actor.institutionId;
    if (!found || !(isOwn || administers)) throw new NotFoundError('Delegation', id);
    return found;
  }

  find(id: string): Promise<ListedDelegation | null> {
    return this.database.first<ListedDelegation & object>(GET, [this.clock.now(), id]);
  }

  /** What the person has given and been given, newest first, at most 100. */
  listOf({ staffId }: ActorContext): Promise<ListedDelegation[]> {
    return this.database.query<ListedDelegation & object>(OF_PERSON, [this.clock.now(), staffId]);
  }

  /** By which the person can act now, the first to end first. */
  inForceFor(staffId: string): Promise<ListedDelegation[]> {
    return this.database.query<ListedDelegation & object>(IN_FORCE, [this.clock.now(), staffId]);
  }

  /** Those at the actor's institution, newest first. */
  async listAt(actor: ActorContext, first: number, after: string | null): Promise<Page<ListedDelegation>> {
    const from = after === null ? null : decodeIdCursor(after);
    const values = [this.clock.now(), actor.institutionId, from, first + 1];
    const rows = await this.database.query<ListedDelegation & object>(OF_INSTITUTION, values);
    return pageOf(rows, first, ({ id }) => encodeIdCursor(id));
  }
}
