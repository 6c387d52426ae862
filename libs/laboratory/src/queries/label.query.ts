import { Inject, Injectable } from '@nestjs/common';
import { NotFoundError, type Clock, type LocalDate } from '#kernel';
import { AuditTrail, CLOCK, Database, Parameters, statement, type ActorContext } from '#platform';
import { specimenVisibleTo } from '../data/visibility.js';
import type { SpecimenType } from '../domain/specimen.js';

/** What stands on the label of a specimen. */
export interface SpecimenLabel {
  readonly barcode: string;
  readonly type: SpecimenType;
  readonly site: string | null;
  readonly patientId: string;
  readonly patientName: string;
  readonly sex: string;
  readonly birthDate: LocalDate | null;
  readonly fromInstitution: string;
  readonly collectedAt: Date;
  readonly visitType: string;
  readonly items: readonly string[];
}

const LABEL = `SELECT s.barcode, s.type, s.site, p.id AS "patientId", p.name AS "patientName", p.sex,
    p.birth_date::text AS "birthDate", i.short_name AS "fromInstitution", s.collected_at AS "collectedAt",
    o.visit_type AS "visitType",
    array(SELECT si.name FROM specimen_items x JOIN exam_order_items oi ON oi.id = x.order_item_id
      JOIN standard_items si ON si.id = oi.item_id AND si.version = oi.item_version
      WHERE x.specimen_id = s.id ORDER BY oi.id) AS items
  FROM specimens s JOIN patients p ON p.id = s.patient_id JOIN institutions i ON i.id = s.from_institution_id
  JOIN exam_orders o ON o.id = s.order_id`;

/** Reads what a label says, within what exists for the actor. */
@Injectable()
export class LabelQuery {
  constructor(
    private readonly database: Database,
    private readonly auditTrail: AuditTrail,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** @throws NotFoundError where the specimen does not exist for the actor */
  async get(actor: ActorContext, id: string): Promise<SpecimenLabel> {
    const parameters = new Parameters();
    const visible = specimenVisibleTo(actor, this.clock.now(), parameters);
    const sql = `${LABEL} WHERE s.id = ${parameters.add(id)} AND ${visible}`;
    const label = await this.database.first<SpecimenLabel & object>(
      statement('laboratory.label', sql),
      parameters.values,
    );
    if (!label) throw new NotFoundError('Specimen', id);
    return label;
  }

  /** The look that printing is: before the label leaves. */
  recordPrinted(actor: ActorContext, objectId: string, { patientId }: SpecimenLabel): Promise<void> {
    return this.auditTrail.recordAccess(actor, {
      action: 'specimen.label-printed',
      patientIds: [patientId],
      basis: 'ORDER',
      objectType: 'specimen',
      objectId,
    });
  }
}
