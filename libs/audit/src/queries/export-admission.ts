import { Injectable } from '@nestjs/common';
import { DomainError, RateLimitedError, before, days, hours, lengthOf, seconds, type JsonRecord } from '#kernel';
import { AuditTrail, ReferenceData, UnitOfWork, statement, type ActorContext, type Transaction } from '#platform';
import type { AuditFilter } from '../domain/audit-filter.js';
import { AuditExportRefusedError } from '../domain/errors.js';
import { countSql, type Range } from './audit-entry.js';

/** What entries of looks at the trail are about. */
export const AUDIT_TRAIL = 'audit-trail';
const EXPORT = 'audit.export';
const RATE_PERIOD = hours(1);

const LIMITS = ['audit.export_range_days', 'audit.export_limit_entries', 'audit.export_hourly_limit_exports'] as const;

// One at a time for each account, so that those of the same moment are counted as well.
const LOCK_ACCOUNT = statement('audit.lock-account', 'SELECT 1 FROM accounts WHERE id = $1 FOR NO KEY UPDATE');
const EARLIER = statement(
  'audit.earlier-exports',
  `SELECT occurred_at AS at FROM audit_entries
   WHERE account_id = $1 AND occurred_at > $2 AND action = '${EXPORT}' AND result = 'OK'
   ORDER BY occurred_at DESC OFFSET $3 LIMIT 1`,
);

/** What an export comes to, before anything of it is sent. */
interface Asked {
  readonly scope: string | null;
  /** What was asked for, as it stands in the trail. */
  readonly detail: JsonRecord;
}

/** Lets exports through that are no larger and no more frequent than the reference data allow; each leaves its entry. */
@Injectable()
export class ExportAdmission {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly auditTrail: AuditTrail,
    private readonly reference: ReferenceData,
  ) {}

  /** @throws AuditExportRefusedError, RateLimitedError; the refusal is in the trail as well */
  async admit(actor: ActorContext, wanted: AuditFilter & Range, { scope, detail }: Asked): Promise<void> {
    try {
      await this.unitOfWork.run(actor, async (tx) => {
        const limits = await this.reference.settings(LIMITS, tx.now, tx);
        requireRange(wanted, limits['audit.export_range_days']);
        await requireTurn(tx, limits['audit.export_hourly_limit_exports']);
        await requireSize(tx, countSql(wanted, scope, limits['audit.export_limit_entries'] + 1));
        this.auditTrail.recordInspectionIn(tx, { action: EXPORT, objectType: AUDIT_TRAIL, detail });
      });
    } catch (error) {
      if (error instanceof DomainError) {
        const { code, rule = null } = error;
        const refused = { action: EXPORT, result: 'REFUSED', code, rule, objectId: null } as const;
        await this.auditTrail.recordFailure(actor, actor.origin, refused);
      }
      throw error;
    }
  }
}

function requireRange({ from, to }: Range, mostDays: number): void {
  if (lengthOf({ start: from, end: to }) > days(mostDays)) throw new AuditExportRefusedError('RANGE', mostDays);
}

/** The one that was `most` exports ago has to lie back far enough. */
async function requireTurn(tx: Transaction, most: number): Promise<void> {
  await tx.query(LOCK_ACCOUNT, [tx.actor.accountId]);
  const since = before(tx.now, RATE_PERIOD);
  const oldest = await tx.first<{ at: Date }>(EARLIER, [tx.actor.accountId, since, most - 1]);
  if (oldest) throw new RateLimitedError(Math.ceil((oldest.at.getTime() - since.getTime()) / seconds(1)));
}

async function requireSize(tx: Transaction, { text, values, most }: ReturnType<typeof countSql>): Promise<void> {
  const row = await tx.first<{ count: number }>(statement('audit.count-export', text), values);
  if (row!.count >= most) throw new AuditExportRefusedError('ENTRIES', most - 1);
}
