import { Injectable } from '@nestjs/common';
import { statement, type Queryable, type Transaction } from '#platform';
import type { Medium } from '../domain/medium.js';
import type { TemplateText, TextLocale } from '../domain/template.js';

const TEXTS = `SELECT version, locale, medium, title, body, effective_from AS "effectiveFrom" FROM notice_templates`;
const AT = statement(
  'notice-templates.at',
  `${TEXTS} WHERE code = $1 AND version = (
     SELECT version FROM notice_templates WHERE code = $1 AND effective_from <= $2 ORDER BY version DESC LIMIT 1)`,
);
const OF_CODE = statement('notice-templates.of-code', `${TEXTS} WHERE code = $1 ORDER BY version, medium, locale DESC`);
const TEXT = statement(
  'notice-templates.text',
  `${TEXTS} WHERE code = $1 AND version = $2 AND medium = $3 AND locale = $4`,
);
const LOCK = statement('notice-templates.lock', 'SELECT pg_advisory_xact_lock(hashtextextended($1, 0))');
const INSERT = statement(
  'notice-templates.insert',
  `INSERT INTO notice_templates (code, version, locale, medium, title, body, effective_from)
   SELECT $1, $2, t.locale, t.medium, t.title, t.body, $3
   FROM jsonb_to_recordset($4::jsonb) AS t(locale text, medium text, title text, body text)`,
);

export interface StoredText extends TemplateText {
  readonly version: number;
  readonly effectiveFrom: Date;
}
type Row = StoredText & Record<string, unknown>;

/** The texts of notices; versions are added and never changed. */
@Injectable()
export class TemplateRepository {
  /** The texts of the version that counts at an instant; none where there is no such template. */
  textsAt(on: Queryable, code: string, at: Date): Promise<StoredText[]> {
    return on.query<Row>(AT, [code, at]);
  }

  /** Every version, the oldest first. */
  versionsOf(on: Queryable, code: string): Promise<StoredText[]> {
    return on.query<Row>(OF_CODE, [code]);
  }

  async text(
    on: Queryable,
    { code, version }: { code: string; version: number },
    medium: Medium,
    locale: TextLocale,
  ): Promise<TemplateText | null> {
    const [row] = await on.query<Row>(TEXT, [code, version, medium, locale]);
    return row ?? null;
  }

  /** Keeps others from adding a version of the same template until the transaction ends. */
  async lock(tx: Transaction, code: string): Promise<void> {
    await tx.query(LOCK, [`notice-template/${code}`]);
  }

  async add(
    tx: Transaction,
    { code, version, effectiveFrom }: { code: string; version: number; effectiveFrom: Date },
    texts: readonly TemplateText[],
  ): Promise<void> {
    await tx.query(INSERT, [code, version, effectiveFrom, JSON.stringify(texts)]);
  }
}
