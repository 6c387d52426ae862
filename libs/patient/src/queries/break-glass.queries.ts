import { Injectable } from '@nestjs/common';
import {
  AggregateReader,
  Parameters,
  actingFor,
  type ActorContext,
  type Claim,
  type Connection,
  type Order,
  type PageRequest,
  type Readable,
  type Selection,
  type View,
} from '#platform';
import { concernedBySql } from '../data/break-glass-scope.js';

/** What was looked at on that basis; the trail keeps the patient under the id of then. */
const lookView: View = {
  columns: {
    occurredAt: 'e.occurred_at',
    action: 'e.action',
    objectType: 'e.object_type',
    objectId: 'e.object_id',
  },
};

const accessView: View = {
  columns: {
    id: 'bg.id',
    patientId: 'bg.patient_id',
    patientNameMasked: `(SELECT left(bp.name, 1) || '**' FROM patients bp WHERE bp.id = bg.patient_id)`,
    institutionId: 'bg.institution_id',
    institutionName: '(SELECT bi.name FROM institutions bi WHERE bi.id = bg.institution_id)',
    staffName: '(SELECT bs.name FROM staff bs WHERE bs.id = bg.staff_id)',
    reasonCode: 'bg.reason_code',
    comment: 'bg.comment',
    openedAt: 'bg.opened_at',
    expiresAt: 'bg.expires_at',
    verdict: 'bg.verdict',
    reviewedAt: 'bg.reviewed_at',
    reviewedByName: '(SELECT br.name FROM staff br WHERE br.id = bg.reviewed_by_staff_id)',
    reviewComment: 'bg.review_comment',
    version: 'bg.version',
  },
  many: {
    looks: {
      view: lookView,
      from: `FROM audit_entries e WHERE e.account_id = bg.account_id AND e.basis LIKE '%BREAK_GLASS%'
        AND e.occurred_at >= bg.opened_at AND e.occurred_at <= bg.expires_at AND bg.patient_id = ANY(e.patient_ids)
        ORDER BY e.occurred_at, e.id LIMIT 50`,
    },
  },
};

const ACCESS = {
  name: 'break-glass',
  type: 'BreakGlassAccess',
  objectType: 'break-glass',
  table: 'patient_break_glass',
  alias: 'bg',
  view: accessView,
} as const;

/** For whoever has opened it. */
const OWN: Readable = {
  ...ACCESS,
  patient: { id: 'bg.patient_id', basis: 'BREAK_GLASS' },
  visibleTo: (actor, _now, parameters) => `bg.staff_id = ${parameters.add(actingFor(actor))}`,
};

/** For whoever reviews it. */
const REVIEWED: Readable = {
  ...ACCESS,
  patient: { id: 'bg.patient_id', basis: 'REVIEW' },
  visibleTo: (actor, _now, parameters) => concernedBySql(`${parameters.add(actor.institutionId)}::uuid`),
};

const NEWEST_FIRST: Order = { keys: [{ sql: 'bg.id', type: 'uuid' }], descending: true };

/** Reads accesses without a relation. */
@Injectable()
export class BreakGlassQueries {
  constructor(private readonly reader: AggregateReader) {}

  opened<Node>(actor: ActorContext, claim: Claim, selection: Selection): Promise<Node> {
    return this.reader.answer(OWN, { actor, selection }, claim);
  }

  reviewed<Node>(actor: ActorContext, claim: Claim, selection: Selection): Promise<Node> {
    return this.reader.answer(REVIEWED, { actor, selection }, claim);
  }

  /** Accesses that concern the own institution, the newest first. */
  list<Node>(
    actor: ActorContext,
    { unreviewedOnly, ...page }: PageRequest & { readonly unreviewedOnly: boolean },
    selection: Selection,
  ): Promise<Connection<Node>> {
    const parameters = new Parameters();
    const own = `${parameters.add(actor.institutionId)}::uuid`;
    const open = unreviewedOnly ? ' AND bg.verdict IS NULL' : '';
    const arms = [
      `bg.institution_id = ${own}${open}`,
      `bg.patient_institution_id = ${own} AND bg.institution_id <> ${own}${open}`,
    ];
    const listing = { action: 'break-glass.list', arms, order: NEWEST_FIRST, page, parameters };
    return this.reader.page(REVIEWED, { actor, selection }, listing);
  }
}
