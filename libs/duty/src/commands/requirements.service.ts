import { Injectable } from '@nestjs/common';
import {
  ALLIANCE_ZONE,
  InvalidInputError,
  NotFoundError,
  StaleVersionError,
  addDays,
  localDate,
  type LocalDate,
} from '#kernel';
import { UnitOfWork, claimRequest, type ActorContext, type DomainEvent, type Transaction } from '#platform';
import { DutyRequirementEntity } from '../data/duty-requirement.entity.js';
import { isOfInstitution, needsNobody, type DutyFunction } from '../domain/duty-function.js';
import type { EntryChange } from './duty-changes.service.js';
import { requirePlanning } from './planning-scope.js';
import { RosterWriter } from './roster-writer.js';

export interface NewRequirement {
  readonly idempotencyKey: string;
  readonly departmentId?: string | null;
  readonly function: DutyFunction;
  readonly weekdays: readonly number[];
  readonly fromTime: string;
  readonly toTime: string;
  readonly effectiveFrom: string;
}

export interface EndOfRequirement extends EntryChange {
  /** The last day on which it counts. */
  readonly effectiveTo: string;
}

/** What has to be staffed at the actor's institution; gaps are measured against it. */
@Injectable()
export class DutyRequirementsService {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly writer: RosterWriter,
  ) {}

  /** @throws NotFoundError, ForbiddenError; InvalidInputError where the place does not have such a function */
  require(actor: ActorContext, command: NewRequirement): Promise<string> {
    return this.unitOfWork.run(actor, async (tx) => {
      const claim = await claimRequest(tx, 'requireDuty', command, tx.newId());
      if (!claim.fresh) return claim.aggregateId;
      const departmentId = command.departmentId?.toLowerCase() ?? null;
      await this.writer.lockPlaces(tx, [departmentId]);
      requirePlanning(actor, [departmentId]);
      requirePlaceOf(command.function, departmentId);
      const { function: duty, fromTime, toTime, effectiveFrom } = command;
      const weekdays = [...new Set(command.weekdays)].toSorted((a, b) => a - b);
      const id = claim.aggregateId;
      const terms = { function: duty, weekdays, fromTime, toTime, effectiveFrom, effectiveTo: null };
      const { institutionId } = actor;
      await tx.manager.insert(DutyRequirementEntity, { ...terms, id, institutionId, departmentId, version: 1 });
      announce(tx, 'duty.required', { id, version: 1 }, { institutionId, departmentId, ...terms });
      return id;
    });
  }

  /** A requirement counts until its last day, yesterday at the earliest: gaps of the time before stay gaps. */
  end(actor: ActorContext, command: EndOfRequirement): Promise<string> {
    const { id, expectedVersion, effectiveTo } = command;
    return this.unitOfWork.run(actor, async (tx) => {
      const claim = await claimRequest(tx, 'endDutyRequirement', command, id);
      if (!claim.fresh) return claim.aggregateId;
      const { institutionId } = actor;
      const found = await tx.manager.findOne(DutyRequirementEntity, {
        where: { id, institutionId },
        lock: { mode: 'pessimistic_write' },
      });
      if (!found) throw new NotFoundError('DutyRequirement', id);
      const { departmentId, version } = found;
      requirePlanning(actor, [departmentId]);
      const constraint = endProblem(found, effectiveTo, localDate(tx.now, ALLIANCE_ZONE));
      if (constraint) throw new InvalidInputError([{ path: 'effectiveTo', constraint }], 'ROSTER');
      if (version !== expectedVersion) throw new StaleVersionError(expectedVersion, version);
      await tx.manager.update(DutyRequirementEntity, { id }, { effectiveTo, version: version + 1 });
      announce(
        tx,
        'duty.requirement-ended',
        { id, version: version + 1 },
        { institutionId, departmentId, effectiveTo },
      );
      return id;
    });
  }
}

/** What is wrong with a last day: one that changes which gaps there have been. */
function endProblem(
  { effectiveFrom, effectiveTo: before }: DutyRequirementEntity,
  effectiveTo: LocalDate,
  today: LocalDate,
): string | null {
  if (effectiveTo < effectiveFrom) return 'BEFORE_BEGIN';
  const yesterday = addDays(today, -1);
  return effectiveTo < yesterday || (before !== null && before < yesterday) ? 'IN_THE_PAST' : null;
}

function requirePlaceOf(duty: DutyFunction, departmentId: string | null): void {
  const constraint =
    isOfInstitution(duty) && departmentId !== null
      ? 'OF_INSTITUTION'
      : needsNobody(duty) && departmentId === null
        ? 'DEPARTMENT_MISSING'
        : null;
  if (constraint) throw new InvalidInputError([{ path: 'departmentId', constraint }], 'ROSTER');
}

function announce(
  tx: Transaction,
  topic: string,
  { id, version }: { readonly id: string; readonly version: number },
  payload: NonNullable<DomainEvent['payload']>,
): void {
  tx.publish({ topic, aggregateType: 'duty-requirement', aggregateId: id, aggregateVersion: version, payload });
}
