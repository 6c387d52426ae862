import { Inject, Injectable } from '@nestjs/common';
import { roleLabels } from '#identity';
import { CLOCK, ReferenceData, isSystem, readWorkbook, type ActorContext } from '#platform';
import { readTable, type Clock, type Columns, type SheetProblem, type Table } from '#kernel';
import type { Vocabulary } from '../domain/words.js';
import type { RefusedKeys } from './references.js';
import { SETUP_PARTS, type Parts } from './setup-parts.js';
import type { SetupPart } from './setup-part.js';
import type { PartSheet } from './sheet-writer.js';

/** Sheets by what rows of others refer to in them. */
const REFERRED = { institutions: '机构', departments: '科室', staff: '人员', items: '检查检验项目' } as const;
const PURPOSES = ['referral.purpose.up', 'referral.purpose.down'];
const LARGEST_SETTING = 'setup.workbook_limit_rows';

/** A workbook as far as it can be read without looking at what is on record. */
export interface ReadSetup {
  /** What the actor imports, in the order in which it is written. */
  readonly sheets: readonly PartSheet[];
  /** Names of sheets that others have to import. */
  readonly passedOver: readonly string[];
  readonly problems: readonly SheetProblem[];
  readonly refused: RefusedKeys;
}

/** A part with its columns as they are now. */
export interface PartTable {
  readonly part: SetupPart;
  readonly table: Table<Columns>;
}

@Injectable()
export class WorkbookReader {
  constructor(
    @Inject(SETUP_PARTS) private readonly parts: Parts,
    private readonly reference: ReferenceData,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  async tables(): Promise<PartTable[]> {
    const words = await this.words();
    return this.parts.map((part) => ({ part, table: part.table(words) }));
  }

  /** @throws UnsupportedFileError */
  async read(actor: ActorContext, file: Buffer): Promise<ReadSetup> {
    const workbook = await readWorkbook(file);
    const tables = await this.tables();
    const { [LARGEST_SETTING]: most } = await this.reference.settings([LARGEST_SETTING], this.clock.now());
    const problems: SheetProblem[] = [];
    const sheets: PartSheet[] = [];
    const passedOver: string[] = [];
    for (const { part, table } of tables) {
      const sheet = workbook.find(({ name }) => name.trim() === table.name);
      if (!sheet) continue;
      if (!isSystem(actor) && !actor.permissions.has(part.permission)) {
        passedOver.push(table.name);
        continue;
      }
      if (sheet.rows.length > most) {
        problems.push({ sheet: table.name, row: most + 1, column: null, constraint: 'TOO_MANY_ROWS' });
        continue;
      }
      const read = readTable({ ...sheet, name: table.name }, table);
      problems.push(...read.problems);
      sheets.push({ part, table, rows: read.rows, absent: read.absent, refused: keysOf(table, read.refused) });
    }
    if (sheets.length + passedOver.length + problems.length === 0) {
      problems.push({
        sheet: tables.map(({ table }) => table.name).join('、'),
        row: 1,
        column: null,
        constraint: 'NO_SHEET',
      });
    }
    return { sheets, passedOver, problems, refused: refusedOf(sheets) };
  }

  private async words(): Promise<Vocabulary> {
    const roles = Object.fromEntries(Object.entries(roleLabels).map(([role, label]) => [role, label['zh-CN']]));
    const now = this.clock.now();
    const [leaves, ...purposes] = await Promise.all(
      ['calendar.leave', ...PURPOSES].map(async (list) => {
        const reasons = await this.reference.reasons(list, now);
        return reasons.map(({ code, labelZh }) => [code, labelZh] as const);
      }),
    );
    return { roles, purposes: Object.fromEntries(purposes.flat()), leaves: Object.fromEntries(leaves!) };
  }
}

function keysOf(table: Table<Columns>, refused: readonly { readonly values: object }[]): Set<string> {
  return new Set(refused.map(({ values }) => table.key({ ...values })));
}

function refusedOf(sheets: readonly PartSheet[]): RefusedKeys {
  const refused = (name: string): ReadonlySet<string> =>
    sheets.find(({ table }) => table.name === name)?.refused ?? new Set();
  return {
    institutions: refused(REFERRED.institutions),
    departments: refused(REFERRED.departments),
    staff: refused(REFERRED.staff),
    items: refused(REFERRED.items),
  };
}
