import { Inject, Injectable } from '@nestjs/common';
import { ALLIANCE_ZONE, NotFoundError, checkIdDocument, localDate, pageOf, type Clock } from '#kernel';
import {
  AuditTrail,
  CLOCK,
  Database,
  Parameters,
  UnitOfWork,
  below,
  decodeIdCursor,
  encodeIdCursor,
  indexedBy,
  project,
  statement,
  toConnection,
  type ActorContext,
  type Claim,
  type Connection,
  type PageRequest,
  type Queryable,
  type Selection,
  type View,
} from '#platform';
import { accessBasisSql, accessibleAmongSql, accessiblePatientsSql, seesFew } from '../data/accessible.js';
import { PatientRepository } from '../data/patient.repository.js';
import { ProbeLimits } from '../data/probe-limits.js';
import type { IdDocumentType } from '../domain/id-document-type.js';
import { searchableName } from '../domain/identity.js';
import { ProbeKind } from '../domain/probe.js';
import { indexedNames, nameSearch, testedName, type NameSearch } from './name-search.js';
import { consentView, contractView, patientView } from './patient.views.js';

/** How a patient is looked for: each given condition must hold. */
export interface PatientFilter {
  readonly idType: IdDocumentType;
  readonly idNumber?: string | null | undefined;
  readonly phone?: string | null | undefined;
  readonly nameStartsWith?: string | null | undefined;
}

interface NodeRow<Node> {
  readonly id: string;
  readonly basis: string;
  readonly node: Node;
}

/** What more than so many are called leads to a page sooner from whom the actor sees anyway. */
const MOST_FIRST = 8_000;
const view = patientView('p');

/** What belongs to a patient (alias `p`) and is answered by itself. */
interface PartOfPatient {
  readonly type: string;
  readonly view: View;
  /** SQL up to the id. */
  readonly from: string;
}

const CONSENT: PartOfPatient = {
  type: 'consent',
  view: consentView,
  from: 'FROM patient_consents k JOIN patients p ON p.id = k.patient_id WHERE k.id',
};
const CONTRACT: PartOfPatient = {
  type: 'contract',
  view: contractView,
  from: `FROM family_doctor_contracts fc JOIN patients p ON p.id = fc.patient_id JOIN staff fd ON fd.id = fc.doctor_staff_id
    LEFT JOIN staff fv ON fv.id = fc.village_doctor_staff_id WHERE fc.id`,
};

/** Reads patients whom a relation lets the actor's institution see; every look is logged with its basis. */
@Injectable()
export class PatientQueries {
  constructor(
    private readonly database: Database,
    private readonly auditTrail: AuditTrail,
    private readonly patients: PatientRepository,
    private readonly unitOfWork: UnitOfWork,
    private readonly probes: ProbeLimits,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** @throws NotFoundError where no relation gives access */
  async get<Node>(actor: ActorContext, id: string, selection: Selection): Promise<Node> {
    const parameters = new Parameters();
    const basis = accessBasisSql(actor, this.clock.now(), parameters);
    const { json } = project(view, selection, ['id']);
    const sql = `SELECT p.id, ${basis} AS basis, ${json} AS node FROM patients p WHERE p.id = ${parameters.add(id)}`;
    const row = await this.database.first<NodeRow<Node>>(statement('patient.get', sql), parameters.values);
    if (!row?.basis) throw new NotFoundError('Patient', id);
    await this.auditTrail.recordAccess(actor, {
      action: 'patient.read',
      patientIds: [id],
      basis: row.basis,
      objectType: 'patient',
      objectId: id,
    });
    return row.node;
  }

  /** Newest first. @throws RateLimitedError for who has looked for too many numbers that nobody has */
  async list<Node>(
    actor: ActorContext,
    filter: PatientFilter,
    page: PageRequest,
    selection: Selection,
  ): Promise<Connection<Node>> {
    const parameters = new Parameters();
    const seen = await this.seenSql(actor, filter, page, parameters);
    const { json } = project(view, below(selection, 'nodes'), ['id']);
    const sql = `SELECT p.id, seen.basis, ${json} AS node FROM (${seen}) seen JOIN patients p ON p.id = seen.id
                 ORDER BY p.id DESC`;
    const rows = await this.look(actor, filter, (on) =>
      on.query<NodeRow<Node>>(statement('patient.list', sql), parameters.values),
    );
    const { items, ...ends } = pageOf(rows, page.first, ({ id }) => encodeIdCursor(id));
    await this.auditTrail.recordAccess(actor, {
      action: 'patient.list',
      patientIds: items.map(({ id }) => id),
      basis: [...new Set(items.map((item) => item.basis))].toSorted().join(','),
    });
    return toConnection({ ...ends, items: items.map(({ node }) => node) });
  }

  /**
   * SQL of those of the page, found the shorter way: by the name where few are called so, and otherwise among those whom the
   * actor sees anyway.
   */
  private async seenSql(
    actor: ActorContext,
    filter: PatientFilter,
    { first, after }: PageRequest,
    parameters: Parameters,
  ): Promise<string> {
    const now = this.clock.now();
    const behind = typeof after === 'string' ? `p.id < ${parameters.add(decodeIdCursor(after))}::uuid` : 'true';
    const part = { behind, limit: first + 1 };
    const exact = this.exactly(filter, parameters);
    const name = filter.nameStartsWith ? nameSearch(searchableName(filter.nameStartsWith)) : null;
    if (exact.length === 0 && (name === null || seesFew(actor) || (await this.isCommon(name)))) {
      const test = name === null ? null : (alias: string): string => testedName(alias, name, parameters);
      return accessiblePatientsSql(actor, now, parameters, { ...part, test });
    }
    const names = name === null ? ['true'] : indexedNames(name, parameters);
    const alternatives = names.map((one) => [...exact, one].join(' AND '));
    return accessibleAmongSql(actor, now, parameters, { ...part, alternatives });
  }

  private async isCommon(name: NameSearch): Promise<boolean> {
    const parameters = new Parameters();
    const ways = indexedNames(name, parameters).map(
      (way) => `(SELECT 1 FROM patients p WHERE ${way} LIMIT ${MOST_FIRST + 1})`,
    );
    const sql = `SELECT count(*)::int AS count FROM (${ways.join(' UNION ALL ')}) found`;
    const found = await this.database.first<{ count: number }>(statement('patient.name-count', sql), parameters.values);
    return found!.count > MOST_FIRST;
  }

  /** Whoever asks for exactly one number or telephone is held back after so many that led to nobody. */
  private look<Row>(
    actor: ActorContext,
    { idNumber, phone }: PatientFilter,
    ask: (on: Queryable) => Promise<Row[]>,
  ): Promise<Row[]> {
    if (!idNumber && !phone) return ask(this.database);
    return this.unitOfWork.run(actor, async (tx) => {
      await this.probes.admit(tx, ProbeKind.SEARCH_MISS);
      const rows = await ask(tx);
      if (rows.length === 0) this.probes.note(tx, ProbeKind.SEARCH_MISS);
      return rows;
    });
  }

  /** The answer to a change of a consent. */
  consent<Node>(actor: ActorContext, claim: Claim, selection: Selection): Promise<Node> {
    return this.answer(actor, claim, selection, CONSENT);
  }

  /** The answer to the signing of a contract. */
  contract<Node>(actor: ActorContext, claim: Claim, selection: Selection): Promise<Node> {
    return this.answer(actor, claim, selection, CONTRACT);
  }

  /** A change has left its trace; a request that comes again changes nothing, so it is a look like any other. */
  private async answer<Node>(
    actor: ActorContext,
    { aggregateId: id, fresh }: Claim,
    selection: Selection,
    of: PartOfPatient,
  ): Promise<Node> {
    const parameters = new Parameters();
    const basis = accessBasisSql(actor, this.clock.now(), parameters);
    const { json } = project(of.view, selection, ['id']);
    const sql = `SELECT p.id, ${basis} AS basis, ${json} AS node ${of.from} = ${parameters.add(id)}`;
    const row = (await this.database.first<NodeRow<Node>>(statement('patient.answer', sql), parameters.values))!;
    if (!fresh) {
      await this.auditTrail.recordAccess(actor, {
        action: `${of.type}.read`,
        patientIds: [row.id],
        basis: row.basis,
        objectType: of.type,
        objectId: id,
      });
    }
    return row.node;
  }

  /** SQL of what nobody else has, or a family. */
  private exactly(filter: PatientFilter, parameters: Parameters): string[] {
    const { idType, idNumber, phone } = filter;
    const conditions: string[] = [];
    if (idNumber) conditions.push(`p.id_type = ${parameters.add(idType)} AND ${this.hasNumber(filter, parameters)}`);
    if (phone) conditions.push(indexedBy(this.patients.phoneIndexes(phone), 'p.phone_index', parameters));
    return conditions;
  }

  /** A number that cannot be right finds nobody, rather than being an error: it may have been mistyped. */
  private hasNumber({ idType, idNumber }: PatientFilter, parameters: Parameters): string {
    const checked = checkIdDocument(idType, idNumber ?? '', localDate(this.clock.now(), ALLIANCE_ZONE));
    if (!checked.valid) return 'false';
    return indexedBy(this.patients.idNumberIndexes(idType, checked.value), 'p.id_number_index', parameters);
  }
}
