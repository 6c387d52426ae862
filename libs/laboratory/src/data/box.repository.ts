import { Injectable } from '@nestjs/common';
import { changeRow, statement, type Opening, type Transaction } from '#platform';
import type { BoxState } from '../domain/box.transitions.js';
import type { SpecimenBoxEntity } from './specimen-box.entity.js';

/** A box with its row locked. */
export interface BoxRow {
  readonly id: string;
  readonly version: number;
  readonly state: BoxState;
  readonly fromInstitutionId: string;
  readonly toInstitutionId: string;
  readonly lowCelsius: number;
  readonly highCelsius: number;
}

export interface NewBox {
  readonly id: string;
  readonly toInstitutionId: string;
  readonly lowCelsius: number;
  readonly highCelsius: number;
}

const COLUMNS = {
  state: 'state',
  dispatchedAt: 'dispatched_at',
  arrivedAt: 'arrived_at',
  temperatureBreached: 'temperature_breached',
} as const;
export type BoxChanges = Partial<Pick<SpecimenBoxEntity, keyof typeof COLUMNS>>;

const LOCK = statement(
  'laboratory.lock-box',
  `SELECT id, version, state, from_institution_id AS "fromInstitutionId", to_institution_id AS "toInstitutionId",
     low_celsius AS "lowCelsius", high_celsius AS "highCelsius" FROM specimen_boxes
   WHERE id = $1 AND (from_institution_id = $2 OR (to_institution_id = $2 AND dispatched_at IS NOT NULL)) FOR UPDATE`,
);
const INSERT = statement(
  'laboratory.insert-box',
  `INSERT INTO specimen_boxes (id, box_no, from_institution_id, to_institution_id, state, low_celsius, high_celsius,
     packed_by_staff_id, packed_at, temperature_breached, version)
   SELECT $1, 'B' || to_char($7::timestamptz AT TIME ZONE 'Asia/Shanghai', 'YYMMDD')
       || lpad(n::text, greatest(4, length(n::text)), '0'), $2, $3, 'PACKED', $4, $5, $6, $7, false, 1
   FROM nextval('specimen_box_no_sequence') n`,
);
// Of two who read the thermometer at the same instant, one writes it down.
const MEASURED = statement(
  'laboratory.box-temperature',
  `INSERT INTO specimen_box_temperatures (box_id, measured_at, celsius, measured_by_staff_id) VALUES ($1, $2, $3, $4)
   ON CONFLICT ON CONSTRAINT pk_specimen_box_temperatures DO NOTHING`,
);
const LEFT_IN = statement(
  'laboratory.left-in-box',
  `SELECT 1 FROM specimens WHERE box_id = $1 AND state IN ('COLLECTED', 'IN_TRANSIT') AND id <> $2 LIMIT 1`,
);

/** Rows of boxes, locked and changed in the transaction of whoever acts. */
@Injectable()
export class BoxRepository {
  lock(tx: Opening, id: string): Promise<BoxRow | null> {
    return tx.first<BoxRow & object>(LOCK, [id, tx.actor.institutionId]);
  }

  insert(tx: Transaction, { id, toInstitutionId, lowCelsius, highCelsius }: NewBox, packerId: string): void {
    const { institutionId } = tx.actor;
    tx.write(INSERT, [id, institutionId, toInstitutionId, lowCelsius, highCelsius, packerId, tx.now]);
  }

  change(tx: Transaction, row: BoxRow, changes: BoxChanges): number {
    return changeRow(tx, row, { table: 'specimen_boxes', columns: COLUMNS, changes });
  }

  measure(tx: Transaction, boxId: string, celsius: number, staffId: string): void {
    tx.write(MEASURED, [boxId, tx.now, celsius, staffId]);
  }

  /** Whether anything besides this specimen is still on the way in the box. */
  async holdsMore(tx: Transaction, boxId: string, specimenId: string): Promise<boolean> {
    return (await tx.first(LEFT_IN, [boxId, specimenId])) !== null;
  }
}
