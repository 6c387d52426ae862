import { Injectable } from '@nestjs/common';
import { Database, project, statement, type Queryable, type Selection, type View } from '#platform';
import type { CapabilityKind } from '../domain/capability-kind.js';

/** A standard item; `s` is the row of the version that counts. */
export const standardItemView: View = {
  columns: {
    id: 's.id',
    version: 's.version',
    effectiveFrom: 's.effective_from',
    code: 's.code',
    nationalCode: 's.national_code',
    name: 's.name',
    category: 's.category',
    modality: 's.modality',
    bodyPart: 's.body_part',
    contrast: 's.contrast',
    panelMembers: 's.panel_members',
    priceCents: 's.price_cents',
    recognitionScope: 's.recognition_scope',
    windowDays: 's.window_days',
    windowUnlimited: 's.window_unlimited',
    neverRecognisedReason: 's.never_recognised_reason',
    active: 's.active',
  },
};

/** SQL that is true for the version that counts of an item (alias `s`). */
export const NEWEST_ITEM =
  'NOT EXISTS (SELECT 1 FROM standard_items n WHERE n.code = s.code AND n.version > s.version)';

const qualificationView: View = {
  columns: {
    id: 'q.id',
    institutionId: 'q.institution_id',
    certificateNo: 'q.certificate_no',
    name: 'q.name',
    category: 'q.category',
    itemCodes: 'q.item_codes',
    scope: 'q.scope',
    issuedBy: 'q.issued_by',
    validFrom: 'q.valid_from',
    validTo: 'q.valid_to',
    active: 'q.active',
    version: 'q.version',
  },
};

/** What an institution has, as it is shown. */
export interface Capability {
  readonly institutionId: string;
  readonly kind: CapabilityKind;
  readonly code: string;
  readonly name: string;
}

const CAPABILITIES = statement(
  'organization.capabilities',
  `SELECT institution_id AS "institutionId", kind, code, name FROM institution_capabilities
   WHERE institution_id = $1 ORDER BY kind, code`,
);
/** No institution has more certificates; the bound keeps a mistake finite. */
const MOST_QUALIFICATIONS = 500;

/** Reads of what can be examined, recognised and taken back; it holds no patient. */
@Injectable()
export class CatalogueQueries {
  constructor(private readonly database: Database) {}

  capabilities(institutionId: string): Promise<Capability[]> {
    return this.database.query<Capability & Record<string, unknown>>(CAPABILITIES, [institutionId]);
  }

  /** The item as it counts now. @param id of an item that exists */
  async standardItem<Node>(id: string, selection: Selection): Promise<Node> {
    const { json } = project(standardItemView, selection, ['id']);
    const sql = `SELECT ${json} AS node FROM standard_items s WHERE s.id = $1 ORDER BY s.version DESC LIMIT 1`;
    return this.only(this.database, statement('organization.standard-item', sql), id);
  }

  /** @param id of a certificate that exists */
  async qualification<Node>(id: string, selection: Selection): Promise<Node> {
    const { json } = project(qualificationView, selection, ['id']);
    const sql = `SELECT ${json} AS node FROM quality_qualifications q WHERE q.id = $1`;
    return this.only(this.database, statement('organization.qualification', sql), id);
  }

  async qualifications<Node>(institutionId: string, selection: Selection): Promise<Node[]> {
    const { json } = project(qualificationView, selection, ['id']);
    const sql = `SELECT ${json} AS node FROM quality_qualifications q WHERE q.institution_id = $1
      ORDER BY q.certificate_no LIMIT ${MOST_QUALIFICATIONS}`;
    const rows = await this.database.query<{ node: Node }>(statement('organization.qualifications', sql), [
      institutionId,
    ]);
    return rows.map(({ node }) => node);
  }

  private async only<Node>(on: Queryable, sql: ReturnType<typeof statement>, id: string): Promise<Node> {
    const [row] = await on.query<{ node: Node }>(sql, [id]);
    return row!.node;
  }
}
