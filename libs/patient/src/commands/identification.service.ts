import { Injectable } from '@nestjs/common';
import { InvalidInputError, NotFoundError, StaleVersionError, after, days } from '#kernel';
import {
  ReferenceData,
  UnitOfWork,
  claimRequest,
  violatedConstraint,
  type ActorContext,
  type ChangeCommand,
  type Transaction,
} from '#platform';
import { IdentificationEntity } from '../data/identification.entity.js';
import { PatientEntity } from '../data/patient.entity.js';
import { ProbeLimits } from '../data/probe-limits.js';
import { NO_DOCUMENT, PatientRepository, type KnownPatient } from '../data/patient.repository.js';
import { MergeKind } from '../domain/duplicate.js';
import { PatientMergeRefusedError } from '../domain/errors.js';
import { ProbeKind } from '../domain/probe.js';
import { checkIdentity, searchableName, type CheckedIdentity, type ClaimedIdentity } from '../domain/identity.js';
import { IsNull } from 'typeorm';
import { PatientAccess } from './patient-access.js';
import { PatientMerges } from './patient-merges.js';

export interface IdentifyCommand extends ChangeCommand, ClaimedIdentity {
  readonly name: string;
}

const UNDO_DAYS = 'patient.merge_undo_days';
const SAME_IDENTITY = new Set(['uq_patients_id_number', 'uq_patients_id_number_2']);

/** Says later who a patient is who came without a document. */
@Injectable()
export class IdentificationService {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly patients: PatientRepository,
    private readonly access: PatientAccess,
    private readonly merges: PatientMerges,
    private readonly reference: ReferenceData,
    private readonly probes: ProbeLimits,
  ) {}

  /**
   * Completes the record of somebody without a document; where the person is in the index already, everything about that
   * record goes to theirs.
   *
   * @returns the id of the record that stands for the person from now on
   * @throws PatientMergeRefusedError for somebody who has a document; InvalidInputError naming the fields that are wrong
   */
  async identify(actor: ActorContext, command: IdentifyCommand): Promise<string> {
    const id = await this.attempt(actor, command).catch((error: unknown) => {
      // Somebody else has registered the same person at this very moment: now they are found.
      if (!SAME_IDENTITY.has(violatedConstraint(error) ?? '')) throw error;
      return this.attempt(actor, command);
    });
    if (id === null) throw new InvalidInputError([{ path: 'name', constraint: 'NAME_DIFFERS' }], 'NAME_DIFFERS');
    return id;
  }

  /**
   * Takes a merge back that was wrong.
   *
   * @returns the id of the record that stands for itself again
   * @throws NotFoundError, PatientMergeRefusedError, StaleVersionError
   */
  undo(actor: ActorContext, command: ChangeCommand): Promise<string> {
    return this.unitOfWork.run(actor, async (tx) => {
      const merge = await this.merges.find(tx, command.id);
      if (!merge || !(await this.isConcerned(tx, [merge.intoPatientId, merge.fromPatientId]))) {
        throw new NotFoundError('PatientMerge', command.id);
      }
      if (merge.kind !== MergeKind.IDENTIFIED) throw new PatientMergeRefusedError('DESK_ONLY');
      const claim = await claimRequest(tx, 'undoPatientMerge', command, merge.fromPatientId);
      if (claim.fresh) await this.merges.undoIn(tx, merge, command.expectedVersion);
      return claim.aggregateId;
    });
  }

  /**
   * Takes back that somebody without a document was said to be somebody: the number was another one's, or misread.
   * @throws NotFoundError, PatientMergeRefusedError, StaleVersionError
   */
  undoIdentification(actor: ActorContext, command: ChangeCommand): Promise<string> {
    const { id, expectedVersion } = command;
    return this.unitOfWork.run(actor, async (tx) => {
      await this.access.requireVisible(tx, id);
      const claim = await claimRequest(tx, 'undoPatientIdentification', command, id);
      if (!claim.fresh) return claim.aggregateId;
      const [locked] = await this.merges.lock(tx, [id]);
      const former = await tx.manager.findOneBy(IdentificationEntity, { patientId: id, undoneAt: IsNull() });
      if (!former) throw new PatientMergeRefusedError('NOT_IDENTIFIED');
      const { [UNDO_DAYS]: undoDays } = await this.reference.settings([UNDO_DAYS], tx.now, tx);
      if (after(former.identifiedAt, days(undoDays)) < tx.now) throw new PatientMergeRefusedError('TOO_LATE');
      if (locked!.version !== expectedVersion) throw new StaleVersionError(expectedVersion, locked!.version);
      await this.restore(tx, former, expectedVersion + 1);
      return id;
    });
  }

  private async restore(tx: Transaction, former: IdentificationEntity, version: number): Promise<void> {
    const { id, patientId, name, sex, birthDate } = former;
    const changes = { ...this.patients.nameColumns(name), ...NO_DOCUMENT, sex, birthDate, version };
    await tx.manager.update(PatientEntity, { id: patientId }, changes);
    const undone = { undoneAt: tx.now, undoneByStaffId: tx.actor.staffId };
    await tx.manager.update(IdentificationEntity, { id }, undone);
    const event = {
      topic: 'patient.identification-undone',
      aggregateType: 'patient',
      aggregateId: patientId,
      patientId,
    };
    tx.publish({ ...event, aggregateVersion: version });
  }

  private async isConcerned(tx: Transaction, patientIds: readonly string[]): Promise<boolean> {
    for (const id of patientIds) if (await this.access.isVisible(tx, id)) return true;
    return false;
  }

  /** Null where the number is on record under another name: that attempt counts, so it is committed. */
  private attempt(actor: ActorContext, command: IdentifyCommand): Promise<string | null> {
    return this.unitOfWork.run(actor, async (tx) => {
      const { id } = command;
      const identity = checkIdentity(command, tx.now);
      await this.probes.admit(tx, ProbeKind.NAME_DIFFERS);
      const known = await this.patients.findByIdentity(tx, command.idType, identity.idNumber);
      await this.merges.lock(tx, [id, ...(known ? [known.id] : [])]);
      // As in registering, a number alone leads to nobody: the name must be the one in the index.
      if (known && known.nameSearch !== searchableName(command.name)) {
        await this.unidentified(tx, command);
        this.probes.note(tx, ProbeKind.NAME_DIFFERS);
        return null;
      }
      const claim = await claimRequest(tx, 'identifyPatient', command, known?.id ?? id);
      if (!claim.fresh) return claim.aggregateId;
      const current = await this.unidentified(tx, command);
      if (known) await this.merge(tx, current, known);
      else await this.complete(tx, current, { command, identity });
      return claim.aggregateId;
    });
  }

  /** The record without a document, which is locked. */
  private async unidentified(tx: Transaction, { id, expectedVersion }: IdentifyCommand): Promise<PatientEntity> {
    await this.access.requireVisible(tx, id);
    const current = await tx.manager.findOneBy(PatientEntity, { id });
    if (!current) throw new NotFoundError('Patient', id);
    if (current.idType !== null) throw new PatientMergeRefusedError('ALREADY_IDENTIFIED');
    if (current.version !== expectedVersion) throw new StaleVersionError(expectedVersion, current.version);
    return current;
  }

  private async complete(
    tx: Transaction,
    { id, version, name, sex: formerSex, birthDate: formerBirthDate }: PatientEntity,
    { command, identity }: { readonly command: IdentifyCommand; readonly identity: CheckedIdentity },
  ): Promise<void> {
    const { idNumber, birthDate, sex } = identity;
    const columns = this.patients.identityColumns(command.idType, idNumber);
    await tx.manager.insert(IdentificationEntity, {
      id: tx.newId(),
      patientId: id,
      name,
      sex: formerSex,
      birthDate: formerBirthDate,
      idNumberMasked: columns.idNumberMasked,
      identifiedAt: tx.now,
      identifiedByStaffId: tx.actor.staffId,
    });
    await tx.manager.update(
      PatientEntity,
      { id },
      {
        ...columns,
        ...this.patients.nameColumns(command.name),
        birthDate,
        sex,
        version: version + 1,
      },
    );
    const event = { topic: 'patient.identified', aggregateType: 'patient', aggregateId: id, patientId: id };
    tx.publish({ ...event, aggregateVersion: version + 1 });
  }

  private async merge(tx: Transaction, { id }: PatientEntity, known: KnownPatient): Promise<void> {
    await this.merges.mergeIn(tx, { from: id, to: known.id, kind: MergeKind.IDENTIFIED });
  }
}
