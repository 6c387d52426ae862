import { Injectable } from '@nestjs/common';
import type { CodedReason } from '#kernel';
import { Database, type Queryable } from '../database/database.js';
import { statement } from '../database/statement.js';

const REASONS = statement(
  'reference.reasons',
  `SELECT code, label_zh AS "labelZh", label_en AS "labelEn", comment_is_mandatory AS "commentIsMandatory",
     effective_from AS "effectiveFrom", effective_to AS "effectiveTo"
   FROM reason_codes WHERE list = $1 AND effective_from <= $2 AND (effective_to IS NULL OR effective_to > $2)
   ORDER BY position, code`,
);

/** SQL of the settings that count at an instant, as one JSON object; both arguments are placeholders. */
export const settingsSql = (keys: string, at: string): string =>
  `(SELECT json_object_agg(s.key, s.value) FROM reference_settings s
    WHERE s.key = ANY(${keys}) AND s.effective_from <= ${at} AND (s.effective_to IS NULL OR s.effective_to > ${at}))`;

const SETTINGS = statement('reference.settings', `SELECT ${settingsSql('$1', '$2')} AS settings`);

/** A reason with its labels. */
export interface ReasonRow extends CodedReason {
  readonly labelZh: string;
  readonly labelEn: string;
}

/** Versioned reference data: lists of reasons, limits and thresholds, each as it counted at a given instant. */
@Injectable()
export class ReferenceData {
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
    const rows = await on.query<{ settings: FoundSettings<Key> }>(SETTINGS, [keys, at]);
    return requireSettings(keys, rows[0]!.settings);
  }
}

/** What {@link settingsSql} finds; null where there is none of them. */
export type FoundSettings<Key extends string> = Partial<Record<Key, number>> | null;

/** @throws Error when the reference data lacks a setting, which is a defect of the set-up */
export function requireSettings<Key extends string>(
  keys: readonly Key[],
  found: FoundSettings<Key>,
): Record<Key, number> {
  const missing = keys.filter((key) => found?.[key] === undefined);
  if (missing.length > 0) throw new Error(`Reference settings are missing: ${missing.join(', ')}`);
  return found as Record<Key, number>;
}
