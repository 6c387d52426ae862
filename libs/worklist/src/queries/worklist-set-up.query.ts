import { Injectable } from '@nestjs/common';
import { Database, statement, versionSql } from '#platform';
import type { DueClock } from '../domain/due-time.js';
import type { Urgency } from '../domain/urgency.js';

interface Period {
  readonly effectiveFrom: Date;
  readonly effectiveTo: Date | null;
  readonly version: number;
}

/** A group of readers, during one period. */
export interface GroupPeriod extends Period {
  readonly code: string;
  readonly labelZh: string;
  readonly labelEn: string;
  readonly leaseMinutes: number;
  readonly signatures: number;
  readonly expectedMinutes: number;
  readonly certificateCode: string | null;
  readonly subjectDomain: string | null;
}

/** How long a report may take, during one period. */
export interface DueTimePeriod extends Period {
  readonly groupCode: string;
  readonly urgency: Urgency;
  /** Null where it counts however the patient comes. */
  readonly visitType: string | null;
  readonly dueMinutes: number;
  readonly clock: DueClock;
}

const PERIOD = 's.effective_from AS "effectiveFrom", s.effective_to AS "effectiveTo"';
const GROUPS = `SELECT s.code, s.label_zh AS "labelZh", s.label_en AS "labelEn", s.lease_minutes AS "leaseMinutes",
     s.signatures, s.expected_minutes AS "expectedMinutes", s.certificate_code AS "certificateCode",
     s.subject_domain AS "subjectDomain", ${PERIOD},
     ${versionSql('reading_groups', ['code'], 's')} AS version FROM reading_groups s`;
const NOW = statement(
  'worklist.groups',
  `${GROUPS} WHERE s.effective_from <= $1 AND (s.effective_to IS NULL OR s.effective_to > $1) ORDER BY s.code LIMIT 500`,
);
const OF_GROUP = statement('worklist.group-periods', `${GROUPS} WHERE s.code = $1 ORDER BY s.effective_from DESC`);
const due = (table: string, visitType: string, keys: readonly string[]): string =>
  `SELECT s.group_code AS "groupCode", s.urgency, ${visitType} AS "visitType", s.due_minutes AS "dueMinutes", s.clock,
     ${PERIOD}, ${versionSql(table, keys, 's')} AS version FROM ${table} s WHERE s.group_code = $1`;
const DUE_TIMES = statement(
  'worklist.due-times',
  `${due('reading_due_times', 'NULL::text', ['group_code', 'urgency'])}
   UNION ALL ${due('reading_visit_due_times', 's.visit_type', ['group_code', 'urgency', 'visit_type'])}
   ORDER BY 2, 3 NULLS FIRST, 6 DESC`,
);

/** Reads what counts for groups of readers. */
@Injectable()
export class WorklistSetUpQuery {
  constructor(private readonly database: Database) {}

  /** Groups that count at an instant. */
  groups(at: Date): Promise<GroupPeriod[]> {
    return this.database.query<GroupPeriod & Record<string, unknown>>(NOW, [at]);
  }

  /** All periods of a group, the newest first. */
  periodsOf(code: string): Promise<GroupPeriod[]> {
    return this.database.query<GroupPeriod & Record<string, unknown>>(OF_GROUP, [code]);
  }

  /** How long reports of a group may take, with all periods. */
  dueTimes(groupCode: string): Promise<DueTimePeriod[]> {
    return this.database.query<DueTimePeriod & Record<string, unknown>>(DUE_TIMES, [groupCode]);
  }
}
