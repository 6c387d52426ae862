import { Injectable } from '@nestjs/common';
import { Deadlines, ReferenceData, type Transaction } from '#platform';
import { CriticalValueRepository, type NewCriticalValue } from '../data/critical-value.repository.js';
import { isSameValue } from '../domain/critical-value.js';
import { deadlinesIn, dueAtIn, limitKeys } from '../domain/limits.js';
import { CorrectingService } from './correcting.service.js';

export interface Detected {
  readonly id: string;
  /** False for the one that is open for the same thing already. */
  readonly isNew: boolean;
}

/** Writes down what is critical, once for each thing that is: who comes later with another value corrects it. */
@Injectable()
export class Detection {
  constructor(
    private readonly criticalValues: CriticalValueRepository,
    private readonly settings: ReferenceData,
    private readonly deadlines: Deadlines,
    private readonly correcting: CorrectingService,
  ) {}

  async createIn(tx: Transaction, row: Omit<NewCriticalValue, 'dueAt'>): Promise<Detected> {
    const limits = await this.settings.settings(limitKeys, tx.now, tx);
    const open = await this.criticalValues.create(tx, { ...row, dueAt: dueAtIn('DETECTED', tx.now, limits)! });
    const { subjectId, itemCode, thresholdId } = row;
    const measured = row.value === null ? null : { value: row.value, unit: row.unit!, thresholdId };
    if (open) {
      const told = { value: open.value ?? '', unit: open.unit ?? '' };
      if (measured && !isSameValue(measured, told)) await this.correcting.correctIn(tx, open, measured);
      return { id: open.id, isNew: false };
    }
    const { sets } = deadlinesIn('DETECTED', limits);
    const subject = { subjectType: 'CriticalValue', subjectId: row.id, institutionId: row.centreInstitutionId };
    await this.deadlines.change(tx, { ...subject, ends: [], as: 'FINISHED', sets });
    this.announce(tx, row);
    if (subjectId && itemCode && measured) {
      await this.correcting.succeedIn(tx, { subjectId, itemCode }, { id: row.id, ...measured });
    }
    return { id: row.id, isNew: true };
  }

  private announce(tx: Transaction, row: Omit<NewCriticalValue, 'dueAt'>): void {
    const { id, patientId, orderingInstitutionId, centreInstitutionId, drill, domain } = row;
    tx.publish({
      topic: 'critical-value.detected',
      aggregateType: 'critical-value',
      aggregateId: id,
      aggregateVersion: 1,
      ...(patientId && { patientId }),
      action: 'detect',
      toState: 'DETECTED',
      payload: { orderingInstitutionId, centreInstitutionId, drill, domain },
    });
  }
}
