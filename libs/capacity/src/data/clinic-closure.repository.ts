import { Injectable } from '@nestjs/common';
import type { Interval } from '#kernel';
import { statement, type Transaction } from '#platform';
import { ClinicClosureEntity } from './clinic-closure.entity.js';

const IN_THE_WAY = statement(
  'capacity.closure-in-the-way',
  `SELECT id FROM capacity_closures WHERE department_id = $1 AND reopened_at IS NULL
     AND tstzrange(starts_at, ends_at) && tstzrange($2, $3) ORDER BY starts_at LIMIT 1`,
);
const LOCK = statement(
  'capacity.lock-closure',
  `SELECT id, institution_id AS "institutionId", department_id AS "departmentId", starts_at AS "startsAt",
     ends_at AS "endsAt", reason_code AS "reasonCode", comment, closed_by_staff_id AS "closedByStaffId",
     closed_at AS "closedAt", reopened_at AS "reopenedAt", version
   FROM capacity_closures WHERE id = $1 AND institution_id = $2 FOR UPDATE`,
);

/** A closed time as it is read. */
export type ClosureRow = { readonly [Name in keyof ClinicClosureEntity]: ClinicClosureEntity[Name] };

/** When clinics are closed. */
@Injectable()
export class ClinicClosureRepository {
  /** A closure that counts and overlaps that time. */
  inTheWay(tx: Transaction, departmentId: string, { start, end }: Interval): Promise<{ id: string } | null> {
    return tx.first(IN_THE_WAY, [departmentId, start, end]);
  }

  lock(tx: Transaction, id: string, institutionId: string): Promise<ClosureRow | null> {
    return tx.first<ClosureRow & Record<string, unknown>>(LOCK, [id, institutionId]);
  }

  async insert(tx: Transaction, closure: ClosureRow): Promise<void> {
    await tx.manager.insert(ClinicClosureEntity, closure);
  }

  /** @param closure locked */
  async reopen(tx: Transaction, { id, version }: ClosureRow): Promise<void> {
    await tx.manager.update(ClinicClosureEntity, { id }, { reopenedAt: tx.now, version: version + 1 });
  }
}
