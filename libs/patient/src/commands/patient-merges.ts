import { Injectable } from '@nestjs/common';
import { NotFoundError, StaleVersionError, after, days } from '#kernel';
import { ReferenceData, statement, type DomainEvent, type GivenReason, type Transaction } from '#platform';
import { PatientMergeEntity, type MovedRows } from '../data/patient-merge.entity.js';
import { PatientEntity } from '../data/patient.entity.js';
import { PatientRows, type Move } from '../data/patient-rows.js';
import type { MergeKind } from '../domain/duplicate.js';
import { PatientMergeRefusedError } from '../domain/errors.js';
import { PatientAccess } from './patient-access.js';

const LOCK = statement(
  'patient.lock-both',
  `SELECT id, version, merged_into_id AS "mergedIntoId", registered_institution_id AS "registeredInstitutionId"
   FROM patients WHERE id = ANY($1::uuid[]) ORDER BY id FOR UPDATE`,
);
const CONTRACTS_OVERLAP = statement(
  'patient.contracts-overlap',
  `SELECT 1 AS found FROM family_doctor_contracts a JOIN family_doctor_contracts b
     ON daterange(a.valid_from, a.valid_to, '[]') && daterange(b.valid_from, b.valid_to, '[]')
   WHERE a.patient_id = $1 AND b.patient_id = $2 LIMIT 1`,
);
const STANDING = statement(
  'patient.standing-for',
  'SELECT coalesce(merged_into_id, id) AS id FROM patients WHERE id = $1',
);
const UNDO_DAYS = 'patient.merge_undo_days';

interface LockedPatient extends Record<string, unknown> {
  readonly id: string;
  readonly version: number;
  readonly mergedIntoId: string | null;
  readonly registeredInstitutionId: string;
}

/** Which record becomes part of which, and why. */
export interface MergeOf extends Move, Partial<GivenReason> {
  readonly kind: MergeKind;
  /** Of the merge; left out: a new one. */
  readonly id?: string;
}

/**
 * Makes one of two records of the same person, and takes that back. Inside the transaction of whoever has decided that
 * they are one: that somebody is identified, or that they were registered twice.
 */
@Injectable()
export class PatientMerges {
  constructor(
    private readonly rows: PatientRows,
    private readonly reference: ReferenceData,
    private readonly access: PatientAccess,
  ) {}

  /**
   * Everything about the one record is about the other one from now on, and the one shows nothing any more. Whoever has
   * registered the person there has registered them, as it turns out, for as long as the merge stands.
   *
   * @returns the id of the merge
   * @throws PatientMergeRefusedError where one of them has been merged already; NotFoundError
   */
  async mergeIn(tx: Transaction, { id = tx.newId(), kind, reasonCode, comment, ...move }: MergeOf): Promise<string> {
    const { from, into } = await this.hold(tx, move);
    if (from.mergedIntoId ?? into.mergedIntoId) throw new PatientMergeRefusedError('ALREADY_MERGED');
    if (await tx.first(CONTRACTS_OVERLAP, [from.id, into.id])) throw new PatientMergeRefusedError('CONTRACTS_OVERLAP');
    const moved = await this.rows.moveAll(tx, move);
    await tx.manager.update(PatientEntity, { id: from.id }, { mergedIntoId: into.id, version: from.version + 1 });
    await tx.manager.insert(PatientMergeEntity, {
      id,
      fromPatientId: from.id,
      intoPatientId: into.id,
      kind,
      reasonCode: reasonCode ?? null,
      comment: comment ?? null,
      moved,
      mergedAt: tx.now,
      mergedByStaffId: tx.actor.staffId,
      institutionId: tx.actor.institutionId,
      undoneAt: null,
      undoneByStaffId: null,
      version: 1,
    });
    this.access.grantAccess(tx, {
      patientId: into.id,
      institutionId: from.registeredInstitutionId,
      basis: 'REGISTRATION',
      ...sourceOf(id),
      expiresAt: null,
    });
    for (const event of eventsOf('patient.merged', { id, version: 1, move, moved })) tx.publish(event);
    return id;
  }

  /** The merge, locked; null where there is none. */
  find(tx: Transaction, id: string): Promise<PatientMergeEntity | null> {
    return tx.manager.findOne(PatientMergeEntity, { where: { id }, lock: { mode: 'pessimistic_write' } });
  }

  /**
   * What went over goes back, as far as it is still there; what came later stays.
   *
   * @throws PatientMergeRefusedError where that is done, too late, or another merge has followed; StaleVersionError
   */
  async undoIn(tx: Transaction, merge: PatientMergeEntity, expectedVersion: number): Promise<void> {
    const move = { from: merge.fromPatientId, to: merge.intoPatientId };
    const { from, into } = await this.hold(tx, move);
    const { [UNDO_DAYS]: undoDays } = await this.reference.settings([UNDO_DAYS], tx.now, tx);
    if (merge.undoneAt) throw new PatientMergeRefusedError('ALREADY_UNDONE');
    if (after(merge.mergedAt, days(undoDays)) < tx.now) throw new PatientMergeRefusedError('TOO_LATE');
    if (from.mergedIntoId !== into.id || into.mergedIntoId) throw new PatientMergeRefusedError('MERGED_AGAIN');
    if (merge.version !== expectedVersion) throw new StaleVersionError(expectedVersion, merge.version);
    const version = merge.version + 1;
    await this.rows.moveBack(tx, move, merge.moved);
    this.access.endGrants(tx, sourceOf(merge.id));
    await tx.manager.update(PatientEntity, { id: from.id }, { mergedIntoId: null, version: from.version + 1 });
    const undone = { undoneAt: tx.now, undoneByStaffId: tx.actor.staffId, version };
    await tx.manager.update(PatientMergeEntity, { id: merge.id }, undone);
    const back = { from: move.to, to: move.from };
    const events = eventsOf('patient.merge-undone', { id: merge.id, version, move: back, moved: merge.moved });
    for (const event of events) tx.publish(event);
  }

  /** Keeps both records from everybody who writes about them, in the order of their ids; before anything else of them. */
  lock(tx: Transaction, ids: readonly string[]): Promise<LockedPatient[]> {
    return tx.query<LockedPatient>(LOCK, [ids]);
  }

  /** The record that stands for the person now: whoever sees it sees what has become of the other. Null for a number of nobody. */
  async standingFor(tx: Transaction, id: string): Promise<string | null> {
    const row = await tx.first<{ id: string }>(STANDING, [id]);
    return row?.id ?? null;
  }

  private async hold(tx: Transaction, { from, to }: Move): Promise<{ from: LockedPatient; into: LockedPatient }> {
    const locked = await this.lock(tx, [from, to]);
    const [found, into] = [from, to].map((id) => locked.find((one) => one.id === id));
    if (!found || !into) throw new NotFoundError('Patient', found ? to : from);
    return { from: found, into };
  }
}

const sourceOf = (sourceId: string) => ({ sourceType: 'patient-merge', sourceId });

interface Merged {
  readonly id: string;
  readonly version: number;
  readonly move: Move;
  readonly moved: readonly MovedRows[];
}

/** One for each of the two records, so that both have it in their trail; what has moved goes with the first. */
function eventsOf(topic: string, { id, version, move, moved }: Merged): DomainEvent[] {
  const about = { topic, aggregateType: 'patient-merge', aggregateId: id, aggregateVersion: version };
  const rows = Object.fromEntries(moved.map(({ table, ids }) => [table, [...ids]]));
  return [
    { ...about, patientId: move.to, payload: { ...move, moved: rows } },
    { ...about, topic: `${topic}-from`, patientId: move.from, payload: { ...move } },
  ];
}
