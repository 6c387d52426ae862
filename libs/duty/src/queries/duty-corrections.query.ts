import { Injectable } from '@nestjs/common';
import {
  Database,
  pageById,
  statement,
  toConnection,
  type ActorContext,
  type Connection,
  type PageRequest,
} from '#platform';
import type { CorrectionAct } from '../domain/correction-act.js';
import type { DutyFunction } from '../domain/duty-function.js';

/** Who was, or is, on duty. */
export interface CorrectedDuty {
  readonly from: Date;
  readonly to: Date;
  readonly staffId: string | null;
  readonly staffName: string | null;
}

/** A correction as planners see it. */
export interface SeenCorrection {
  readonly id: string;
  readonly entryId: string;
  readonly departmentId: string | null;
  readonly function: DutyFunction;
  readonly act: CorrectionAct;
  readonly reasonCode: string;
  readonly comment: string | null;
  readonly before: CorrectedDuty | null;
  readonly after: CorrectedDuty | null;
  readonly correctedAt: Date;
  readonly correctedByStaffId: string;
  readonly correctedByName: string;
}

const named = (column: string): string =>
  `CASE WHEN c.${column} IS NOT NULL THEN json_build_object('from', c.${column} -> 'from', 'to', c.${column} -> 'to',
     'staffId', c.${column} -> 'staffId', 'staffName', (SELECT s.name FROM staff s
       WHERE s.id = (c.${column} ->> 'staffId')::uuid)) END`;
const CORRECTIONS = statement(
  'duty.corrections',
  `SELECT c.id, c.entry_id AS "entryId", c.department_id AS "departmentId", c.function, c.act,
     c.reason_code AS "reasonCode", c.comment, ${named('before')} AS before, ${named('after')} AS after,
     c.corrected_at AS "correctedAt", c.corrected_by_staff_id AS "correctedByStaffId", p.name AS "correctedByName"
   FROM duty_corrections c JOIN staff p ON p.id = c.corrected_by_staff_id
   WHERE c.institution_id = $1 AND ($2::uuid IS NULL OR c.id < $2) ORDER BY c.id DESC LIMIT $3`,
);

/** What was changed of the past at the actor's institution. */
@Injectable()
export class DutyCorrectionsQuery {
  constructor(private readonly database: Database) {}

  /** The latest first. */
  async list({ institutionId }: ActorContext, page: PageRequest): Promise<Connection<SeenCorrection>> {
    return toConnection(await pageById<SeenCorrection>(this.database, CORRECTIONS, [institutionId], page));
  }
}
