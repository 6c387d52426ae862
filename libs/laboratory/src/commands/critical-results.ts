import { Injectable } from '@nestjs/common';
import { CorrectingService } from '#criticalvalue';
import type { Transaction } from '#platform';
import type { ReportRow } from '../data/report.repository.js';
import { ResultRepository } from '../data/result.repository.js';

/** What a report that counts from now on means for what was critical about its specimen. */
@Injectable()
export class CriticalResults {
  constructor(
    private readonly results: ResultRepository,
    private readonly criticalValues: CorrectingService,
  ) {}

  /** @param report as it was submitted: its first signature is there, and whoever acts gives the second */
  settle(tx: Transaction, { id, specimenId, technicalStaffId }: ReportRow): Promise<void> {
    return this.criticalValues.settleIn(tx, {
      subjectId: specimenId,
      firstStaffId: technicalStaffId!,
      values: () => this.results.signed(tx, id),
    });
  }
}
