import { Injectable } from '@nestjs/common';
import { NotFoundError } from '#kernel';
import { InstallationScope } from '../access/installation-scope.js';
import type { Actor } from '../actor/actor.js';
import { Database } from '../database/database.js';
import { statement } from '../database/statement.js';
import { UnitOfWork } from '../database/unit-of-work.js';
import { VersionedRows, versionSql, type VersionedChange } from './versioned-rows.js';

/** A limit or threshold during one period. */
export interface SettingPeriod {
  readonly key: string;
  /** In the unit that ends the key. */
  readonly value: number;
  readonly effectiveFrom: Date;
  readonly effectiveTo: Date | null;
  readonly version: number;
}

/** A coded reason during one period. */
export interface ReasonPeriod {
  readonly code: string;
  readonly labelZh: string;
  readonly labelEn: string;
  readonly commentIsMandatory: boolean;
  readonly position: number;
  readonly effectiveFrom: Date;
  readonly effectiveTo: Date | null;
  readonly version: number;
}

export interface SettingChange extends VersionedChange {
  readonly key: string;
  readonly value: number;
}

export interface ReasonEnd extends VersionedChange {
  readonly list: string;
  readonly code: string;
}

export interface ReasonChange
  extends ReasonEnd, Pick<ReasonPeriod, 'labelZh' | 'labelEn' | 'commentIsMandatory' | 'position'> {}

const settings = new VersionedRows({
  table: 'reference_settings',
  aggregateType: 'reference-setting',
  keys: { key: 'key' },
  columns: { value: 'value' },
});
const reasons = new VersionedRows({
  table: 'reason_codes',
  aggregateType: 'reason-code',
  keys: { list: 'list', code: 'code' },
  columns: {
    position: 'position',
    labelZh: 'label_zh',
    labelEn: 'label_en',
    commentIsMandatory: 'comment_is_mandatory',
  },
});

const SETTINGS = statement(
  'reference.setting-periods',
  `SELECT s.key, s.value, s.effective_from AS "effectiveFrom", s.effective_to AS "effectiveTo",
     ${versionSql('reference_settings', ['key'], 's')} AS version
   FROM reference_settings s WHERE starts_with(s.key, $1) ORDER BY s.key, s.effective_from DESC`,
);
const LISTS = statement('reference.lists', 'SELECT DISTINCT list FROM reason_codes ORDER BY list');
const REASONS = statement(
  'reference.reason-periods',
  `SELECT s.code, s.label_zh AS "labelZh", s.label_en AS "labelEn", s.comment_is_mandatory AS "commentIsMandatory",
     s.position, s.effective_from AS "effectiveFrom", s.effective_to AS "effectiveTo",
     ${versionSql('reason_codes', ['list', 'code'], 's')} AS version
   FROM reason_codes s WHERE s.list = $1 ORDER BY s.position, s.code, s.effective_from DESC`,
);
const HAS_SETTING = statement('reference.has-setting', 'SELECT 1 FROM reference_settings WHERE key = $1 LIMIT 1');
const HAS_LIST = statement('reference.has-list', 'SELECT 1 FROM reason_codes WHERE list = $1 LIMIT 1');

/** Limits and lists of reasons, as the administrator of the alliance changes them. What the product asks for is named by it. */
@Injectable()
export class ReferenceEditor {
  constructor(
    private readonly database: Database,
    private readonly unitOfWork: UnitOfWork,
    private readonly scope: InstallationScope,
  ) {}

  /** Every period of the settings whose keys begin like that, the newest of each key first. */
  settings(prefix: string): Promise<SettingPeriod[]> {
    return this.database.query<SettingPeriod & Record<string, unknown>>(SETTINGS, [prefix]);
  }

  async lists(): Promise<string[]> {
    const rows = await this.database.query<{ list: string }>(LISTS, []);
    return rows.map(({ list }) => list);
  }

  /** Every period of the reasons of a list. */
  reasons(list: string): Promise<ReasonPeriod[]> {
    return this.database.query<ReasonPeriod & Record<string, unknown>>(REASONS, [list]);
  }

  /** @throws ForbiddenError, NotFoundError for a key that the product does not ask for, StaleVersionError, InvalidInputError */
  changeSetting(actor: Actor, { key, value, ...change }: SettingChange): Promise<void> {
    return this.unitOfWork.run(actor, async (tx) => {
      await this.scope.requireWhole(tx, actor);
      if ((await tx.query(HAS_SETTING, [key])).length === 0) throw new NotFoundError('ReferenceSetting');
      await settings.change(tx, { key }, { value }, change);
    });
  }

  /** Adds a reason to a list, or changes it. @throws as {@link changeSetting} does */
  changeReason(actor: Actor, change: ReasonChange): Promise<void> {
    const { list, code, position, labelZh, labelEn, commentIsMandatory } = change;
    return this.unitOfWork.run(actor, async (tx) => {
      await this.scope.requireWhole(tx, actor);
      if ((await tx.query(HAS_LIST, [list])).length === 0) throw new NotFoundError('ReasonList');
      await reasons.change(tx, { list, code }, { position, labelZh, labelEn, commentIsMandatory }, change);
    });
  }

  /** The reason may no longer be chosen; where it was given it stays. @throws as {@link changeSetting} does */
  endReason(actor: Actor, { list, code, ...change }: ReasonEnd): Promise<void> {
    return this.unitOfWork.run(actor, async (tx) => {
      await this.scope.requireWhole(tx, actor);
      await reasons.end(tx, { list, code }, change);
    });
  }
}
