import { Inject, Injectable } from '@nestjs/common';
import { ALLIANCE_ZONE, addDays, localDate, minutes, type Clock } from '#kernel';
import { StaffingDirectory } from '#organization';
import { BackgroundWork, CLOCK, Database, systemActor } from '#platform';
import { DicomWeb } from '../data/dicom-web.js';
import { UnmatchedStudyRepository } from '../data/unmatched-study.repository.js';
import type { PacsStudy } from '../domain/dicom-study.js';
import { PacsUnavailableError } from '../domain/errors.js';
import { UnmatchedStudiesService } from './unmatched-studies.service.js';

/** Looks in the PACS for studies of yesterday and today that show no exam; the lead hospital answers for it. */
@Injectable()
export class PacsStraysWork extends BackgroundWork {
  readonly name = 'imaging.pacs-strays';
  readonly intervalMs = minutes(1);

  constructor(
    private readonly pacs: DicomWeb,
    private readonly studies: UnmatchedStudyRepository,
    private readonly unmatched: UnmatchedStudiesService,
    private readonly staffing: StaffingDirectory,
    private readonly database: Database,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {
    super();
  }

  async round(signal: AbortSignal): Promise<boolean> {
    const leadHospital = this.pacs.isConfigured && (await this.staffing.leadHospital(this.database));
    if (!leadHospital || signal.aborted) return false;
    const found = await this.studies.ofNobody(this.database, await this.recent());
    for (const study of found) {
      await this.unmatched.find(systemActor(leadHospital, this.name), study);
    }
    return false;
  }

  private async recent(): Promise<PacsStudy[]> {
    const today = localDate(this.clock.now(), ALLIANCE_ZONE);
    try {
      return await this.pacs.findOfDays(addDays(today, -1), today);
    } catch (error) {
      if (error instanceof PacsUnavailableError) return [];
      throw error;
    }
  }
}
