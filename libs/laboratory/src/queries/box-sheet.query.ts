import { Inject, Injectable } from '@nestjs/common';
import { NotFoundError, type Clock } from '#kernel';
import { AuditTrail, CLOCK, Database, Parameters, statement, type ActorContext } from '#platform';
import { boxVisibleTo } from '../data/visibility.js';
import type { BoxState } from '../domain/box.transitions.js';
import type { SpecimenType } from '../domain/specimen.js';
import type { SpecimenState } from '../domain/specimen.transitions.js';

/** A line of a hand-over list. */
export interface HandedOver {
  readonly barcode: string;
  readonly type: SpecimenType;
  readonly site: string | null;
  readonly items: readonly string[];
  readonly urgent: boolean;
  readonly collectedAt: string;
  readonly state: SpecimenState;
  readonly receivedAt: string | null;
  /** Why it was rejected, in words. */
  readonly reason: string | null;
}

export interface BoxSheet {
  readonly boxNo: string;
  readonly state: BoxState;
  readonly fromInstitution: string;
  readonly toInstitution: string;
  readonly lowCelsius: number;
  readonly highCelsius: number;
  readonly temperatureBreached: boolean;
  readonly packedBy: string;
  readonly packedAt: Date;
  readonly dispatchedAt: Date | null;
  readonly arrivedAt: Date | null;
  readonly temperatures: readonly { readonly at: string; readonly celsius: number; readonly by: string }[];
  readonly specimens: readonly HandedOver[];
  readonly printedAt: Date;
  readonly printedBy: string;
}

const SPECIMENS = `(SELECT coalesce(json_agg(json_build_object('barcode', s.barcode, 'type', s.type, 'site', s.site,
    'urgent', o.visit_type IN ('EMERGENCY', 'GREEN_CHANNEL'), 'collectedAt', s.collected_at, 'state', s.state,
    'receivedAt', s.received_at, 'reason', (SELECT rc.label_zh FROM reason_codes rc WHERE rc.list = 'laboratory.reject'
      AND rc.code = s.reason_code AND rc.effective_from <= s.rejected_at ORDER BY rc.effective_from DESC LIMIT 1),
    'items', array(SELECT si.name FROM specimen_items x JOIN exam_order_items i ON i.id = x.order_item_id
      JOIN standard_items si ON si.id = i.item_id AND si.version = i.item_version
      WHERE x.specimen_id = s.id ORDER BY i.id)) ORDER BY s.barcode), '[]'::json)
  FROM specimens s JOIN exam_orders o ON o.id = s.order_id WHERE s.box_id = b.id)`;
const TEMPERATURES = `(SELECT coalesce(json_agg(json_build_object('at', t.measured_at, 'celsius', t.celsius,
    'by', n.name) ORDER BY t.measured_at), '[]'::json)
  FROM specimen_box_temperatures t JOIN staff n ON n.id = t.measured_by_staff_id WHERE t.box_id = b.id)`;
const COLUMNS = `b.box_no AS "boxNo", b.state, fi.name AS "fromInstitution", ti.name AS "toInstitution",
  b.low_celsius AS "lowCelsius", b.high_celsius AS "highCelsius", b.temperature_breached AS "temperatureBreached",
  pn.name AS "packedBy", b.packed_at AS "packedAt", b.dispatched_at AS "dispatchedAt", b.arrived_at AS "arrivedAt",
  ${TEMPERATURES} AS temperatures, ${SPECIMENS} AS specimens`;
const FROM = `specimen_boxes b JOIN institutions fi ON fi.id = b.from_institution_id
  JOIN institutions ti ON ti.id = b.to_institution_id JOIN staff pn ON pn.id = b.packed_by_staff_id`;

/** Reads what the hand-over list of a box says, which names nobody but whoever handles it. */
@Injectable()
export class BoxSheetQuery {
  constructor(
    private readonly database: Database,
    private readonly auditTrail: AuditTrail,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** @throws NotFoundError where the box does not exist for the actor */
  async get(actor: ActorContext, id: string): Promise<BoxSheet> {
    const parameters = new Parameters();
    const now = this.clock.now();
    const visible = boxVisibleTo(actor, now, parameters);
    const printer = parameters.add(actor.staffId);
    const sql = `SELECT ${COLUMNS}, (SELECT n.name FROM staff n WHERE n.id = ${printer}) AS "printedBy"
      FROM ${FROM} WHERE b.id = ${parameters.add(id)} AND ${visible}`;
    const row = await this.database.first<Omit<BoxSheet, 'printedAt'> & object>(
      statement('laboratory.box-sheet', sql),
      parameters.values,
    );
    if (!row) throw new NotFoundError('SpecimenBox', id);
    return { ...row, printedAt: now };
  }

  /** No patient is named, so that nobody is looked at. */
  async recordPrinted(actor: ActorContext, boxId: string): Promise<void> {
    await this.auditTrail.recordInspection(actor, {
      action: 'specimen-box.list-printed',
      objectType: 'specimen-box',
      detail: { boxId },
    });
  }
}
