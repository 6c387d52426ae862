import { Inject, Injectable } from '@nestjs/common';
import { DomainError, seconds, type Clock } from '#kernel';
import { BackgroundWork, CLOCK, UnitOfWork, systemActor } from '#platform';
import { DicomWeb } from '../data/dicom-web.js';
import { PacsLooks, type LookedFor } from '../data/pacs-looks.js';
import { PacsUnavailableError } from '../domain/errors.js';
import { PacsImport } from './pacs-import.js';

/** Asks the PACS for the images of exams that have none yet. */
@Injectable()
export class PacsExamsWork extends BackgroundWork {
  readonly name = 'imaging.pacs-exams';
  readonly intervalMs = seconds(10);

  constructor(
    private readonly pacs: DicomWeb,
    private readonly looks: PacsLooks,
    private readonly imports: PacsImport,
    private readonly unitOfWork: UnitOfWork,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {
    super();
  }

  async round(signal: AbortSignal): Promise<boolean> {
    if (!this.pacs.isConfigured) return false;
    const { exams, settledBefore } = await this.looks.due(this.clock.now());
    for (const exam of exams) {
      if (signal.aborted) return false;
      if (!(await this.ask(exam, settledBefore))) return false;
    }
    return false;
  }

  /** @returns whether the PACS answers; another round finds it well again */
  private async ask(exam: LookedFor, settledBefore: Date): Promise<boolean> {
    try {
      const studies = await this.pacs.findByAccession(exam.accessionNo);
      // Of several, people say which one it is.
      const study = studies.length === 1 ? studies[0]! : null;
      const actor = systemActor(exam.performingInstitutionId, this.name);
      await this.unitOfWork.run(actor, (tx) => this.imports.importIn(tx, exam.id, study, settledBefore));
      return true;
    } catch (error) {
      if (error instanceof PacsUnavailableError) return false;
      // The study shows another exam, or the order was taken back: people have to look.
      if (error instanceof DomainError) return true;
      throw error;
    }
  }
}
