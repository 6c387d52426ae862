import { Inject, Injectable } from '@nestjs/common';
import type { Clock, SheetProblem } from '#kernel';
import { CLOCK, UnitOfWork, problemText, violatedConstraint, type ActorContext, type Transaction } from '#platform';
import { SetupConflictError, SetupRefusedError } from '../domain/errors.js';
import type { FirstAccount, SetupReport } from '../domain/report.js';
import { FirstAccounts, type WantedAccount } from './first-accounts.js';
import { ReferenceReader } from './references.js';
import { SetupGround } from './setup-ground.js';
import { writeSheet, type Progress, type Written } from './sheet-writer.js';
import { WorkbookReader, type ReadSetup } from './workbook-reader.js';

export interface SetupRequest {
  readonly file: Buffer;
  /** Only tell what would change and what is wrong. */
  readonly dryRun: boolean;
  readonly progress?: Progress;
  /** How many accounts may be opened at once; as many as there are rows where nobody waits for an answer. */
  readonly mostAccounts?: number;
  /** Takes the first passwords into safe keeping before anything is written; what it throws keeps everything from being written. */
  readonly handOut?: (accounts: readonly FirstAccount[]) => void;
}

/** Carries a report out of a transaction that is to leave nothing behind. */
class Rehearsed extends Error {
  constructor(readonly written: readonly Written[]) {
    super();
  }
}

/** Sets a county up by a workbook, whole or not at all. The same workbook twice changes nothing; what it leaves out stays. */
@Injectable()
export class SetupImportService {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly reader: WorkbookReader,
    private readonly references: ReferenceReader,
    private readonly firstAccounts: FirstAccounts,
    private readonly ground: SetupGround,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /**
   * @throws UnsupportedFileError; AllianceMissingError; SetupRefusedError with every problem, unless it is a dry run;
   * SetupConflictError
   */
  async import(actor: ActorContext, request: SetupRequest): Promise<SetupReport> {
    const { file, dryRun, progress = () => undefined } = request;
    const read = await this.reader.read(actor, file);
    const wanted = await this.firstAccounts.wanted(actor, read.sheets, this.clock.now());
    const problems = [...read.problems, ...tooMany(wanted, request)];
    const isRehearsal = dryRun || problems.length > 0;
    const { accounts, hashes } = await this.firstAccounts.withPasswords(isRehearsal ? [] : wanted, progress);
    const given = (opened: ReadonlySet<string>) => accounts.filter(({ loginName }) => opened.has(loginName));
    const { written, opened } = await this.write(actor, {
      ...read,
      isRehearsal,
      hashes,
      progress,
      keep: (names) => request.handOut?.(given(names)),
    });
    const all = [...problems, ...written.flatMap((sheet) => sheet.problems)];
    if (all.length > 0 && !dryRun) {
      throw new SetupRefusedError(all, (constraint) => problemText(actor.origin.locale, constraint));
    }
    const passedOver = read.passedOver.map((sheet) => ({ ...NOTHING, sheet }));
    const sheets = [...written.map(({ report }) => report), ...passedOver];
    return { dryRun, sheets, problems: all, accounts: given(opened) };
  }

  private async write(actor: ActorContext, work: Writing): Promise<Wrote> {
    try {
      return await this.unitOfWork.run(actor, async (tx) => {
        const { written, opened } = await this.writeAll(tx, work);
        const isWhole = written.every(({ problems }) => problems.length === 0);
        if (work.isRehearsal || !isWhole) throw new Rehearsed(written);
        announce(tx, written);
        work.keep(opened);
        return { written, opened };
      });
    } catch (error) {
      if (error instanceof Rehearsed) return { written: error.written, opened: new Set() };
      throw violatedConstraint(error) === null ? error : new SetupConflictError({ cause: error });
    }
  }

  private async writeAll(tx: Transaction, { sheets, refused, hashes, progress }: Writing): Promise<Wrote> {
    await this.ground.lockAlliance(tx);
    const known = await this.references.read(tx, refused);
    const scopes = await this.ground.scopesOf(tx);
    const written: Written[] = [];
    const opened = new Set<string>();
    for (const sheet of sheets) {
      const scope = sheet.part.ofOwnAlone ? scopes.own : scopes.directory;
      written.push(await writeSheet({ tx, known, scope, hashes, opened }, sheet, progress));
    }
    return { written, opened };
  }
}

interface Wrote {
  readonly written: readonly Written[];
  /** Login names of accounts that were opened. */
  readonly opened: ReadonlySet<string>;
}

interface Writing extends Pick<ReadSetup, 'sheets' | 'refused'> {
  readonly isRehearsal: boolean;
  readonly hashes: ReadonlyMap<string, string>;
  readonly progress: Progress;
  readonly keep: (opened: ReadonlySet<string>) => void;
}

const NOTHING = {
  absent: [],
  added: 0,
  changed: 0,
  unchanged: 0,
  missing: [],
  elsewhere: 0,
  passedOver: true,
} as const;

function tooMany(wanted: readonly WantedAccount[], { mostAccounts = Infinity }: SetupRequest): SheetProblem[] {
  if (wanted.length <= mostAccounts) return [];
  const other = String(mostAccounts);
  return [{ sheet: '账号与角色', row: 1, column: null, constraint: 'TOO_MANY_ACCOUNTS', other }];
}

/** Who has imported, and how much: what exactly, the events of the entries tell. */
function announce(tx: Transaction, written: readonly Written[]): void {
  const counts = written.map(({ report: { sheet, added, changed } }) => ({ sheet, added, changed }));
  const happened = { aggregateType: 'setup', aggregateId: tx.newId(), aggregateVersion: 1 };
  tx.publish({ topic: 'setup.imported', ...happened, payload: { sheets: counts } });
}
