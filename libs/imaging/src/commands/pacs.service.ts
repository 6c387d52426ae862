import { Injectable } from '@nestjs/common';
import { NotFoundError } from '#kernel';
import { Database, type ActorContext, type ChangeCommand, type Claim } from '#platform';
import { DicomWeb } from '../data/dicom-web.js';
import { ExamRepository } from '../data/exam.repository.js';
import { PacsUnavailableError, StudyNotFoundError } from '../domain/errors.js';
import { PacsState } from '../domain/pacs-state.js';
import { ExamSteps } from './exam-steps.js';
import { ExamTransitions } from './exam-transitions.js';

/** No study has this accession number; whether the PACS answers is all that is asked. */
const NOBODYS = '0';

/** What people ask of the PACS. */
@Injectable()
export class PacsService {
  constructor(
    private readonly pacs: DicomWeb,
    private readonly database: Database,
    private readonly exams: ExamRepository,
    private readonly transitions: ExamTransitions,
    private readonly steps: ExamSteps,
  ) {}

  async state(): Promise<PacsState> {
    if (!this.pacs.isConfigured) return PacsState.NOT_CONFIGURED;
    try {
      await this.pacs.findByAccession(NOBODYS);
      return PacsState.REACHABLE;
    } catch (error) {
      if (error instanceof PacsUnavailableError) return PacsState.UNREACHABLE;
      throw error;
    }
  }

  /**
   * Links the one study that has the accession number of the exam. The PACS is asked before anything is locked.
   * @throws NotFoundError, PacsNotConfiguredError, PacsUnavailableError; StudyNotFoundError for none, or several
   */
  async fetch(actor: ActorContext, command: ChangeCommand): Promise<Claim> {
    const accessionNo = await this.exams.accessionOf(this.database, command.id, actor.institutionId);
    if (accessionNo === null) throw new NotFoundError('Exam', command.id);
    const studies = await this.pacs.findByAccession(accessionNo);
    const [study] = studies;
    if (!study || studies.length > 1) throw new StudyNotFoundError(studies.length);
    return this.transitions.run(actor, command, this.steps.link('linkStudy', 'fetchExamStudy', study));
  }
}
