import { Injectable } from '@nestjs/common';
import { StaffingDirectory } from '#organization';
import { UnitOfWork, readWorkbook, type ActorContext, type Sheet, type Transaction } from '#platform';
import type { DutyEntryEntity } from '../data/duty-entry.entity.js';
import { DutyEntryRepository, type NumberedDraft } from '../data/duty-entry.repository.js';
import { dutyKey } from '../domain/duty-function.js';
import { DutyImportRefusedError, type DutyInTheWay, type RowProblem } from '../domain/errors.js';
import { monthInterval, type Month } from '../domain/month.js';
import { problemOfRow, resolveRoster, type ResolvedRow } from '../domain/roster-import.js';
import { problemIn, readRoster, type ReadRoster, type RosterRow } from '../domain/roster-sheet.js';
import { DutyShiftsReader } from '../queries/duty-shifts.reader.js';
import { mayPlan } from './planning-scope.js';
import { RosterWriter, refusingOverlaps } from './roster-writer.js';

export interface ImportRequest {
  readonly file: Buffer;
  readonly month: Month;
  /** Only tell what would change. */
  readonly dryRun: boolean;
}

export type RowChange = 'ADDED' | 'CHANGED' | 'UNCHANGED';

/** What an import does, or would do. */
export interface ImportReport {
  readonly month: Month;
  readonly dryRun: boolean;
  readonly added: number;
  readonly changed: number;
  readonly unchanged: number;
  readonly rows: readonly { readonly row: number; readonly change: RowChange }[];
  readonly problems: readonly RowProblem[];
}

/** One row, and the entry of the same place, function and times that it finds on the roster. */
interface Matched {
  readonly row: number;
  readonly draft: NumberedDraft;
  readonly entry: DutyEntryEntity | null;
  readonly change: RowChange;
}

interface Examined {
  readonly matched: readonly Matched[];
  readonly problems: readonly RowProblem[];
}

const MOST_ROWS = 2_000;
const SHEET = /值班/;

/**
 * Brings a month in from a workbook, whole or not at all. A row adds a duty, or changes who has one of exactly the same
 * times; what the workbook does not mention stays, so that the same workbook twice changes nothing.
 */
@Injectable()
export class RosterImportService {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly writer: RosterWriter,
    private readonly entries: DutyEntryRepository,
    private readonly directory: StaffingDirectory,
    private readonly shifts: DutyShiftsReader,
  ) {}

  /** @throws UnsupportedFileError; DutyImportRefusedError naming every bad row and column, unless it is a dry run */
  async import(actor: ActorContext, { file, month, dryRun }: ImportRequest): Promise<ImportReport> {
    const sheet = rosterOf(await readWorkbook(file));
    return refusingOverlaps(() =>
      this.unitOfWork.run(actor, async (tx) => {
        const read = await this.read(tx, sheet, month);
        const { matched, problems } = await this.examine(tx, read, month);
        if (problems.length > 0 && !dryRun) throw new DutyImportRefusedError(problems);
        if (!dryRun) await this.write(tx, matched);
        return reportOf({ month, dryRun, matched, problems });
      }),
    );
  }

  private async read(tx: Transaction, sheet: Sheet | null, month: Month): Promise<ReadRoster> {
    if (!sheet) return refused(problemIn(1, null, 'SHEET_MISSING'));
    if (sheet.rows.length > MOST_ROWS) return refused(problemIn(MOST_ROWS + 1, null, 'TOO_MANY_ROWS'));
    const read = readRoster(sheet.rows, month, await this.shifts.shiftsAt(tx, tx.now));
    return read.rows.length + read.problems.length > 0 ? read : refused(problemIn(1, null, 'NO_ROWS'));
  }

  private async examine(tx: Transaction, read: ReadRoster, month: Month): Promise<Examined> {
    const resolved = resolveRoster(read.rows, await this.knownTo(tx, read.rows));
    const foreign = resolved.rows.filter(({ draft }) => !mayPlan(tx.actor, draft.departmentId));
    const own = resolved.rows.filter((row) => !foreign.includes(row));
    const places = await this.writer.lockPlaces(
      tx,
      own.map(({ draft }) => draft.departmentId),
    );
    const checked = await this.writer.check(
      tx,
      own.map(({ draft }) => draft),
      places,
    );
    const matched = await this.match(tx, own, checked.drafts, month);
    const problems = [
      ...read.problems,
      ...resolved.problems,
      ...foreign.map(({ row }) => problemIn(row, 'department', 'NOT_YOURS')),
      ...checked.problems.map((problem) => problemOfRow(own, problem)),
      ...(await this.inTheWayOf(tx, own, matched)),
    ];
    return { matched, problems: problems.toSorted((a, b) => a.row - b.row) };
  }

  private async knownTo(tx: Transaction, rows: readonly RosterRow[]) {
    const { institutionId } = tx.actor;
    const departments = await this.directory.departmentsOf(tx, institutionId);
    const staffNos = rows.flatMap(({ staffNo }) => staffNo || []);
    const names = rows.flatMap(({ name }) => name || []);
    return { departments, colleagues: await this.directory.colleaguesNamed(tx, institutionId, { staffNos, names }) };
  }

  private async match(
    tx: Transaction,
    rows: readonly ResolvedRow[],
    drafts: readonly NumberedDraft[],
    month: Month,
  ): Promise<Matched[]> {
    const entries = await this.entries.listBeginningIn(tx, tx.actor.institutionId, monthInterval(month));
    const byTimes = new Map(entries.map((entry) => [timesKey(entry, entry.startsAt, entry.endsAt), entry]));
    return drafts.map((draft) => {
      const entry = byTimes.get(timesKey(draft, draft.start, draft.end)) ?? null;
      return { row: rows[draft.index]!.row, draft, entry, change: this.changeOf(draft, entry) };
    });
  }

  private changeOf({ staffId, phone, note }: NumberedDraft, entry: DutyEntryEntity | null): RowChange {
    if (!entry) return 'ADDED';
    const same = entry.staffId === staffId && entry.note === note && this.entries.phoneOf(entry) === phone;
    return same ? 'UNCHANGED' : 'CHANGED';
  }

  /** Duties of other times that are on the roster where rows are to go. */
  private async inTheWayOf(
    tx: Transaction,
    rows: readonly ResolvedRow[],
    matched: readonly Matched[],
  ): Promise<RowProblem[]> {
    const added = matched.filter(({ change, draft }) => change === 'ADDED' && draft.start < draft.end);
    const found = await this.entries.inTheWay(
      tx,
      tx.actor.institutionId,
      added.map(({ draft }) => draft),
    );
    return found.map((duty: DutyInTheWay) =>
      problemIn(rows[duty.index]!.row, 'shift', 'OVERLAPS_DUTY', duty.staffName ?? duty.entryId),
    );
  }

  private async write(tx: Transaction, matched: readonly Matched[]): Promise<void> {
    for (const { draft, entry, change } of matched) {
      if (change !== 'CHANGED' || !entry) continue;
      await this.entries.change(tx, entry, draft);
      this.writer.announce(tx, 'duty.changed', entry, { version: entry.version + 1, staffId: draft.staffId });
    }
    const added = matched.filter(({ change }) => change === 'ADDED').map(({ draft }) => draft);
    await this.writer.enter(tx, tx.newId(), added);
  }
}

/** The only sheet, or the one that is called a duty roster. */
function rosterOf(sheets: readonly Sheet[]): Sheet | null {
  return sheets.length === 1 ? sheets[0]! : (sheets.find(({ name }) => SHEET.test(name)) ?? null);
}

const refused = (problem: RowProblem): ReadRoster => ({ rows: [], problems: [problem] });

function timesKey(at: Parameters<typeof dutyKey>[0], start: Date, end: Date): string {
  return `${dutyKey(at)}/${+start}/${+end}`;
}

interface Result extends Examined {
  readonly month: Month;
  readonly dryRun: boolean;
}

function reportOf({ month, dryRun, matched, problems }: Result): ImportReport {
  const count = (change: RowChange): number => matched.filter((one) => one.change === change).length;
  const [added, changed, unchanged] = [count('ADDED'), count('CHANGED'), count('UNCHANGED')];
  const rows = matched.map(({ row, change }) => ({ row, change }));
  return { month, dryRun, added, changed, unchanged, rows, problems };
}
