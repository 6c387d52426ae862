import { Injectable } from '@nestjs/common';
import { ALLIANCE_ZONE, instantAt, readTable, type Sheet, type TableRow } from '#kernel';
import { UnitOfWork, problemText, readWorkbook, type ActorContext, type Transaction } from '#platform';
import { labelledAs } from '../domain/barcode.js';
import { ResultsRefusedError, type ResultProblem } from '../domain/errors.js';
import { RESULT_TABLE, type ResultLine } from '../domain/result-table.js';
import type { NewResult } from '../domain/result.js';
import { ResultService } from './result.service.js';
import { ResultWriter, type Reviewed } from './result-writer.js';

/** Rows of one file; each may raise a critical value. */
const MOST_ROWS = 2_000;

/** What an import has done. */
export interface ImportedResults {
  readonly specimens: number;
  readonly written: number;
  /** Values that stood already. */
  readonly unchanged: number;
}

type Row = TableRow<ResultLine>;
type Unworded = Omit<ResultProblem, 'message'>;

/** Takes results in from a file: whole or not at all, and the same file twice changes nothing. */
@Injectable()
export class ResultImport {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly results: ResultService,
    private readonly writer: ResultWriter,
  ) {}

  /** @throws UnsupportedFileError; ResultsRefusedError naming every row that cannot stand */
  async import(actor: ActorContext, file: Buffer): Promise<ImportedResults> {
    const rows = this.rowsOf(
      actor,
      (await readWorkbook(file)).find(({ name }) => name === RESULT_TABLE.name),
    );
    const bySpecimen = [...Map.groupBy(rows, ({ values }) => labelledAs(values.barcode))];
    // Always in the same order, so that two imports never wait for each other.
    bySpecimen.sort(([one], [other]) => (one < other ? -1 : 1));
    return this.unitOfWork.run(actor, async (tx) => {
      const problems: Unworded[] = [];
      const bringing: Reviewed[] = [];
      for (const [barcode, ofSpecimen] of bySpecimen) {
        const found = await this.review(tx, barcode, ofSpecimen);
        if (Array.isArray(found)) problems.push(...found);
        else bringing.push(found);
      }
      if (problems.length > 0) throw refusal(actor, problems);
      const changing = bringing.filter(({ changed }) => changed.length > 0);
      for (const reviewed of changing) await this.results.bring(tx, reviewed, 'FILE');
      const written = changing.reduce((sum, { changed }) => sum + changed.length, 0);
      return { specimens: bySpecimen.length, written, unchanged: rows.length - written };
    });
  }

  /** @throws ResultsRefusedError for what no row can be read from */
  private rowsOf(actor: ActorContext, sheet: Sheet | undefined): readonly Row[] {
    if (!sheet) throw refusal(actor, [{ row: 1, constraint: 'RESULT_SHEET_MISSING' }]);
    const read = readTable(sheet, RESULT_TABLE);
    const halves = read.rows.filter(({ values }) => (values.measuredOn === null) !== (values.measuredAt === null));
    const problems = [
      ...read.problems.map(({ row, column, constraint }) => ({ row, ...(column && { column }), constraint })),
      ...halves.map(({ row }) => ({ row, constraint: 'DAY_AND_TIME' })),
    ];
    if (read.rows.length > MOST_ROWS) problems.push({ row: MOST_ROWS + 1, constraint: 'TOO_MANY_ROWS' });
    if (problems.length > 0) throw refusal(actor, problems);
    return read.rows;
  }

  /** @returns what is wrong with rows of one specimen, where anything is */
  private async review(tx: Transaction, barcode: string, rows: readonly Row[]): Promise<Reviewed | Unworded[]> {
    const report = await this.results.findReport(tx, barcode);
    if (!report) return rows.map(({ row }) => ({ row, constraint: 'SPECIMEN_UNKNOWN' }));
    const reviewed = await this.writer.review(tx, report, rows.map(resultOf));
    const { problems, changed } = reviewed;
    const rowOf = new Map(rows.map(({ row, values }) => [values.itemCode, row]));
    const refused = problems.map((problem) => ({ ...problem, row: rowOf.get(problem.itemCode!)! }));
    if (report.state !== 'DRAFT') {
      refused.push(
        ...changed.map(({ itemCode }) => ({ itemCode, row: rowOf.get(itemCode)!, constraint: 'SIGNED_ALREADY' })),
      );
    }
    return refused.length > 0 ? refused : reviewed;
  }
}

function resultOf({ values: { itemCode, value, unit, measuredOn, measuredAt } }: Row): NewResult {
  const both = measuredOn !== null && measuredAt !== null;
  return { itemCode, value, unit, measuredAt: both ? instantAt(measuredOn, measuredAt, ALLIANCE_ZONE) : null };
}

function refusal({ origin: { locale } }: ActorContext, problems: readonly Unworded[]): ResultsRefusedError {
  const inOrder = problems.toSorted((one, other) => (one.row ?? 0) - (other.row ?? 0));
  const worded = inOrder.map((problem) => ({ ...problem, message: problemText(locale, problem.constraint) }));
  return new ResultsRefusedError(worded, MOST_ROWS + 1);
}
