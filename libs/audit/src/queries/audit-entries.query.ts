import { Inject, Injectable } from '@nestjs/common';
import { before, days, pageOf, type Clock, type JsonRecord } from '#kernel';
import {
  AuditTrail,
  CLOCK,
  Database,
  InstallationScope,
  statement,
  toConnection,
  type ActorContext,
  type Connection,
} from '#platform';
import { DEFAULT_DAYS, type AuditFilter } from '../domain/audit-filter.js';
import {
  decodeEntryCursor,
  encodeEntryCursor,
  pageSql,
  type EntryRow,
  type ListedEntry,
  type PageOfEntries,
  type Range,
} from './audit-entry.js';
import { AUDIT_TRAIL, ExportAdmission } from './export-admission.js';

/** Entries read at a time by an export. */
const BATCH = 1_000;

interface PageRequest {
  readonly first: number;
  readonly after?: string | null | undefined;
}

/**
 * The audit trail for auditors: those of the lead hospital see the alliance, as its administrators set it up; others see
 * what people of their own institution did. Every look at the trail is in the trail.
 */
@Injectable()
export class AuditEntriesQuery {
  constructor(
    private readonly database: Database,
    private readonly auditTrail: AuditTrail,
    private readonly scope: InstallationScope,
    private readonly admission: ExportAdmission,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** Newest first. */
  async list(actor: ActorContext, filter: AuditFilter, page: PageRequest): Promise<Connection<ListedEntry>> {
    const after = typeof page.after === 'string' ? decodeEntryCursor(page.after) : null;
    const wanted = this.within(filter);
    const scope = await this.scope.institutionFor(this.database, actor);
    const rows = await this.read(wanted, scope, { order: 'DESC', limit: page.first + 1, after });
    const detail = { ...detailOf(wanted), first: page.first };
    await this.auditTrail.recordInspection(actor, { action: 'audit.list', objectType: AUDIT_TRAIL, detail });
    return toConnection(pageOf(rows, page.first, encodeEntryCursor));
  }

  /**
   * Everything that the filter names, oldest first, in batches: whoever reads slowly is waited for, and no more than one
   * batch is ever kept. The trail tells of the export before its first entry leaves, and of one that was refused.
   *
   * @throws AuditExportRefusedError where it is too much for one file; RateLimitedError
   */
  async export(actor: ActorContext, filter: AuditFilter, format: string): Promise<AsyncIterable<ListedEntry[]>> {
    const wanted = this.within(filter);
    const scope = await this.scope.institutionFor(this.database, actor);
    await this.admission.admit(actor, wanted, { scope, detail: { ...detailOf(wanted), format } });
    return this.batches(wanted, scope);
  }

  private async *batches(wanted: AuditFilter & Range, scope: string | null): AsyncGenerator<EntryRow[]> {
    let after: EntryRow | null = null;
    for (;;) {
      const rows: EntryRow[] = await this.read(wanted, scope, { order: 'ASC', limit: BATCH, after });
      if (rows.length > 0) yield rows;
      if (rows.length < BATCH) return;
      after = rows.at(-1)!;
    }
  }

  private read(wanted: AuditFilter & Range, scope: string | null, page: PageOfEntries): Promise<EntryRow[]> {
    const { text, values } = pageSql(wanted, scope, page);
    return this.database.query<EntryRow>(statement('audit.entries', text), values);
  }

  private within(filter: AuditFilter): AuditFilter & Range {
    const to = filter.to ?? this.clock.now();
    return { ...filter, to, from: filter.from ?? before(to, days(DEFAULT_DAYS)) };
  }
}

/** What was asked for, as it stands in the trail: ids, codes and instants. */
function detailOf({ from, to, ...rest }: AuditFilter & Range): JsonRecord {
  const { accountId, staffId, institutionId, patientId, objectId, action, result } = rest;
  const given = Object.entries({ accountId, staffId, institutionId, patientId, objectId, action, result });
  return {
    from: from.toISOString(),
    to: to.toISOString(),
    ...Object.fromEntries(given.filter((entry): entry is [string, string] => Boolean(entry[1]))),
  };
}
