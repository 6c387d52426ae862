import { Injectable } from '@nestjs/common';
import { PatientAccess } from '#patient';
import type { Transaction } from '#platform';
import type { LoadedDown } from '../data/down-facts.reader.js';
import type { ReferralChanges } from '../data/referral.repository.js';
import { FollowUpRepository } from '../data/follow-up.repository.js';
import { accessExpiresAt } from '../domain/limits.js';

/** The part of a referral that access hangs on. */
interface Sent {
  readonly id: string;
  readonly patientId: string;
  readonly toInstitutionId: string;
}

/** What the receiver of a down-referral may see of the patient, and until when. */
@Injectable()
export class DownAccess {
  constructor(
    private readonly patients: PatientAccess,
    private readonly followUps: FollowUpRepository,
  ) {}

  /** It is with its receiver now, who gains access to the patient. */
  grant(tx: Transaction, { id, patientId, toInstitutionId }: Sent): ReferralChanges {
    this.patients.grantAccess(tx, {
      patientId,
      institutionId: toInstitutionId,
      basis: 'REFERRAL',
      sourceType: 'referral',
      sourceId: id,
      expiresAt: null,
    });
    return { receivedAt: tx.now };
  }

  /** An end: the receiver's access to the patient runs out after a while, and nobody need look after them any more. */
  end(tx: Transaction, { row, limits }: LoadedDown): ReferralChanges {
    this.patients.expireGrants(tx, { sourceType: 'referral', sourceId: row.id }, accessExpiresAt(tx.now, limits));
    this.followUps.withdraw(tx, row.id);
    return { endedAt: tx.now, endedFrom: row.state };
  }
}
