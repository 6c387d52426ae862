import { Injectable } from '@nestjs/common';
import { statement, type Queryable } from '#platform';
import type { NoticeParameters } from '../domain/placeholders.js';
import { namesNeeded, type Names } from '../domain/words.js';

const NAMES = statement(
  'notices.names',
  `SELECT id::text AS key, short_name AS zh, short_name AS en FROM institutions WHERE id = ANY($1::uuid[])
   UNION ALL SELECT id::text, name, name FROM departments WHERE id = ANY($1::uuid[])
   UNION ALL (
     SELECT DISTINCT ON (list, code) list || '/' || code, label_zh, label_en FROM reason_codes
     WHERE (list, code) IN (SELECT split_part(r, '/', 1), split_part(r, '/', 2) FROM unnest($2::text[]) AS r)
     ORDER BY list, code, effective_from DESC)`,
);

interface NameRow {
  readonly key: string;
  readonly zh: string;
  readonly en: string;
}

/** Looks up what the ids and codes in notices are called now, for any number of notices in one statement. */
@Injectable()
export class NamesReader {
  async read(on: Queryable, parameters: readonly NoticeParameters[]): Promise<Names> {
    const { ids, reasons } = namesNeeded(parameters);
    if (ids.length + reasons.length === 0) return new Map();
    const rows = await on.query<NameRow & Record<string, unknown>>(NAMES, [ids, reasons]);
    return new Map(rows.map(({ key, zh, en }) => [key, { 'zh-CN': zh, en }]));
  }
}
