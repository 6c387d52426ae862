import { Injectable } from '@nestjs/common';
import type { Transaction } from '#platform';
import { ExamRepository } from '../data/exam.repository.js';
import { PacsLooks } from '../data/pacs-looks.js';
import type { PacsStudy } from '../domain/dicom-study.js';
import { ExamSteps } from './exam-steps.js';
import { ExamTransitions, type ExamStep } from './exam-transitions.js';

const OPERATION = 'imaging.pacs';

/** Takes over what the PACS shows of exams: images mean that one has begun, and no more of them that it is done. */
@Injectable()
export class PacsImport {
  constructor(
    private readonly exams: ExamRepository,
    private readonly looks: PacsLooks,
    private readonly transitions: ExamTransitions,
    private readonly steps: ExamSteps,
  ) {}

  /** @param settledBefore images that were as many at a look before this are complete */
  async importIn(tx: Transaction, examId: string, study: PacsStudy | null, settledBefore: Date): Promise<void> {
    const seen = await this.looks.last(tx, examId, settledBefore);
    if (seen === undefined) return;
    this.looks.looked(tx, examId, study?.imageCount ?? null);
    if (!study) return;
    await this.from(tx, examId, 'REGISTERED', this.steps.start(OPERATION));
    if (seen !== study.imageCount) return;
    const done = await this.from(tx, examId, 'PERFORMING', this.steps.acquire(OPERATION, study));
    if (!done) await this.from(tx, examId, 'ACQUIRED', this.steps.link('linkStudy', OPERATION, study));
  }

  /** @returns whether the exam was in that state, and took the step */
  private async from(tx: Transaction, id: string, state: string, step: ExamStep): Promise<boolean> {
    const exam = await this.exams.lock(tx, id, null);
    if (exam?.state !== state) return false;
    await this.transitions.take(tx, { id, expectedVersion: exam.version }, step);
    return true;
  }
}
