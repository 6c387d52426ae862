import { Injectable } from '@nestjs/common';
import type { Sheet } from '#kernel';
import { StaffingDirectory } from '#organization';
import { UnitOfWork, readWorkbook, type ActorContext, type Transaction } from '#platform';
import type { DutyEntryEntity } from '../data/duty-entry.entity.js';
import { DutyEntryRepository, type NamedDuty, type NumberedDraft } from '../data/duty-entry.repository.js';
import { dutyKey } from '../domain/duty-function.js';
import { DutyImportRefusedError, type DutyInTheWay, type RowProblem } from '../domain/errors.js';
import { monthInterval, type Month } from '../domain/month.js';
import type { Past } from '../domain/past.js';
import { problemOfRow, resolveRoster, type ResolvedRow } from '../domain/roster-import.js';
import { problemIn, readRoster, type ReadRoster, type RosterRow } from '../domain/roster-sheet.js';
import { DutyShiftsReader } from '../queries/duty-shifts.reader.js';
import { PastPolicy } from './past-policy.js';
import { mayPlan } from './planning-scope.js';
import { RosterWriter, refusingOverlaps } from './roster-writer.js';

export interface ImportRequest {
  readonly file: Buffer;
  readonly month: Month;
  /** Only tell what would change. */
  readonly dryRun: boolean;
  /** Code of the reason, where rows change what has been. */
  readonly reasonCode?: string | undefined;
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
  /** Duties of the month that the workbook does not mention although it mentions their place; they stay. */
  readonly missing: readonly NamedDuty[];
  /** How many duties of the caller's plan there are at places that the workbook does not mention at all. */
  readonly elsewhere: number;
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
  readonly past: Past;
  readonly missing: readonly NamedDuty[];
  readonly elsewhere: number;
}

const MOST_ROWS = 2_000;
const SHEET = /值班/;

/**
 * Brings a month in from a workbook, whole or not at all. A row adds a duty, or changes who has one of exactly the same
 * times; what the workbook does not mention is told and stays, so that the same workbook twice changes nothing.
 */
@Injectable()
export class RosterImportService {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly writer: RosterWriter,
    private readonly entries: DutyEntryRepository,
    private readonly directory: StaffingDirectory,
    private readonly shifts: DutyShiftsReader,
    private readonly pasts: PastPolicy,
  ) {}

  /** @throws UnsupportedFileError; DutyImportRefusedError naming every bad row and column, unless it is a dry run */
  async import(actor: ActorContext, request: ImportRequest): Promise<ImportReport> {
    const sheet = rosterOf(await readWorkbook(request.file));
    return refusingOverlaps(() =>
      this.unitOfWork.run(actor, async (tx) => {
        const examined = await this.examine(tx, await this.read(tx, sheet, request.month), request);
        const { problems } = examined;
        if (problems.length > 0 && !request.dryRun) throw new DutyImportRefusedError(problems);
        if (!request.dryRun) await this.write(tx, examined);
        return reportOf(request, examined);
      }),
    );
  }

  private async read(tx: Transaction, sheet: Sheet | null, month: Month): Promise<ReadRoster> {
    if (!sheet) return refused(problemIn(1, null, 'SHEET_MISSING'));
    if (sheet.rows.length > MOST_ROWS) return refused(problemIn(MOST_ROWS + 1, null, 'TOO_MANY_ROWS'));
    const read = readRoster(sheet.rows, month, await this.shifts.shiftsAt(tx, tx.actor.institutionId, tx.now));
    return read.rows.length + read.problems.length > 0 ? read : refused(problemIn(1, null, 'NO_ROWS'));
  }

  private async examine(tx: Transaction, read: ReadRoster, { month, reasonCode }: ImportRequest): Promise<Examined> {
    const past = await this.pasts.of(tx, reasonCode === undefined ? null : { reasonCode });
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
    const planned = await this.planned(tx, month);
    const matched = this.match(own, checked.drafts, planned);
    const problems = [
      ...read.problems,
      ...resolved.problems,
      ...foreign.map(({ row }) => problemIn(row, 'department', 'NOT_YOURS')),
      ...checked.problems.map((problem) => problemOfRow(own, problem)),
      ...(await this.inTheWayOf(tx, own, matched)),
      ...this.inThePast(past, matched),
    ];
    const unmentioned = await this.unmentioned(tx, planned, matched);
    return { matched, past, ...unmentioned, problems: problems.toSorted((a, b) => a.row - b.row) };
  }

  /** What is on the roster of the month, as far as the actor plans it. */
  private async planned(tx: Transaction, month: Month): Promise<DutyEntryEntity[]> {
    const entries = await this.entries.listBeginningIn(tx, tx.actor.institutionId, monthInterval(month));
    return entries.filter(({ departmentId }) => mayPlan(tx.actor, departmentId));
  }

  private async unmentioned(
    tx: Transaction,
    planned: readonly DutyEntryEntity[],
    matched: readonly Matched[],
  ): Promise<Pick<Examined, 'missing' | 'elsewhere'>> {
    const mentioned = new Set(matched.map(({ entry }) => entry?.id));
    const places = new Set(matched.map(({ draft }) => draft.departmentId));
    const left = planned.filter(({ id }) => !mentioned.has(id));
    const missing = left.filter(({ departmentId }) => places.has(departmentId)).map(({ id }) => id);
    return { missing: await this.entries.named(tx, missing), elsewhere: left.length - missing.length };
  }

  /** Rows that would change what has been, where nobody has said why. */
  private inThePast(past: Past, matched: readonly Matched[]): RowProblem[] {
    const forbidden = matched.filter(({ draft, entry }) => past.forbids(entry && this.entries.termsOf(entry), draft));
    return forbidden.map(({ row }) => problemIn(row, 'day', 'IN_THE_PAST'));
  }

  private async knownTo(tx: Transaction, rows: readonly RosterRow[]) {
    const { institutionId } = tx.actor;
    const departments = await this.directory.departmentsOf(tx, institutionId);
    const staffNos = rows.flatMap(({ staffNo }) => staffNo || []);
    const names = rows.flatMap(({ name }) => name || []);
    return { departments, colleagues: await this.directory.colleaguesNamed(tx, institutionId, { staffNos, names }) };
  }

  private match(
    rows: readonly ResolvedRow[],
    drafts: readonly NumberedDraft[],
    planned: readonly DutyEntryEntity[],
  ): Matched[] {
    const byTimes = new Map(planned.map((entry) => [timesKey(entry, entry.startsAt, entry.endsAt), entry]));
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

  private async write(tx: Transaction, { matched, past }: Examined): Promise<void> {
    for (const { draft, entry, change } of matched) {
      if (change !== 'CHANGED' || !entry) continue;
      const correction = past.correctionOf(this.entries.termsOf(entry), draft);
      await this.entries.change(tx, entry, draft);
      const { staffId } = draft;
      this.writer.announce(tx, 'duty.changed', entry, { version: entry.version + 1, staffId, correction });
    }
    const added = matched.filter(({ change }) => change === 'ADDED').map(({ draft }) => draft);
    await this.writer.enter(tx, tx.newId(), added, past);
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

function reportOf({ month, dryRun }: ImportRequest, examined: Examined): ImportReport {
  const { matched, problems, missing, elsewhere } = examined;
  const count = (change: RowChange): number => matched.filter((one) => one.change === change).length;
  const [added, changed, unchanged] = [count('ADDED'), count('CHANGED'), count('UNCHANGED')];
  const rows = matched.map(({ row, change }) => ({ row, change }));
  return { month, dryRun, added, changed, unchanged, rows, missing, elsewhere, problems };
}
