import { Injectable } from '@nestjs/common';
import { NotFoundError, type Interval } from '#kernel';
import { StaffingDirectory, type Place } from '#organization';
import { violatedConstraint, type Transaction } from '#platform';
import type { DutyEntryEntity } from '../data/duty-entry.entity.js';
import { DutyEntryRepository, type NumberedDraft } from '../data/duty-entry.repository.js';
import { overlapsAmong, problemsOf, type DraftProblem, type DutyDraft } from '../domain/drafts.js';
import { DutyOverlapError } from '../domain/errors.js';
import type { Correction, Past } from '../domain/past.js';
import { DutyCorrections, type DutyTopic } from './duty-corrections.js';

/** Drafts as far as they can be written, and what is wrong with the others. */
export interface Checked {
  readonly problems: readonly DraftProblem[];
  readonly drafts: readonly NumberedDraft[];
}

const ONE_AT_A_TIME = new Set(['ex_duty_entries_one_at_a_time', 'ex_duty_substitutions_one_at_a_time']);

/** How duties come onto the roster, whoever brings them: places locked, everything checked, each announced. */
@Injectable()
export class RosterWriter {
  constructor(
    private readonly directory: StaffingDirectory,
    private readonly entries: DutyEntryRepository,
    private readonly corrections: DutyCorrections,
  ) {}

  /**
   * Keeps everybody else from planning for the places concerned until the transaction ends: the institution first, then
   * departments in the order of their ids, so that planners wait for each other and never in a circle.
   * @throws NotFoundError for a department that the actor's institution does not have
   */
  async lockPlaces(
    tx: Transaction,
    departmentIds: Iterable<string | null>,
  ): Promise<ReadonlyMap<string | null, Place>> {
    const { institutionId } = tx.actor;
    const wanted = new Set(departmentIds);
    const places = new Map<string | null, Place>();
    if (wanted.delete(null)) {
      const institution = await this.directory.lockInstitution(tx, institutionId);
      if (institution) places.set(null, institution);
    }
    if (wanted.size === 0) return places;
    const found = await this.directory.lockDepartments(tx, institutionId, [...wanted] as string[]);
    for (const place of found) places.set(place.id, place);
    for (const id of wanted) if (!places.has(id)) throw new NotFoundError('Department', id!);
    return places;
  }

  /** What is wrong with drafts, whatever is on the roster; whoever brings no telephone is called at the place. */
  async check(
    tx: Transaction,
    drafts: readonly DutyDraft[],
    places: ReadonlyMap<string | null, Place>,
  ): Promise<Checked> {
    const staffIds = drafts.flatMap(({ staffId }) => staffId ?? []);
    const colleagues = await this.directory.colleagues(tx, tx.actor.institutionId, staffIds);
    const known = new Set(colleagues.map(({ id }) => id));
    const problems: DraftProblem[] = [];
    const numbered: NumberedDraft[] = [];
    drafts.forEach((draft, index) => {
      const { staffId, departmentId } = draft;
      const phone = draft.phone ?? places.get(departmentId)?.phone ?? null;
      problems.push(...problemsOf(draft, index));
      if (staffId !== null && !known.has(staffId)) problems.push({ index, field: 'staffId', rule: 'OWN_INSTITUTION' });
      if (phone === null) problems.push({ index, field: 'phone', rule: 'PHONE_MISSING' });
      else numbered.push({ ...draft, phone, index });
    });
    return {
      problems: [...problems, ...overlapsAmong(drafts)].toSorted((a, b) => a.index - b.index),
      drafts: numbered,
    };
  }

  /** Puts drafts on the roster. @throws DutyOverlapError naming who is there already; DutyPastError */
  async enter(tx: Transaction, planId: string, drafts: readonly NumberedDraft[], past: Past): Promise<void> {
    const inTheWay = await this.entries.inTheWay(tx, tx.actor.institutionId, drafts);
    if (inTheWay.length > 0) throw new DutyOverlapError(inTheWay);
    const rows = await this.entries.insert(tx, planId, drafts);
    rows.forEach((row, index) => {
      const correction = past.correctionOf(null, drafts[index]!);
      this.announce(tx, 'duty.entered', row, { version: row.version, correction });
    });
  }

  /**
   * Tells what has happened to an entry: where, when and who, never a telephone. A change of what had been leaves a
   * record of its own, in the same transaction.
   */
  announce(tx: Transaction, topic: DutyTopic, entry: DutyEntryEntity, { version, ...terms }: Happened): void {
    const { id, institutionId, departmentId, function: duty } = entry;
    const { correction = null } = terms;
    if (correction) this.corrections.record(tx, topic, entry, correction);
    const { start = entry.startsAt, end = entry.endsAt, staffId = entry.staffId } = terms;
    tx.publish({
      topic,
      aggregateType: 'duty-entry',
      aggregateId: id,
      aggregateVersion: version,
      reasonCode: correction?.reasonCode ?? null,
      comment: correction?.comment ?? null,
      payload: {
        institutionId,
        departmentId,
        function: duty,
        staffId,
        from: start.toISOString(),
        to: end.toISOString(),
      },
    });
  }
}

/** The version of an entry after a change, and the terms that the change is about where they are not the entry's own. */
interface Happened extends Partial<Interval> {
  readonly version: number;
  readonly staffId?: string | null;
  readonly correction?: Correction | null;
}

/** What the database itself refuses is an overlap as well: nobody comes past it who has not locked the place. */
export async function refusingOverlaps<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (ONE_AT_A_TIME.has(violatedConstraint(error) ?? '')) throw new DutyOverlapError([]);
    throw error;
  }
}
