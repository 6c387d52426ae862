import { Injectable } from '@nestjs/common';
import { InvalidInputError, hasText } from '#kernel';
import { PatientAccess, UnidentifiedPatients, type PatientSex } from '#patient';
import type { Transaction } from '#platform';
import { ReferralRepository } from '../data/referral.repository.js';

/** Whom an emergency names. */
export interface EmergencyPatient {
  /** Somebody whom the actor may see; otherwise the name stands for somebody without a document. */
  readonly patientId?: string | null;
  readonly patientName?: string | null;
  readonly patientSex?: PatientSex | null;
  readonly phone: string;
}

/** Who an emergency is about, known or not, and in what condition. */
@Injectable()
export class EmergencyPatients {
  constructor(
    private readonly access: PatientAccess,
    private readonly unidentified: UnidentifiedPatients,
    private readonly referrals: ReferralRepository,
  ) {}

  /** @throws InvalidInputError where there is neither a patient nor a name */
  async find(tx: Transaction, { patientId, patientName, patientSex, phone }: EmergencyPatient): Promise<string> {
    if (patientId) {
      await this.access.requireVisible(tx, patientId);
      return patientId;
    }
    if (!hasText(patientName)) throw new InvalidInputError([{ path: 'patientName', constraint: 'isNotEmpty' }]);
    return this.unidentified.register(tx, { name: patientName, phone, sex: patientSex }, 'phone');
  }

  async describe(tx: Transaction, packageId: string, condition: string | null | undefined): Promise<void> {
    await this.referrals.saveForm(tx, packageId, { chiefComplaint: condition ?? null });
  }
}
