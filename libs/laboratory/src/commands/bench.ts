import { Injectable } from '@nestjs/common';
import type { Transaction } from '#platform';
import { ReadingTasks, Urgency, type ReadingSubject } from '#worklist';
import { ReportRepository, type NextVersion } from '../data/report.repository.js';
import { SpecimenRepository, type SpecimenRow } from '../data/specimen.repository.js';
import { ReportClock } from './report-clock.js';
import { ReportTransitions } from './report-transitions.js';

const URGENCIES: Readonly<Record<string, Urgency>> = {
  GREEN_CHANNEL: Urgency.GREEN,
  EMERGENCY: Urgency.EMERGENCY,
  INPATIENT: Urgency.INPATIENT,
  OUTPATIENT: Urgency.ROUTINE,
};

/** What the queue knows a specimen by. */
export const subjectOf = (specimenId: string): ReadingSubject => ({ domain: 'laboratory', id: specimenId });

/** Puts specimens where they wait to be examined, each with an open version of its report. */
@Injectable()
export class Bench {
  constructor(
    private readonly readings: ReadingTasks,
    private readonly reports: ReportRepository,
    private readonly transitions: ReportTransitions,
    private readonly clock: ReportClock,
    private readonly specimens: SpecimenRepository,
  ) {}

  /** Lets a specimen wait under a clock that runs from now, with a version that goes on from another one. @returns its id */
  async queue(
    tx: Transaction,
    specimen: SpecimenRow,
    next: Omit<NextVersion, 'dueAt'> = { previousId: null, groupCode: specimen.groupCode, corrected: false },
  ): Promise<string> {
    const { dueAt } = await this.readings.queueIn(tx, {
      subject: subjectOf(specimen.id),
      institutionId: specimen.toInstitutionId,
      groupCode: next.groupCode,
      urgency: URGENCIES[specimen.visitType]!,
      from: tx.now,
    });
    const id = this.reports.insert(tx, specimen, { ...next, dueAt });
    await this.clock.begin(tx, { id, institutionId: specimen.toInstitutionId, dueAt });
    return id;
  }

  /** Lets a specimen of the laboratory wait once more. */
  async queueAgain(tx: Transaction, specimenId: string, next: Omit<NextVersion, 'dueAt'>): Promise<void> {
    const specimen = (await this.specimens.lock(tx, tx.actor.institutionId, specimenId))!;
    await this.queue(tx, specimen, next);
  }

  /** What was waited for has been published. */
  finish(tx: Transaction, reportId: string): void {
    this.clock.finish(tx, reportId);
  }

  /** Nobody examines it any more. */
  async clear(tx: Transaction, specimen: SpecimenRow): Promise<void> {
    await this.readings.withdrawIn(tx, subjectOf(specimen.id));
    const open = await this.reports.lockOpen(tx, specimen.id);
    if (!open) return;
    this.clock.cancel(tx, open.id);
    const change = { id: open.id, expectedVersion: open.version };
    await this.transitions.take(tx, change, {
      action: 'withdraw',
      operation: 'rejectSpecimen',
      topic: 'laboratory.report-withdrawn',
    });
  }
}
