import { Inject, Injectable } from '@nestjs/common';
import {
  ALLIANCE_ZONE,
  InvalidInputError,
  NotFoundError,
  checkIdDocument,
  localDate,
  pageOf,
  type Clock,
} from '#kernel';
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
import { accessBasisSql, accessibleAmongSql, accessiblePatientsSql } from '../data/accessible.js';
import { PatientRepository } from '../data/patient.repository.js';
import { ProbeLimits } from '../data/probe-limits.js';
import type { IdDocumentType } from '../domain/id-document-type.js';
import { searchableName } from '../domain/identity.js';
import { LEAST_LETTERS, soughtName } from '../data/name-sound.js';
import { ProbeKind } from '../domain/probe.js';
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
    const conditions = this.conditionsOf(filter, parameters);
    const behind =
      typeof page.after === 'string' ? `p.id < ${parameters.add(decodeIdCursor(page.after))}::uuid` : 'true';
    const wanted = { conditions: conditions.join(' AND '), behind, limit: page.first + 1 };
    const seenSql = conditions.length > 0 ? accessibleAmongSql : accessiblePatientsSql;
    const seen = seenSql(actor, this.clock.now(), parameters, wanted);
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

  private conditionsOf(filter: PatientFilter, parameters: Parameters): string[] {
    const { idType, idNumber, phone, nameStartsWith } = filter;
    const conditions: string[] = [];
    if (idNumber) conditions.push(`p.id_type = ${parameters.add(idType)} AND ${this.hasNumber(filter, parameters)}`);
    if (phone) conditions.push(indexedBy(this.patients.phoneIndexes(phone), 'p.phone_index', parameters));
    if (nameStartsWith) conditions.push(nameSql(searchableName(nameStartsWith), parameters));
    return conditions;
  }

  /** A number that cannot be right finds nobody, rather than being an error: it may have been mistyped. */
  private hasNumber({ idType, idNumber }: PatientFilter, parameters: Parameters): string {
    const checked = checkIdDocument(idType, idNumber ?? '', localDate(this.clock.now(), ALLIANCE_ZONE));
    if (!checked.valid) return 'false';
    return indexedBy(this.patients.idNumberIndexes(idType, checked.value), 'p.id_number_index', parameters);
  }
}

/** The highest code point: no name that begins like another goes on with it. */
const BEYOND = '\u{10FFFF}';

/**
 * What begins like the text: names as they are written, or as they sound where it holds letters. Each index finds its own,
 * because a condition with OR over them is one that no index answers.
 * @throws InvalidInputError for letters that are too few to look for
 */
function nameSql(text: string, parameters: Parameters): string {
  const { characters, sound } = soughtName(text);
  if (!sound) return between('p.name_search', text, parameters);
  const pinyin = (alias: string): string => between(`${alias}.name_pinyin`, sound.pinyin, parameters);
  const initials = (alias: string): string => between(`${alias}.name_initials`, sound.initials, parameters);
  if (characters) return `${between('p.name_search', characters, parameters)} AND (${pinyin('p')} OR ${initials('p')})`;
  if (text.length < LEAST_LETTERS) {
    throw new InvalidInputError([{ path: 'nameStartsWith', constraint: 'LETTERS_TOO_FEW', least: LEAST_LETTERS }]);
  }
  return `p.id IN (SELECT n1.id FROM patients n1 WHERE ${pinyin('n1')}
    UNION SELECT n2.id FROM patients n2 WHERE ${initials('n2')}
    UNION SELECT n3.id FROM patients n3 WHERE ${between('n3.name_search', text, parameters)})`;
}

/** In the order of the index. PostgreSQL finds no index for a pattern that it does not know when it plans. */
function between(column: string, prefix: string, parameters: Parameters): string {
  return `${column} ~>=~ ${parameters.add(prefix)} AND ${column} ~<~ ${parameters.add(`${prefix}${BEYOND}`)}`;
}
