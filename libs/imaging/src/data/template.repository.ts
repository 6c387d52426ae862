import { Injectable } from '@nestjs/common';
import { statement, type Queryable } from '#platform';
import type { TemplateField } from '../domain/report-content.js';

/** A text to begin a report with, and the findings that it asks for. */
export interface ReportTemplate {
  readonly code: string;
  readonly groupCode: string;
  readonly labelZh: string;
  readonly labelEn: string;
  readonly findings: string;
  readonly conclusion: string;
  readonly fields: readonly TemplateField[];
}

const TEMPLATES = `SELECT t.code, t.group_code AS "groupCode", t.label_zh AS "labelZh", t.label_en AS "labelEn",
    t.findings, t.conclusion, t.fields
  FROM imaging_templates t WHERE t.effective_from <= $2 AND (t.effective_to IS NULL OR t.effective_to > $2)`;
const OF_GROUP = statement(
  'imaging.templates',
  `${TEMPLATES} AND t.group_code = $1 ORDER BY t.position, t.code LIMIT 200`,
);
const ONE = statement('imaging.template', `${TEMPLATES} AND t.code = $1`);

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
}
