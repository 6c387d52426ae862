import { Injectable } from '@nestjs/common';
import { v7 as uuidv7 } from 'uuid';
import type { Clock } from '#kernel';
import type { Actor, RequestOrigin } from '../actor/actor.js';
import { Database } from '../database/database.js';
import { statement } from '../database/statement.js';
import type { AuditResult } from './audit-entry.entity.js';

const INSERT = statement(
  'audit.insert',
  `INSERT INTO audit_entries (id, occurred_at, account_id, staff_id, institution_id, on_behalf_of_staff_id, request_id,
     address, action, object_type, object_id, patient_ids, basis, result, code, rule)
   VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16)`,
);

/** A look at patients' data: the page as a whole is one entry. */
export interface PatientAccess {
  readonly action: string;
  readonly patientIds: readonly string[];
  /** The relation that gives access, e.g. `REFERRAL`. */
  readonly basis: string;
  readonly objectType?: string;
  readonly objectId?: string;
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
}

/**
 * Writes what changes do not write themselves: looks at patients, and acts that were refused or denied, each in a
 * statement of its own after the rollback. Entries of changes come from the unit of work.
 */
@Injectable()
export class AuditTrail {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  async recordAccess(actor: Actor, access: PatientAccess): Promise<void> {
    if (access.patientIds.length === 0) return;
    await this.insert(actor, actor.origin, { ...access, patientIds: [...new Set(access.patientIds)], result: 'OK' });
  }

  async recordFailure(actor: Actor | null, origin: RequestOrigin, act: FailedAct): Promise<void> {
    await this.insert(actor, origin, act);
  }

  private async insert(actor: Actor | null, origin: RequestOrigin, entry: Entry): Promise<void> {
    const now = this.clock.now();
    const who = actor ?? NOBODY;
    const what = { ...EMPTY_ENTRY, ...entry };
    await this.database.query(INSERT, [
      uuidv7({ msecs: now.getTime() }),
      now,
      who.accountId,
      who.staffId,
      who.institutionId,
      who.onBehalfOfStaffId,
      origin.requestId,
      origin.address,
      what.action,
      what.objectType,
      what.objectId,
      what.patientIds,
      what.basis,
      what.result,
      what.code,
      what.rule,
    ]);
  }
}

/** An act before or without a session. */
const NOBODY = { accountId: null, staffId: null, institutionId: null, onBehalfOfStaffId: null };
const EMPTY_ENTRY = { objectType: null, objectId: null, patientIds: null, basis: null, code: null, rule: null };
