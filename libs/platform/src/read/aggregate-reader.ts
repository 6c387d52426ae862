import { Inject, Injectable } from '@nestjs/common';
import { NotFoundError, encodeCursor, pageOf, type Clock, type JsonRecord } from '#kernel';
import type { Actor } from '../actor/actor.js';
import { AuditTrail } from '../audit/audit-trail.js';
import { Database } from '../database/database.js';
import { Parameters } from '../database/parameters.js';
import { statement } from '../database/statement.js';
import { toConnection, type Connection } from '../graphql/connection.types.js';
import type { Claim } from '../idempotency/idempotency.js';
import { CLOCK } from '../tokens.js';
import { below, type Selection } from './selection.js';
import { behind, cursorText, orderBy, type Order } from './sort-key.js';
import { project, type View } from './view.js';

/** The patient whom an aggregate shows. */
interface ShownPatient {
  /** SQL of the id. */
  readonly id: string;
  /** SQL of the id of another one who is shown beside them. */
  readonly other?: string;
  /** Joins that it needs. */
  readonly joins?: string;
  /** The relation that gives access: `REFERRAL`. */
  readonly basis: string;
}

/** How one kind of aggregate is read. All SQL uses `alias`. */
export interface Readable {
  /** In audit actions and names of statements: `referral`. */
  readonly name: string;
  /** As the API calls it where it does not exist. */
  readonly type: string;
  /** As events and the audit trail call it. */
  readonly objectType: string;
  readonly table: string;
  readonly alias: string;
  readonly view: View;
  /** Whom it shows; null where it is about no patient, and looks leave no trace. */
  readonly patient: ShownPatient | null;
  /** SQL that is true for what exists for the actor. */
  readonly visibleTo: (actor: Actor, now: Date, parameters: Parameters) => string;
}

/** Who looks, and at which fields. */
export interface Look {
  readonly actor: Actor;
  readonly selection: Selection;
}

/** Where a page of a list begins and how long it is. */
export interface PageRequest {
  readonly first: number;
  readonly after?: string | null | undefined;
}

/**
 * A condition that an index answers in the order of the list; or one for each of a few rows (`of` selects them, the condition
 * calls them `e`), so that the order of the index begins anew with each: for each department that has no place left.
 */
export type Arm = string | { readonly of: string; readonly where: string };

/** The arm with another condition. */
export function narrowed(arm: Arm, condition: string): Arm {
  if (condition === '') return arm;
  return typeof arm === 'string' ? `${arm} AND ${condition}` : { ...arm, where: `${arm.where} AND ${condition}` };
}

/** The rows of a list. */
export interface ListRows {
  /** They exclude each other: a row of the list fulfils one of them. They say themselves what exists for the actor. */
  readonly arms: readonly Arm[];
  readonly parameters: Parameters;
}

/** A list, and which part of it is wanted. */
export interface Listing extends ListRows {
  /** As the audit trail names it: `referral.list`. */
  readonly action: string;
  readonly order: Order;
  readonly page: PageRequest;
  readonly detail?: JsonRecord;
}

/** Rows that belong to others: the exam of each reading task of a page, or the earlier exams of a patient. */
export interface Gathering {
  /** As the audit trail names it. */
  readonly action: string;
  /** The ids of those others, and the SQL that says to which of them a row belongs. */
  readonly keys: readonly string[];
  readonly key: string;
  /** Joins that the key needs. */
  readonly joins?: string;
  readonly where?: string;
  readonly order: Order;
  /** How many rows each may have. */
  readonly most: number;
}

interface NodeRow<Node> extends Record<string, unknown> {
  readonly id: string;
  /** Null for the few of a kind that are about nobody. */
  readonly patientId: string | null;
  readonly otherPatientId: string | null;
  readonly node: Node;
}

/** How many rows a list has, as far as they were counted. */
export interface Count {
  readonly count: number;
  readonly hasMore: boolean;
}

/** Nobody reads a greater number off a badge, and a count must not read all that piles up. */
const MOST_COUNTED = 999;

/** Reads aggregates as the API shows them, within what exists for the actor; every look at a patient is logged. */
@Injectable()
export class AggregateReader {
  constructor(
    private readonly database: Database,
    private readonly auditTrail: AuditTrail,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** @throws NotFoundError where it does not exist for the actor */
  async get<Node>(of: Readable, look: Look, id: string): Promise<Node> {
    const row = await this.read<Node>(of, look, id);
    if (of.patient) {
      await this.auditTrail.recordAccess(look.actor, {
        action: `${of.name}.read`,
        patientIds: patientsOf(row),
        basis: of.patient.basis,
        objectType: of.objectType,
        objectId: id,
      });
    }
    return row.node;
  }

  /**
   * The answer to a change: the same, without a trace of its own, because the change has left one. A request that comes
   * again changes nothing, so it is a look like any other.
   */
  async answer<Node>(of: Readable, look: Look, { aggregateId, fresh }: Claim): Promise<Node> {
    if (!fresh) return this.get(of, look, aggregateId);
    const { node } = await this.read<Node>(of, look, aggregateId);
    return node;
  }

  /** @throws InvalidCursorError */
  async page<Node>(of: Readable, { actor, selection }: Look, listing: Listing): Promise<Connection<Node>> {
    const { parameters, page, order, action, detail } = listing;
    const totalCount = selection.fields.has('totalCount') ? await this.total(of, listing) : undefined;
    const sql = statement(action, pageSql(of, below(selection, 'nodes'), listing));
    const rows = await this.database.query<NodeRow<Node>>(sql, parameters.values);
    const { items, ...ends } = pageOf(rows, page.first, (row) => cursorOf(row, order));
    if (of.patient) {
      await this.auditTrail.recordAccess(actor, {
        action,
        patientIds: items.flatMap(patientsOf),
        basis: of.patient.basis,
        ...(detail && { detail }),
      });
    }
    return toConnection({ ...ends, items: items.map(({ node }) => node) }, totalCount);
  }

  /** What belongs to each of several others, in one statement and with one trace; only what exists for the actor. */
  async gather<Node>(of: Readable, { actor, selection }: Look, gathering: Gathering): Promise<Map<string, Node[]>> {
    const parameters = new Parameters();
    const visible = of.visibleTo(actor, this.clock.now(), parameters);
    const sql = gatherSql(of, selection, gathering, { keys: parameters.add(gathering.keys), visible });
    const rows = await this.database.query<NodeRow<Node> & { key: string }>(
      statement(gathering.action, sql),
      parameters.values,
    );
    if (of.patient) {
      await this.auditTrail.recordAccess(actor, {
        action: gathering.action,
        patientIds: rows.flatMap(patientsOf),
        basis: of.patient.basis,
      });
    }
    const gathered = Map.groupBy(rows, ({ key }) => key);
    return new Map([...gathered].map(([key, own]) => [key, own.map(({ node }) => node)]));
  }

  /** How long several lists are, in one statement. */
  async counts<Name extends string>(
    of: Readable,
    parameters: Parameters,
    lists: ReadonlyMap<Name, ListRows['arms']>,
  ): Promise<Map<Name, Count>> {
    if (lists.size === 0) return new Map();
    const columns = [...lists].map(([name, arms]) => `${countSql(of, arms, MOST_COUNTED + 1)} AS "${name}"`);
    const sql = statement(`${of.name}.counts`, `SELECT ${columns.join(', ')}`);
    const row = await this.database.first<Record<Name, number>>(sql, parameters.values);
    return new Map(
      [...lists.keys()].map((name) => [
        name,
        { count: Math.min(row![name], MOST_COUNTED), hasMore: row![name] > MOST_COUNTED },
      ]),
    );
  }

  private async read<Node>(of: Readable, { actor, selection }: Look, id: string): Promise<NodeRow<Node>> {
    const { alias, table } = of;
    const parameters = new Parameters();
    const { json, joins } = project(of.view, selection, ['id']);
    const visible = of.visibleTo(actor, this.clock.now(), parameters);
    const sql = `SELECT ${alias}.id, ${patientSql(of)}, ${json} AS node
      FROM ${table} ${alias} ${of.patient?.joins ?? ''} ${joins} WHERE ${alias}.id = ${parameters.add(id)} AND ${visible}`;
    const row = await this.database.first<NodeRow<Node>>(statement(`${of.name}.get`, sql), parameters.values);
    if (!row) throw new NotFoundError(of.type, id);
    return row;
  }

  private async total(of: Readable, { arms, parameters }: ListRows): Promise<number> {
    const sql = statement(`${of.name}.count`, `SELECT ${countSql(of, arms)} AS count`);
    const row = await this.database.first<{ count: number }>(sql, [...parameters.values]);
    return row!.count;
  }
}

const patientSql = ({ patient }: Readable): string =>
  `${patient?.id ?? 'NULL::uuid'} AS "patientId", ${patient?.other ?? 'NULL::uuid'} AS "otherPatientId"`;

const patientsOf = ({ patientId, otherPatientId }: Pick<NodeRow<unknown>, 'patientId' | 'otherPatientId'>): string[] =>
  [patientId, otherPatientId].filter((id) => id !== null);

function gatherSql(
  of: Readable,
  selection: Selection,
  { key, joins: others = '', where = 'true', order, most }: Gathering,
  { keys, visible }: { readonly keys: string; readonly visible: string },
): string {
  const { alias, table } = of;
  const { json, joins } = project(of.view, selection, ['id']);
  const sorted = orderBy(
    order.keys.map(({ sql }) => sql),
    order,
  );
  const ranked = `SELECT ${key} AS key, ${alias}.id, row_number() OVER (PARTITION BY ${key} ORDER BY ${sorted}) AS place
    FROM ${table} ${alias} ${others} WHERE ${key} = ANY(${keys}::uuid[]) AND ${where} AND ${visible}`;
  return `SELECT ranked.key, ${alias}.id, ${patientSql(of)}, ${json} AS node
    FROM (${ranked}) ranked JOIN ${table} ${alias} ON ${alias}.id = ranked.id ${of.patient?.joins ?? ''} ${joins}
    WHERE ranked.place <= ${most} ORDER BY ranked.key, ranked.place`;
}

/** SQL of the rows of an arm. @param end how they are put in order and cut, for each of several anew */
function armSql(arm: Arm, select: (where: string) => string, end: string): string {
  return typeof arm === 'string'
    ? `${select(arm)} ${end}`
    : `SELECT found.* FROM (${arm.of}) e CROSS JOIN LATERAL (${select(arm.where)} ${end}) found`;
}

function cursorOf({ id, ...row }: NodeRow<unknown>, { keys }: Order): string {
  const values = keys.slice(0, -1).map((_, index) => row[`k${index}`] as string | number);
  return encodeCursor([...values, id]);
}

function countSql({ table, alias }: Readable, arms: readonly Arm[], most?: number): string {
  const limit = most === undefined ? '' : ` LIMIT ${most}`;
  const select = (where: string): string => `SELECT 1 AS one FROM ${table} ${alias} WHERE ${where}`;
  // OFFSET 0 keeps PostgreSQL from joining all there is: what is counted for each is looked for in its index.
  const rows = arms.map((arm) => `(${armSql(arm, select, 'OFFSET 0')})`).join(' UNION ALL ');
  return `(SELECT count(*)::int FROM (${rows}${limit}) counted)`;
}

/**
 * The rows of a page are found first, each arm's from its index alone, and only they are read and joined. The length of
 * the page is part of the text: PostgreSQL would not keep a plan for a limit that it does not know.
 */
function pageSql(of: Readable, nodes: Selection, { arms, order, page, parameters }: Listing): string {
  const { alias, table } = of;
  const { json, joins } = project(of.view, nodes, ['id']);
  const keys = order.keys.slice(0, -1);
  const limit = `LIMIT ${page.first + 1}`;
  const after = typeof page.after === 'string' ? ` AND ${behind(page.after, order, parameters)}` : '';
  const found = keys.map(({ sql }, index) => `${sql} AS k${index}`);
  const select = (where: string): string =>
    `SELECT ${[`${alias}.id`, ...found].join(', ')} FROM ${table} ${alias} WHERE ${where}${after}`;
  const inOrder = orderBy(
    order.keys.map(({ sql }) => sql),
    order,
  );
  const candidates = arms.map((arm) => armSql(arm, select, `ORDER BY ${inOrder} ${limit}`));
  const sorted = [...keys.keys()].map((index) => `k${index}`);
  const rows =
    candidates.length === 1 && typeof arms[0] === 'string'
      ? candidates[0]!
      : `SELECT * FROM (${candidates.map((sql) => `(${sql})`).join(' UNION ALL ')}) candidates
         ORDER BY ${orderBy([...sorted, 'id'], order)} ${limit}`;
  const texts = keys.map((key, index) => `${cursorText(key, `page.k${index}`)} AS k${index}`);
  return `SELECT ${[`${alias}.id`, ...texts].join(', ')}, ${patientSql(of)}, ${json} AS node
    FROM (${rows}) page JOIN ${table} ${alias} ON ${alias}.id = page.id ${of.patient?.joins ?? ''} ${joins}
    ORDER BY ${orderBy([...sorted.map((name) => `page.${name}`), `${alias}.id`], order)}`;
}
