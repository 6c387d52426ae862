import { Injectable } from '@nestjs/common';
import { InvalidInputError, NotFoundError, StaleVersionError, overlaps, type FieldProblem } from '#kernel';
import { UnitOfWork, claimRequest, type ActorContext, type RepeatableRequest, type Transaction } from '#platform';
import type { DutyEntryEntity } from '../data/duty-entry.entity.js';
import { DutyEntryRepository, type NumberedDraft, type Substitution } from '../data/duty-entry.repository.js';
import { DutyOverlapError } from '../domain/errors.js';
import type { Correction, CorrectionReason, Past, Terms } from '../domain/past.js';
import { PastPolicy } from './past-policy.js';
import { draftOf } from './planning.service.js';
import { requirePlanning } from './planning-scope.js';
import { RosterWriter, refusingOverlaps } from './roster-writer.js';

/** A change of one entry, or of who stands in for it. */
export interface EntryChange extends RepeatableRequest {
  readonly id: string;
  readonly expectedVersion: number;
  /** Why, where the change is one of what has been. */
  readonly correction?: CorrectionReason | null;
}

/** Who is on duty when. */
export interface NewTerms extends EntryChange {
  readonly from: Date;
  readonly to: Date;
  readonly staffId?: string | null;
  readonly phone?: string | null;
  readonly note?: string | null;
}

export interface Withdrawal extends EntryChange {
  readonly substitutionId: string;
}

/** An entry, locked, and the terms that it is to have. */
interface UnderChange {
  readonly entry: DutyEntryEntity;
  readonly substitutions: readonly Substitution[];
  readonly past: Past;
}

/** Changes single duties of the actor's institution. Rules are asked before the version is; the past has a rule of its own. */
@Injectable()
export class DutyChangesService {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly writer: RosterWriter,
    private readonly entries: DutyEntryRepository,
    private readonly pasts: PastPolicy,
  ) {}

  /** Gives a duty other times, another person or another telephone. @throws DutyOverlapError, DutyPastError */
  change(actor: ActorContext, command: NewTerms): Promise<string> {
    return this.once(actor, 'changeDuty', command, async (tx, { entry, substitutions, past }) => {
      const draft = await this.checked(tx, entry, command);
      const cutOff = substitutions.some(({ start, end }) => start < draft.start || end > draft.end);
      if (cutOff) throw new InvalidInputError([{ path: 'to', constraint: 'SUBSTITUTE_OUTSIDE' }], 'ROSTER');
      const inTheWay = await this.entries.inTheWay(tx, entry.institutionId, [draft], [entry.id]);
      if (inTheWay.length > 0) throw new DutyOverlapError(inTheWay);
      const correction = past.correctionOf(this.entries.termsOf(entry), draft);
      requireVersion(entry, command);
      await this.entries.change(tx, entry, draft);
      const { start, end, staffId } = draft;
      this.writer.announce(tx, 'duty.changed', entry, { version: entry.version + 1, start, end, staffId, correction });
    });
  }

  /** Takes a duty off the roster, with whoever stands in for it. @throws DutyPastError */
  remove(actor: ActorContext, command: EntryChange): Promise<string> {
    return this.once(actor, 'removeDuty', command, async (tx, { entry, past }) => {
      const correction = past.correctionOf(this.entries.termsOf(entry), null);
      requireVersion(entry, command);
      await this.entries.remove(tx, entry);
      this.writer.announce(tx, 'duty.removed', entry, { version: entry.version + 1, correction });
    });
  }

  /** Lets somebody stand in for the whole of a duty or a part of it. @throws DutyOverlapError naming who does already, DutyPastError */
  substitute(actor: ActorContext, command: NewTerms): Promise<string> {
    return this.once(actor, 'substituteOnDuty', command, async (tx, { entry, substitutions, past }) => {
      const stand = await this.checked(tx, entry, command);
      const problems = standProblems(entry, stand);
      if (problems.length > 0) throw new InvalidInputError(problems, 'ROSTER');
      const inTheWay = substitutions.filter((other) => overlaps(other, stand));
      if (inTheWay.length > 0) throw new DutyOverlapError(inTheWay.map((other) => told(entry.id, other)));
      const correction = past.correctionOf(null, stand);
      requireVersion(entry, command);
      await this.entries.insertSubstitution(tx, entry, stand, tx.newId());
      this.touched(tx, 'duty.substituted', entry, { ...stand, correction });
    });
  }

  /** Whoever has the duty keeps it after all. @throws DutyPastError */
  withdrawSubstitute(actor: ActorContext, command: Withdrawal): Promise<string> {
    return this.once(actor, 'withdrawSubstitute', command, async (tx, { entry, substitutions, past }) => {
      const substitutionId = command.substitutionId.toLowerCase();
      const stand = substitutions.find(({ id }) => id === substitutionId);
      if (!stand) throw new NotFoundError('DutySubstitution', substitutionId);
      const correction = past.correctionOf(stand, null);
      requireVersion(entry, command);
      await this.entries.removeSubstitution(tx, stand.id);
      this.touched(tx, 'duty.substitute-withdrawn', entry, { ...stand, correction });
    });
  }

  /** Another one stands in: a new version of the duty. */
  private touched(
    tx: Transaction,
    topic: 'duty.substituted' | 'duty.substitute-withdrawn',
    entry: DutyEntryEntity,
    { start, end, staffId, correction }: Terms & { readonly correction: Correction | null },
  ): void {
    this.entries.touch(tx, entry);
    this.writer.announce(tx, topic, entry, { version: entry.version + 1, start, end, staffId, correction });
  }

  /** Locks the place, then the entry: in the order in which whole months are planned. @throws NotFoundError */
  private once(
    actor: ActorContext,
    operation: string,
    command: EntryChange,
    work: (tx: Transaction, found: UnderChange) => Promise<void>,
  ): Promise<string> {
    const id = command.id.toLowerCase();
    return refusingOverlaps(() =>
      this.unitOfWork.run(actor, async (tx) => {
        const claim = await claimRequest(tx, operation, command, id);
        if (!claim.fresh) return claim.aggregateId;
        const found = await this.entries.find(tx, id, actor.institutionId);
        if (!found) throw new NotFoundError('DutyEntry', id);
        requirePlanning(actor, [found.departmentId]);
        await this.writer.lockPlaces(tx, [found.departmentId]);
        const entry = await this.entries.lock(tx, id, actor.institutionId);
        if (!entry) throw new NotFoundError('DutyEntry', id);
        const past = await this.pasts.of(tx, command.correction);
        await work(tx, { entry, substitutions: await this.entries.substitutionsOf(tx, id), past });
        return id;
      }),
    );
  }

  /** New terms that are right in themselves. @throws InvalidInputError */
  private async checked(tx: Transaction, entry: DutyEntryEntity, terms: NewTerms): Promise<NumberedDraft> {
    const { departmentId, function: duty } = entry;
    const places = await this.writer.lockPlaces(tx, [departmentId]);
    const draft = draftOf({ ...terms, departmentId, function: duty });
    const { problems, drafts } = await this.writer.check(tx, [draft], places);
    const fields = problems.map(({ field, rule }): FieldProblem => ({ path: field, constraint: rule }));
    if (fields.length > 0) throw new InvalidInputError(fields, 'ROSTER');
    return drafts[0]!;
  }
}

/** @throws StaleVersionError */
function requireVersion({ version }: DutyEntryEntity, { expectedVersion }: EntryChange): void {
  if (version !== expectedVersion) throw new StaleVersionError(expectedVersion, version);
}

function standProblems({ startsAt, endsAt, staffId }: DutyEntryEntity, stand: NumberedDraft): FieldProblem[] {
  const problems: readonly (readonly [boolean, string, string])[] = [
    [stand.start < startsAt, 'from', 'OUTSIDE_DUTY'],
    [stand.end > endsAt, 'to', 'OUTSIDE_DUTY'],
    [stand.staffId === null, 'staffId', 'STAFF_MISSING'],
    [stand.staffId !== null && stand.staffId === staffId, 'staffId', 'SAME_PERSON'],
  ];
  return problems.filter(([broken]) => broken).map(([, path, constraint]) => ({ path, constraint }));
}

const told = (entryId: string, { staffId, staffName, start, end }: Substitution) => ({
  index: 0,
  entryId,
  staffId,
  staffName,
  from: start.toISOString(),
  to: end.toISOString(),
});
