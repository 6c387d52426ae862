import { Injectable } from '@nestjs/common';
import { statement, versionSql, type Queryable } from '#platform';
import type { TemplateField } from '../domain/report-content.js';

/** A text to begin a report with, and the findings that it asks for. */
export interface ReportTemplate {
  readonly code: string;
  /** Which version it is. */
  readonly effectiveFrom: Date;
  readonly groupCode: string;
  readonly labelZh: string;
  readonly labelEn: string;
  readonly findings: string;
  readonly conclusion: string;
  readonly fields: readonly TemplateField[];
}

/** A template as whoever keeps it sees it. */
export interface TemplatePeriod extends ReportTemplate {
  readonly effectiveTo: Date | null;
  readonly position: number;
  readonly version: number;
}

const COLUMNS = `t.code, t.effective_from AS "effectiveFrom", t.group_code AS "groupCode", t.label_zh AS "labelZh",
  t.label_en AS "labelEn", t.findings, t.conclusion, t.fields`;
const COUNTING = `SELECT ${COLUMNS} FROM imaging_templates t
  WHERE t.effective_from <= $2 AND (t.effective_to IS NULL OR t.effective_to > $2)`;
const OF_GROUP = statement(
  'imaging.templates',
  `${COUNTING} AND t.group_code = $1 ORDER BY t.position, t.code LIMIT 200`,
);
const ONE = statement('imaging.template', `${COUNTING} AND t.code = $1`);
const VERSION = statement(
  'imaging.template-version',
  `SELECT ${COLUMNS} FROM imaging_templates t WHERE t.code = $1 AND t.effective_from <= $2
   ORDER BY t.effective_from DESC LIMIT 1`,
);
const PERIODS = statement(
  'imaging.template-periods',
  `SELECT ${COLUMNS}, t.effective_to AS "effectiveTo", t.position,
     ${versionSql('imaging_templates', ['code'], 't')} AS version
   FROM imaging_templates t WHERE t.code = $1 ORDER BY t.effective_from DESC`,
);

/** Templates as they count at an instant. */
@Injectable()
export class TemplateRepository {
  ofGroup(on: Queryable, groupCode: string, at: Date): Promise<ReportTemplate[]> {
    return on.query<ReportTemplate & object>(OF_GROUP, [groupCode, at]);
  }

  async find(on: Queryable, code: string, at: Date): Promise<ReportTemplate | null> {
    const [row] = await on.query<ReportTemplate & object>(ONE, [code, at]);
    return row ?? null;
  }

  /** The version that counted at an instant, whether it has ended since or not; null where there was none. */
  async version(on: Queryable, code: string, at: Date): Promise<ReportTemplate | null> {
    const [row] = await on.query<ReportTemplate & object>(VERSION, [code, at]);
    return row ?? null;
  }

  periodsOf(on: Queryable, code: string): Promise<TemplatePeriod[]> {
    return on.query<TemplatePeriod & object>(PERIODS, [code]);
  }
}
