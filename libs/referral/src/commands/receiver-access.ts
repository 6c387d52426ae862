import { Injectable } from '@nestjs/common';
import { PatientAccess } from '#patient';
import type { Transaction } from '#platform';
import { ArrangementRepository } from '../data/arrangement.repository.js';
import type { Loaded, ReferralRow } from '../data/referral-facts.reader.js';
import type { ReferralChanges } from '../data/referral.repository.js';
import { accessExpiresAt, type ReferralLimits } from '../domain/limits.js';

/** The part of a referral that access hangs on. */
export type Destination = Pick<ReferralRow, 'id' | 'patientId' | 'toInstitutionId'>;

/** The receiver gains access to the patient with a referral, and loses it a while after its end. */
@Injectable()
export class ReceiverAccess {
  constructor(
    private readonly patients: PatientAccess,
    private readonly arrangements: ArrangementRepository,
  ) {}

  /** The referral is with its receiver, for the first time or again. */
  begin(tx: Transaction, row: ReferralRow): ReferralChanges {
    this.grant(tx, row);
    return row.receivedAt ? {} : { receivedAt: tx.now };
  }

  grant(tx: Transaction, { id, patientId, toInstitutionId }: Destination): void {
    this.patients.grantAccess(tx, {
      patientId,
      institutionId: toInstitutionId,
      basis: 'REFERRAL',
      sourceType: 'referral',
      sourceId: id,
      expiresAt: null,
    });
  }

  /** An end: access runs out after a while, and a visit that did not take place holds nothing any more. */
  end(tx: Transaction, { row, limits }: Loaded): ReferralChanges {
    this.expire(tx, row.id, limits);
    if (row.state === 'ARRANGED' || row.state === 'NO_SHOW') this.arrangements.end(tx, row.id);
    return { endedAt: tx.now, endedFrom: row.state };
  }

  expire(tx: Transaction, referralId: string, limits: ReferralLimits): void {
    this.patients.expireGrants(tx, { sourceType: 'referral', sourceId: referralId }, accessExpiresAt(tx.now, limits));
  }
}
