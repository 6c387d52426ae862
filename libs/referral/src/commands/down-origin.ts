import { Injectable } from '@nestjs/common';
import { InvalidInputError, NotFoundError } from '#kernel';
import { PatientAccess } from '#patient';
import type { Transaction } from '#platform';
import { AnsweredReferralReader, type AnsweredReferral } from '../data/answered-referral.reader.js';
import type { DownPackage } from '../domain/down-package.js';
import type { AnswerCommand, NewDownReferral } from './down-content.js';
import { DownReceiver } from './down-receiver.js';

/** Where a down-referral comes from: a patient, or an up-referral that it answers. */
@Injectable()
export class DownOrigin {
  constructor(
    private readonly patients: PatientAccess,
    private readonly reader: AnsweredReferralReader,
    private readonly receiver: DownReceiver,
  ) {}

  requirePatient(tx: Transaction, patientId: string): Promise<void> {
    return this.patients.requireVisible(tx, patientId);
  }

  /** @throws InvalidInputError where the patient has not been here yet */
  async answered(tx: Transaction, id: string): Promise<AnsweredReferral> {
    const answered = await this.reader.find(tx, id);
    if (!answered) throw new NotFoundError('Referral', id);
    if (answered.state !== 'ARRIVED' && answered.state !== 'COMPLETED') {
      throw new InvalidInputError([{ path: 'referralId', constraint: 'PATIENT_ARRIVED' }], 'PATIENT_ARRIVED');
    }
    return answered;
  }

  /** The doctor who sent the patient is named where they still receive patients. */
  async contentFrom(
    tx: Transaction,
    answered: AnsweredReferral,
    { purposeCode, purposeComment = null }: AnswerCommand,
  ): Promise<NewDownReferral> {
    const { patientId, fromInstitutionId, backToDepartmentId, authorStaffId, priority, handling } = answered;
    if (!backToDepartmentId) {
      throw new InvalidInputError([{ path: 'referralId', constraint: 'TOWNSHIP' }], 'TOWNSHIP');
    }
    const author = { toDepartmentId: backToDepartmentId, receiverStaffId: authorStaffId };
    return {
      patientId,
      toDepartmentId: backToDepartmentId,
      receiverStaffId: (await this.receiver.receives(tx, fromInstitutionId, author)) ? authorStaffId : null,
      source: handling === 'INPATIENT' ? 'INPATIENT' : 'OUTPATIENT',
      priority,
      purposeCode,
      purposeComment,
      package: packageFrom(answered),
    };
  }
}

function packageFrom({ diagnoses, treatment, feedback }: AnsweredReferral): DownPackage {
  return {
    dischargeDiagnoses: diagnoses,
    summary: treatment,
    medicines: [],
    recheckAdvice: feedback,
    rehabilitationGoals: null,
    nursingPoints: null,
    warningSymptoms: null,
    monitoringIndicators: null,
    highRisk: false,
    firstFollowUpOn: null,
  };
}
