import { Inject, Injectable } from '@nestjs/common';
import { ALLIANCE_ZONE, NotFoundError, checkIdDocument, localDate, pageOf, type Clock } from '#kernel';
import {
  AuditTrail,
  CLOCK,
  Database,
  Parameters,
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
  type Selection,
  type View,
} from '#platform';
import { accessBasisSql, accessibleAmongSql, accessiblePatientsSql } from '../data/accessible.js';
import { PatientRepository } from '../data/patient.repository.js';
import type { IdDocumentType } from '../domain/id-document-type.js';
import { searchableName } from '../domain/identity.js';
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

  /** Newest first. */
  async list<Node>(
    actor: ActorContext,
    filter: PatientFilter,
    page: PageRequest,
    selection: Selection,
  ): Promise<Connection<Node>> {
    const parameters = new Parameters();
    const conditions = this.conditionsOf(filter, page, parameters);
    const seenSql =
      filter.idNumber || filter.phone || filter.nameStartsWith ? accessibleAmongSql : accessiblePatientsSql;
    const seen = seenSql(actor, this.clock.now(), parameters, { conditions, limit: page.first + 1 });
    const { json } = project(view, below(selection, 'nodes'), ['id']);
    const sql = `SELECT p.id, seen.basis, ${json} AS node FROM (${seen}) seen JOIN patients p ON p.id = seen.id
                 ORDER BY p.id DESC`;
    const rows = await this.database.query<NodeRow<Node>>(statement('patient.list', sql), parameters.values);
    const { items, ...ends } = pageOf(rows, page.first, ({ id }) => encodeIdCursor(id));
    await this.auditTrail.recordAccess(actor, {
      action: 'patient.list',
      patientIds: items.map(({ id }) => id),
      basis: [...new Set(items.map((item) => item.basis))].toSorted().join(','),
    });
    return toConnection({ ...ends, items: items.map(({ node }) => node) });
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

  private conditionsOf(filter: PatientFilter, { after }: PageRequest, parameters: Parameters): string {
    const { idType, idNumber, phone, nameStartsWith } = filter;
    const conditions = ['true'];
    if (idNumber) conditions.push(`p.id_type = ${parameters.add(idType)} AND ${this.hasNumber(filter, parameters)}`);
    if (phone) conditions.push(indexedBy(this.patients.phoneIndexes(phone), 'p.phone_index', parameters));
    if (nameStartsWith) conditions.push(nameBetween(searchableName(nameStartsWith), parameters));
    if (typeof after === 'string') conditions.push(`p.id < ${parameters.add(decodeIdCursor(after))}::uuid`);
    return conditions.join(' AND ');
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

/** In the order of the index. PostgreSQL finds no index for a pattern that it does not know when it plans. */
function nameBetween(prefix: string, parameters: Parameters): string {
  return `p.name_search ~>=~ ${parameters.add(prefix)} AND p.name_search ~<~ ${parameters.add(`${prefix}${BEYOND}`)}`;
}
