import { actingFor, type Transaction } from '#platform';
import type { ReferralEntity } from '../data/referral.entity.js';
import type { ReferralChanges } from '../data/referral.repository.js';

type Given = 'patientId' | 'packageId' | 'direction' | 'toInstitutionId' | 'toDepartmentId' | 'source' | 'priority';

/** Nobody has urged, searched or escalated. */
const UNMARKED = { urgedAt: null, slotSearchedAt: null, escalatedToSender: false, escalatedToReceiver: false } as const;

/** A draft of the actor; what is given counts before what a draft begins with. */
export function newReferral(
  tx: Transaction,
  given: Pick<ReferralEntity, Given | 'purposeCode'> & Partial<ReferralEntity>,
): ReferralEntity {
  return {
    id: tx.newId(),
    referralNo: null,
    kind: 'ROUTINE',
    retrospective: false,
    recordedLate: false,
    state: 'DRAFT',
    version: 1,
    fromInstitutionId: tx.actor.institutionId,
    fromDepartmentId: null,
    authorStaffId: actingFor(tx.actor),
    ownerStaffId: null,
    parentId: null,
    answersId: null,
    purposeComment: null,
    wantedDoctorStaffId: null,
    expectedHandling: null,
    handling: null,
    firstSubmittedAt: null,
    reviewingInstitutionId: null,
    centreReviews: false,
    receivedAt: null,
    arrivedAt: null,
    consentDueAt: null,
    endedAt: null,
    endedFrom: null,
    editedAt: null,
    archivedAt: null,
    visitTime: null,
    ...UNMARKED,
    stateChangedAt: tx.now,
    createdAt: tx.now,
    ...given,
  };
}

export function publishDrafted(tx: Transaction, { id, patientId }: ReferralEntity): void {
  tx.publish({
    topic: 'referral.drafted',
    aggregateType: 'referral',
    aggregateId: id,
    aggregateVersion: 1,
    patientId,
    action: 'draft',
    toState: 'DRAFT',
  });
}

/** Somebody goes on with it: a draft is not archived yet, or comes out of the archive. */
export function touched(tx: Transaction): ReferralChanges {
  return { editedAt: tx.now, archivedAt: null };
}
