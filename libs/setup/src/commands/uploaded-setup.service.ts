import { Inject, Injectable } from '@nestjs/common';
import type { Clock } from '#kernel';
import { CLOCK, ReferenceData, StoredFiles, type ActorContext } from '#platform';
import { WORKBOOK_PURPOSE } from '../domain/purpose.js';
import type { SetupReport } from '../domain/report.js';
import { SetupImportService } from './setup-import.service.js';

/** First passwords take a while, and somebody waits for the answer. */
const MOST_ACCOUNTS = 'setup.accounts_limit_accounts';

/** Workbooks that administrators have uploaded. */
@Injectable()
export class UploadedSetupService {
  constructor(
    private readonly files: StoredFiles,
    private readonly imports: SetupImportService,
    private readonly reference: ReferenceData,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** @throws NotFoundError for a file of somebody else, and as {@link SetupImportService.import} */
  async import(actor: ActorContext, fileId: string, dryRun: boolean): Promise<SetupReport> {
    const file = await this.files.readOwn(actor, WORKBOOK_PURPOSE, fileId);
    const limits = await this.reference.settings([MOST_ACCOUNTS], this.clock.now());
    return this.imports.import(actor, { file, dryRun, mostAccounts: limits[MOST_ACCOUNTS] });
  }
}
