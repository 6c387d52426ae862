import { Injectable } from '@nestjs/common';
import type { CodedReason } from '#kernel';
import { Database, type Queryable } from '../database/database.js';
import { statement } from '../database/statement.js';
import { SettingsBook, type SettingRow } from './settings-book.js';

const REASONS = statement(
  'reference.reasons',
  `SELECT code, label_zh AS "labelZh", label_en AS "labelEn", comment_is_mandatory AS "commentIsMandatory",
     effective_from AS "effectiveFrom", effective_to AS "effectiveTo"
   FROM reason_codes WHERE list = $1 AND effective_from <= $2 AND (effective_to IS NULL OR effective_to > $2)
   ORDER BY position, code`,
);

/**
 * SQL of the number of the state that the settings are in. Whoever has it asked along with what else they read spares the
 * database a lookup for each setting: see {@link ReferenceData.settingsOf}.
 */
export const SETTINGS_REVISION = '(SELECT revision FROM settings_revision)';

const REVISION = statement('reference.settings-revision', `SELECT ${SETTINGS_REVISION} AS revision`);
// One statement, so that the rows are those of the revision.
const BOOK = statement(
  'reference.settings-book',
  `SELECT ${SETTINGS_REVISION} AS revision, json_agg(json_build_object('key', key, 'value', value,
     'from', date_part('epoch', effective_from) * 1000, 'to', date_part('epoch', effective_to) * 1000)) AS rows
   FROM reference_settings`,
);

/** A reason with its labels. */
export interface ReasonRow extends CodedReason {
  readonly labelZh: string;
  readonly labelEn: string;
}

/** Versioned reference data: lists of reasons, limits and thresholds, each as it counted at a given instant. */
@Injectable()
export class ReferenceData {
  private book: SettingsBook | undefined;

  constructor(private readonly database: Database) {}

  /** The entries of a list that may be chosen at that time, in the order of the list. */
  async reasons(list: string, at: Date, on: Queryable = this.database): Promise<ReasonRow[]> {
    const rows = await on.query<ReasonRow>(REASONS, [list, at]);
    return rows.map((row) => ({ ...row, label: row.labelZh }));
  }

  /** Values of settings at that time. @throws Error when the reference data lacks one, which is a defect of the set-up */
  async settings<Key extends string>(
    keys: readonly Key[],
    at: Date,
    on: Queryable = this.database,
  ): Promise<Record<Key, number>> {
    const [row] = await on.query<{ revision: number }>(REVISION);
    return this.settingsOf(row!.revision, keys, at, on);
  }

  /**
   * The same where a statement has told {@link SETTINGS_REVISION}: they are read again only where it is another one, so
   * what an administrator has changed counts at once, in every process.
   */
  async settingsOf<Key extends string>(
    revision: number,
    keys: readonly Key[],
    at: Date,
    on: Queryable = this.database,
  ): Promise<Record<Key, number>> {
    if (this.book?.revision !== revision) {
      const [row] = await on.query<{ revision: number; rows: SettingRow[] }>(BOOK);
      this.book = new SettingsBook(row!.revision, row!.rows);
    }
    return this.book.at(keys, at);
  }
}
