import { Injectable } from '@nestjs/common';
import type { Clock, JsonRecord } from '#kernel';
import { machineDetail, type Actor, type RequestOrigin } from '../actor/actor.js';
import { Database } from '../database/database.js';
import { Gatherer } from '../database/gatherer.js';
import { statement } from '../database/statement.js';
import { timeOrderedId } from '../database/time-ordered-id.js';
import type { Transaction } from '../database/transaction.js';
import type { AuditResult } from './audit-entry.entity.js';

const INSERT = statement(
  'audit.insert',
  'INSERT INTO audit_entries SELECT * FROM jsonb_populate_recordset(NULL::audit_entries, $1::jsonb)',
);
/** Two statements under way keep the database busy; whoever comes meanwhile shares the next one. */
const GATHERING = { atOnce: 2, most: 100 };

/** A look at patients' data: the page as a whole is one entry. */
export interface PatientAccess {
  readonly action: string;
  readonly patientIds: readonly string[];
  /** The relation that gives access, e.g. `REFERRAL`. */
  readonly basis: string;
  readonly objectType?: string;
  readonly objectId?: string;
  /** How it was looked at: codes, no personal data. */
  readonly detail?: JsonRecord;
}

/** A look at records that are about no patient in particular. */
export interface Inspection {
  readonly action: string;
  readonly objectType: string;
  /** What was asked for: ids, codes and instants. */
  readonly detail: JsonRecord;
}

/** An act that did not happen: refused by a rule, or denied for want of permission. */
export interface FailedAct {
  readonly action: string;
  readonly result: Exclude<AuditResult, 'OK'>;
  readonly code: string;
  readonly rule: string | null;
  readonly objectId: string | null;
}

interface Entry {
  readonly action: string;
  readonly objectType?: string | null;
  readonly objectId?: string | null;
  readonly patientIds?: readonly string[] | null;
  readonly basis?: string | null;
  readonly result: AuditResult;
  readonly code?: string | null;
  readonly rule?: string | null;
  readonly detail?: JsonRecord | null;
}

/**
 * Writes what changes do not write themselves: looks at patients, and acts that were refused or denied, after the
 * rollback. Nobody is answered before their entry is written; entries of changes come from the unit of work.
 */
@Injectable()
export class AuditTrail {
  private readonly entries: Gatherer<Row, void>;

  constructor(
    database: Database,
    private readonly clock: Clock,
  ) {
    this.entries = new Gatherer(async (rows): Promise<void[]> => {
      await database.query(INSERT, [JSON.stringify(rows)]);
      return rows.map(() => undefined);
    }, GATHERING);
  }

  async recordAccess(actor: Actor, access: PatientAccess): Promise<void> {
    if (access.patientIds.length === 0) return;
    await this.insert(actor, actor.origin, { ...access, patientIds: [...new Set(access.patientIds)], result: 'OK' });
  }

  async recordInspection(actor: Actor, inspection: Inspection): Promise<void> {
    await this.insert(actor, actor.origin, { ...inspection, result: 'OK' });
  }

  /** A look that is counted: written in the transaction that counts, and never without it. */
  recordInspectionIn(tx: Transaction, inspection: Inspection): void {
    const row = rowOf(tx.now, tx.actor, tx.actor.origin, { ...inspection, result: 'OK' });
    tx.write(INSERT, [JSON.stringify([row])]);
  }

  async recordFailure(actor: Actor | null, origin: RequestOrigin, act: FailedAct): Promise<void> {
    await this.insert(actor, origin, act);
  }

  private insert(actor: Actor | null, origin: RequestOrigin, entry: Entry): Promise<void> {
    return this.entries.ask(rowOf(this.clock.now(), actor, origin, entry));
  }
}

/** One row by the names of its columns; what is left out is null. */
type Row = Readonly<Record<string, unknown>>;

function rowOf(now: Date, actor: Actor | null, { requestId, address }: RequestOrigin, entry: Entry): Row {
  return {
    id: timeOrderedId(now),
    occurred_at: now,
    account_id: actor?.accountId,
    staff_id: actor?.staffId,
    institution_id: actor?.institutionId,
    on_behalf_of_staff_id: actor?.onBehalfOfStaffId,
    request_id: requestId,
    address,
    action: entry.action,
    object_type: entry.objectType,
    object_id: entry.objectId,
    patient_ids: entry.patientIds,
    basis: entry.basis,
    result: entry.result,
    code: entry.code,
    rule: entry.rule,
    detail: actor?.machine ? { ...entry.detail, ...machineDetail(actor.machine) } : entry.detail,
  };
}
