import { Injectable } from '@nestjs/common';
import { NotFoundError, StaleVersionError } from '#kernel';
import {
  InstallationScope,
  ReasonCheck,
  UnitOfWork,
  claimRequest,
  statement,
  type ActorContext,
  type ChangeCommand,
  type Claim,
  type GivenReason,
  type ReasonCommand,
  type Transaction,
} from '#platform';
import { DuplicateEntity } from '../data/duplicate.entity.js';
import { DuplicateFinder } from '../data/duplicate-finder.js';
import { DuplicateState, MergeKind } from '../domain/duplicate.js';
import { PatientMergeRefusedError } from '../domain/errors.js';
import { PatientAccess } from './patient-access.js';
import { PatientMerges } from './patient-merges.js';

/** A pair that is listed for an institution because one of the two was registered there. */
const LISTED = statement(
  'patient.pair-listed',
  `SELECT 1 AS found FROM patient_duplicates
   WHERE first_patient_id = least($1::uuid, $2::uuid) AND second_patient_id = greatest($1::uuid, $2::uuid)
     AND (first_institution_id = $3 OR second_institution_id = $3)`,
);
/** Of two that have become one, nothing is open any more; the one that is no more is nobody's duplicate. */
const MERGED = statement(
  'patient.pair-merged',
  `UPDATE patient_duplicates SET state = 'MERGED', decided_at = $3, decided_by_staff_id = $4, version = version + 1
   WHERE first_patient_id = least($1::uuid, $2::uuid) AND second_patient_id = greatest($1::uuid, $2::uuid)`,
);
const FORGET = statement(
  'patient.pairs-forgotten',
  `DELETE FROM patient_duplicates WHERE state = 'OPEN' AND (first_patient_id = $1 OR second_patient_id = $1)`,
);
const SEPARATED = statement(
  'patient.pair-separated',
  `UPDATE patient_duplicates SET state = 'DISMISSED', decided_at = $3, decided_by_staff_id = $4, version = version + 1
   WHERE first_patient_id = least($1::uuid, $2::uuid) AND second_patient_id = greatest($1::uuid, $2::uuid)`,
);

/** Ids of two patients. */
type Two = readonly [string, string];

export interface MergePatientsCommand extends ReasonCommand {
  /** The record that stands for the person from now on, and the version of it that was read. */
  readonly intoId: string;
  readonly intoExpectedVersion: number;
}

/** The patient desk: two records of one person become one, or are said to be two people. */
@Injectable()
export class DuplicateService {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly merges: PatientMerges,
    private readonly access: PatientAccess,
    private readonly reasons: ReasonCheck,
    private readonly scope: InstallationScope,
    private readonly finder: DuplicateFinder,
  ) {}

  /**
   * Everything about `id` is about `intoId` from now on.
   * @throws NotFoundError, PatientMergeRefusedError, StaleVersionError
   */
  merge(actor: ActorContext, command: MergePatientsCommand): Promise<Claim> {
    const { id: from, intoId: to, expectedVersion, intoExpectedVersion, reasonCode, comment } = command;
    if (from === to) throw new PatientMergeRefusedError('SAME_RECORD');
    return this.unitOfWork.run(actor, async (tx) => {
      const locked = await this.merges.lock(tx, [from, to]);
      await this.requireConcern(tx, [from, to]);
      const claim = await claimRequest(tx, 'mergePatients', command, tx.newId());
      if (!claim.fresh) return claim;
      await this.reasons.requireGiven('patient.merge', tx, command);
      const reason = { reasonCode, ...(comment && { comment }) };
      await this.merges.mergeIn(tx, { id: claim.aggregateId, from, to, kind: MergeKind.DUPLICATE, ...reason });
      for (const [id, expected] of [[from, expectedVersion] as const, [to, intoExpectedVersion] as const]) {
        const { version } = locked.find((one) => one.id === id)!;
        if (version !== expected) throw new StaleVersionError(expected, version);
      }
      tx.write(MERGED, [from, to, tx.now, tx.actor.staffId]);
      tx.write(FORGET, [from]);
      return claim;
    });
  }

  /** Takes such a merge back. @throws NotFoundError, PatientMergeRefusedError, StaleVersionError */
  separate(actor: ActorContext, command: ChangeCommand): Promise<Claim> {
    return this.unitOfWork.run(actor, async (tx) => {
      const merge = await this.merges.find(tx, command.id);
      if (merge?.kind !== MergeKind.DUPLICATE) throw new NotFoundError('PatientMerge', command.id);
      const { fromPatientId: from, intoPatientId: to } = merge;
      const own = merge.institutionId === actor.institutionId;
      if (!own) await this.requireConcern(tx, [from, to], new NotFoundError('PatientMerge', command.id));
      const claim = await claimRequest(tx, 'separatePatients', command, command.id);
      if (!claim.fresh) return claim;
      await this.merges.undoIn(tx, merge, command.expectedVersion);
      tx.write(SEPARATED, [from, to, tx.now, tx.actor.staffId]);
      await this.finder.find(tx, [from, to], tx.now);
      return claim;
    });
  }

  /** They are two people, and are not listed again. @throws NotFoundError, PatientMergeRefusedError, StaleVersionError */
  dismiss(actor: ActorContext, command: ReasonCommand): Promise<Claim> {
    const { id, expectedVersion, reasonCode, comment = null } = command;
    return this.unitOfWork.run(actor, async (tx) => {
      const pair = await tx.manager.findOne(DuplicateEntity, { where: { id }, lock: { mode: 'pessimistic_write' } });
      const missing = new NotFoundError('PatientDuplicate', id);
      if (!pair) throw missing;
      await this.requireConcern(tx, [pair.firstPatientId, pair.secondPatientId], missing);
      const claim = await claimRequest(tx, 'dismissPatientDuplicate', command, id);
      if (!claim.fresh) return claim;
      if (pair.state !== DuplicateState.OPEN) throw new PatientMergeRefusedError('ALREADY_DECIDED');
      if (pair.version !== expectedVersion) throw new StaleVersionError(expectedVersion, pair.version);
      await this.reasons.requireGiven('patient.duplicate-dismissal', tx, command);
      await this.decide(tx, pair, { reasonCode, comment });
      return claim;
    });
  }

  private async decide(tx: Transaction, pair: DuplicateEntity, { reasonCode, comment }: GivenReason): Promise<void> {
    const version = pair.version + 1;
    const decided = { decidedAt: tx.now, decidedByStaffId: tx.actor.staffId, reasonCode, comment: comment ?? null };
    await tx.manager.update(DuplicateEntity, { id: pair.id }, { ...decided, state: DuplicateState.DISMISSED, version });
    const about = { aggregateType: 'patient-duplicate', aggregateId: pair.id, aggregateVersion: version };
    for (const patientId of [pair.firstPatientId, pair.secondPatientId]) {
      tx.publish({
        topic: 'patient.duplicate-dismissed',
        ...about,
        patientId,
        reasonCode,
        ...(comment && { comment }),
      });
    }
  }

  /** The lead hospital's desk answers for the index as a whole; others for whom they see, and for pairs of theirs that were found. */
  private async requireConcern(tx: Transaction, [one, other]: Two, missing?: NotFoundError): Promise<void> {
    const scope = await this.scope.institutionFor(tx, tx.actor);
    if (scope === null || (await tx.first(LISTED, [one, other, scope]))) return;
    for (const patientId of [one, other]) {
      const standing = await this.merges.standingFor(tx, patientId);
      if (standing !== null && (await this.access.mayLook(tx, standing))) continue;
      throw missing ?? new NotFoundError('Patient', patientId);
    }
  }
}
