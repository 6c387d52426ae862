import { Inject, Injectable } from '@nestjs/common';
import { readTable, type Clock, type SheetProblem } from '#kernel';
import {
  CLOCK,
  InstallationScope,
  UnitOfWork,
  problemText,
  readWorkbook,
  statement,
  type ActorContext,
} from '#platform';
import { NationalImportRefusedError } from '../domain/errors.js';
import { NATIONAL_SHEET, nationalTable, yearOf } from '../domain/national.js';

/** The current value, unless it is the same; locks it where it is. */
const SUPERSEDE = statement(
  'indicator.supersede-national',
  `UPDATE national_values SET superseded_at = $5
   WHERE year = $1 AND number = $2 AND superseded_at IS NULL AND (value, source) IS DISTINCT FROM ($3::float8, $4::text)`,
);
const INSERT = statement(
  'indicator.insert-national',
  `INSERT INTO national_values (id, year, number, value, source, uploaded_by_staff_id, uploaded_at)
   VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT (year, number) WHERE superseded_at IS NULL DO NOTHING RETURNING id`,
);
/** One import at a time. */
const TURN = statement('indicator.national-turn', 'LOCK TABLE national_values IN SHARE ROW EXCLUSIVE MODE');

/** What an import has done. */
export interface NationalImport {
  readonly written: number;
  readonly unchanged: number;
}

/** Takes in what other offices have counted for the national list: with its source, and who has brought it. */
@Injectable()
export class NationalImportService {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly scope: InstallationScope,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** What the workbook holds that is handed in now. */
  table() {
    return nationalTable(yearOf(this.clock.now()));
  }

  /**
   * Whole or not at all. The same again changes nothing; another value supersedes the one before, which stays on record.
   *
   * @throws UnsupportedFileError; NationalImportRefusedError naming every row and column; ForbiddenError elsewhere than at
   * the head of the alliance
   */
  async import(actor: ActorContext, file: Buffer): Promise<NationalImport> {
    const [sheet] = (await readWorkbook(file)).filter(({ name }) => name === NATIONAL_SHEET);
    const read = sheet ? readTable(sheet, this.table()) : { rows: [], problems: [missing()] };
    const { locale } = actor.origin;
    return this.unitOfWork.run(actor, async (tx) => {
      await this.scope.requireWhole(tx, actor);
      if (read.problems.length > 0) {
        throw new NationalImportRefusedError(read.problems, (constraint) => problemText(locale, constraint));
      }
      await tx.query(TURN, []);
      let written = 0;
      for (const { values } of read.rows) {
        const { year, number, value, source } = values;
        await tx.query(SUPERSEDE, [year, number, value, source, tx.now]);
        const inserted = await tx.query(INSERT, [tx.newId(), year, number, value, source, actor.staffId, tx.now]);
        written += inserted.length;
      }
      if (written > 0) {
        tx.publish({
          topic: 'indicator.national-imported',
          aggregateType: 'national-values',
          aggregateId: tx.newId(),
          aggregateVersion: 1,
          action: 'import',
          payload: { written },
        });
      }
      return { written, unchanged: read.rows.length - written };
    });
  }
}

const missing = (): SheetProblem => ({
  sheet: NATIONAL_SHEET,
  row: 1,
  column: null,
  constraint: 'NATIONAL_SHEET_MISSING',
});
