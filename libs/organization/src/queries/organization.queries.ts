import { Injectable } from '@nestjs/common';
import { InvalidCursorError, NotFoundError, decodeCursor, encodeCursor, pageOf } from '#kernel';
import {
  Database,
  Parameters,
  below,
  project,
  statement,
  toConnection,
  type Connection,
  type PageRequest,
  type Selection,
  type View,
} from '#platform';
import { NEWEST_ITEM, standardItemView } from './catalogue.queries.js';
import { departmentView, institutionView, staffView } from './organization.views.js';

export interface StaffFilter {
  readonly institutionId: string;
  readonly departmentId?: string | null | undefined;
}

export interface OfferFilter {
  readonly direction: string;
  readonly diagnosisCode?: string | null | undefined;
  readonly purposeCode?: string | null | undefined;
  readonly age?: number | null | undefined;
  readonly sex?: string | null | undefined;
}

const OFFERS = `service_offers o JOIN departments d ON d.id = o.department_id
  JOIN institutions i ON i.id = d.institution_id`;

const institutions = institutionView('i');
const departments = departmentView('d');
const staff = staffView('s');

const offers: View = {
  columns: {
    id: 'o.id',
    direction: 'o.direction',
    handling: 'o.handling',
    purposeCodes: 'o.purpose_codes',
    diagnosisPrefixes: 'o.diagnosis_prefixes',
    minimumAge: 'o.minimum_age',
    maximumAge: 'o.maximum_age',
    sex: 'o.sex',
    note: 'o.note',
    active: 'o.active',
    version: 'o.version',
  },
  one: {
    department: { view: departments, join: '' },
    institution: { view: institutions, join: '' },
  },
};

/** A list of the service directory is short by its nature; the bound keeps a mistake in it finite. */
const MAX_OFFERS = 200;
const MAX_DEPARTMENTS = 500;

/** Reads of the directory, which everybody who is signed in may see; it holds no patient. */
@Injectable()
export class OrganizationQueries {
  constructor(private readonly database: Database) {}

  institution<Node>(id: string, selection: Selection): Promise<Node> {
    return this.one('Institution', institutions, 'institutions i WHERE i.id = $1', { id, selection });
  }

  department<Node>(id: string, selection: Selection): Promise<Node> {
    return this.one('Department', departments, 'departments d WHERE d.id = $1', { id, selection });
  }

  staffMember<Node>(id: string, selection: Selection): Promise<Node> {
    return this.one('Staff', staff, 'staff s WHERE s.id = $1', { id, selection });
  }

  /** One offer, also when it has been withdrawn. */
  serviceOffer<Node>(id: string, selection: Selection): Promise<Node> {
    return this.one('ServiceOffer', offers, `${OFFERS} WHERE o.id = $1`, { id, selection });
  }

  institutions<Node>(page: PageRequest, selection: Selection): Promise<Connection<Node>> {
    return this.page(institutions, { table: 'institutions i', key: 'i.code' }, page, selection);
  }

  staff<Node>(filter: StaffFilter, page: PageRequest, selection: Selection): Promise<Connection<Node>> {
    const parameters = new Parameters();
    const department = filter.departmentId ? ` AND s.department_id = ${parameters.add(filter.departmentId)}` : '';
    const where = `s.institution_id = ${parameters.add(filter.institutionId)}${department}`;
    return this.page(staff, { table: 'staff s', key: 's.staff_no', where, parameters }, page, selection);
  }

  /** Items as they count now, by their codes. */
  standardItems<Node>(category: string | null, page: PageRequest, selection: Selection): Promise<Connection<Node>> {
    const parameters = new Parameters();
    const ofKind = category === null ? '' : ` AND s.category = ${parameters.add(category)}`;
    const where = `${NEWEST_ITEM}${ofKind}`;
    return this.page(
      standardItemView,
      { table: 'standard_items s', key: 's.code', where, parameters },
      page,
      selection,
    );
  }

  async departments<Node>(institutionId: string, acceptsOnly: boolean, selection: Selection): Promise<Node[]> {
    const { json } = project(departments, selection, ['id']);
    const accepting = acceptsOnly ? 'AND d.accepts_referrals AND d.active' : '';
    const sql = `SELECT ${json} AS node FROM departments d WHERE d.institution_id = $1 ${accepting}
                 ORDER BY d.code LIMIT ${MAX_DEPARTMENTS}`;
    const rows = await this.database.query<{ node: Node }>(statement('organization.departments', sql), [institutionId]);
    return rows.map(({ node }) => node);
  }

  /** Which departments take such a referral. */
  async serviceDirectory<Node>(filter: OfferFilter, selection: Selection): Promise<Node[]> {
    const { json } = project(offers, selection, ['id']);
    const sql = `SELECT ${json} AS node FROM ${OFFERS}
      WHERE o.active AND d.active AND d.accepts_referrals AND i.active AND o.direction = $1
        AND ($2::text IS NULL OR cardinality(o.diagnosis_prefixes) = 0
          OR EXISTS (SELECT 1 FROM unnest(o.diagnosis_prefixes) prefix WHERE starts_with(upper($2), upper(prefix))))
        AND ($3::text IS NULL OR cardinality(o.purpose_codes) = 0 OR $3 = ANY(o.purpose_codes))
        AND ($4::int IS NULL OR (coalesce(o.minimum_age, 0) <= $4 AND $4 <= coalesce(o.maximum_age, 150)))
        AND ($5::text IS NULL OR o.sex IS NULL OR o.sex = $5)
      ORDER BY i.code, d.code, o.id LIMIT ${MAX_OFFERS}`;
    const { direction, diagnosisCode = null, purposeCode = null, age = null, sex = null } = filter;
    const values = [direction, diagnosisCode, purposeCode, age, sex];
    const rows = await this.database.query<{ node: Node }>(statement('organization.offers', sql), values);
    return rows.map(({ node }) => node);
  }

  async travelMinutes(from: string, to: string): Promise<number | null> {
    const sql = 'SELECT minutes FROM travel_times WHERE from_institution_id = $1 AND to_institution_id = $2';
    const row = await this.database.first<{ minutes: number }>(statement('organization.travel', sql), [from, to]);
    return row?.minutes ?? null;
  }

  private async one<Node>(
    what: string,
    view: View,
    from: string,
    { id, selection }: { id: string; selection: Selection },
  ): Promise<Node> {
    const { json } = project(view, selection, ['id']);
    const sql = `SELECT ${json} AS node FROM ${from}`;
    const row = await this.database.first<{ node: Node }>(statement(`organization.${what}`, sql), [id]);
    if (!row) throw new NotFoundError(what, id);
    return row.node;
  }

  private async page<Node>(
    view: View,
    source: { table: string; key: string; where?: string; parameters?: Parameters },
    { first, after }: PageRequest,
    selection: Selection,
  ): Promise<Connection<Node>> {
    const { table, key, where = 'true', parameters = new Parameters() } = source;
    const counted = selection.fields.has('totalCount');
    const ofFilter = [...parameters.values];
    const conditions = typeof after === 'string' ? `${where} AND ${key} > ${parameters.add(keyFrom(after))}` : where;
    const { json } = project(view, below(selection, 'nodes'), ['id']);
    const count = counted ? `(SELECT count(*)::int FROM ${table} WHERE ${where})` : 'NULL::int';
    const sql = `SELECT ${json} AS node, ${key} AS key, ${count} AS total FROM ${table}
                 WHERE ${conditions} ORDER BY ${key} LIMIT ${parameters.add(first + 1)}`;
    const rows = await this.database.query<{ node: Node; key: string; total: number | null }>(
      statement('organization.page', sql),
      parameters.values,
    );
    const { items, ...ends } = pageOf(rows, first, (row) => encodeCursor([row.key]));
    // The page behind the last one has no row that could carry the total.
    const behind = counted && rows.length === 0 ? await this.count(`${table} WHERE ${where}`, ofFilter) : 0;
    return toConnection({ ...ends, items: items.map(({ node }) => node) }, rows[0]?.total ?? behind);
  }

  private async count(from: string, values: readonly unknown[]): Promise<number> {
    const sql = statement('organization.count', `SELECT count(*)::int AS total FROM ${from}`);
    const row = await this.database.first<{ total: number }>(sql, values);
    return row?.total ?? 0;
  }
}

function keyFrom(cursor: string): string {
  const [key] = decodeCursor(cursor, 1);
  if (typeof key !== 'string') throw new InvalidCursorError();
  return key;
}
