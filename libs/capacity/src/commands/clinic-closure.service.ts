import { Injectable } from '@nestjs/common';
import { InvalidInputError, NotFoundError, StaleVersionError, checkReason } from '#kernel';
import { StaffingDirectory } from '#organization';
import { ReferenceData, UnitOfWork, claimRequest, type ActorContext, type Transaction } from '#platform';
import { ClinicClosureRepository, type ClosureRow } from '../data/clinic-closure.repository.js';
import { ClinicSessionRepository } from '../data/clinic-session.repository.js';
import { HoldRepository, type AffectedSubject } from '../data/hold.repository.js';
import { ClinicClosedError } from '../domain/errors.js';
import type { SessionCommand } from './clinic-changes.service.js';
import { lockDepartment, requirePlanning } from './planning-scope.js';

/** The list of reasons. */
const REASONS = 'capacity.closure';

export interface CloseCommand {
  readonly idempotencyKey: string;
  readonly departmentId: string;
  readonly from: Date;
  readonly to: Date;
  readonly reasonCode: string;
  readonly comment?: string | null;
}

/** Stops a clinic (停诊) and lets it go on again. */
@Injectable()
export class ClinicClosureService {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly directory: StaffingDirectory,
    private readonly reference: ReferenceData,
    private readonly closures: ClinicClosureRepository,
    private readonly sessions: ClinicSessionRepository,
    private readonly holds: HoldRepository,
  ) {}

  /**
   * Closes every session of a department that overlaps a time. Whoever holds a place keeps it until they are moved, and
   * the event names them; nobody new gets one.
   * @throws NotFoundError, ForbiddenError, InvalidInputError, ClinicClosedError
   */
  close(actor: ActorContext, command: CloseCommand): Promise<string> {
    const departmentId = command.departmentId.toLowerCase();
    return this.unitOfWork.run(actor, async (tx) => {
      const claim = await claimRequest(tx, 'closeClinic', command, tx.newId());
      if (!claim.fresh) return claim.aggregateId;
      await lockDepartment(this.directory, tx, departmentId);
      requirePlanning(actor, departmentId);
      await this.check(tx, command);
      const period = { start: command.from, end: command.to };
      const inTheWay = await this.closures.inTheWay(tx, departmentId, period);
      if (inTheWay) throw new ClinicClosedError(inTheWay.id);
      const closure = closureOf(tx, claim.aggregateId, { ...command, departmentId });
      // Whoever is taking a place waits or is waited for, so that none is missed.
      const sessionIds = await this.sessions.lockWithin(tx, departmentId, period);
      await this.closures.insert(tx, closure);
      announce(tx, 'capacity.clinic-closed', closure, await this.holds.affected(tx, sessionIds));
      return closure.id;
    });
  }

  /** Sessions give places again; whoever has not been moved keeps theirs. */
  reopen(actor: ActorContext, command: SessionCommand): Promise<string> {
    const { id, expectedVersion } = command;
    return this.unitOfWork.run(actor, async (tx) => {
      const claim = await claimRequest(tx, 'reopenClinic', command, id.toLowerCase());
      if (!claim.fresh) return claim.aggregateId;
      const closure = await this.closures.lock(tx, id, actor.institutionId);
      if (!closure) throw new NotFoundError('ClinicClosure', id);
      requirePlanning(actor, closure.departmentId);
      if (closure.reopenedAt) return closure.id;
      if (closure.version !== expectedVersion) throw new StaleVersionError(expectedVersion, closure.version);
      await this.closures.reopen(tx, closure);
      announce(tx, 'capacity.clinic-reopened', { ...closure, version: closure.version + 1 }, []);
      return closure.id;
    });
  }

  private async check(tx: Transaction, { from, to, reasonCode, comment }: CloseCommand): Promise<void> {
    if (to <= from) throw new InvalidInputError([{ path: 'to', constraint: 'SESSION_EMPTY' }], 'CLINIC');
    const verdict = checkReason(await this.reference.reasons(REASONS, tx.now, tx), reasonCode, comment, tx.now);
    if (verdict !== true) {
      throw new InvalidInputError([{ path: 'reasonCode', constraint: verdict.rule }], 'CLINIC');
    }
  }
}

function closureOf(tx: Transaction, id: string, command: CloseCommand): ClosureRow {
  const { departmentId, from, to, reasonCode, comment = null } = command;
  return {
    id,
    institutionId: tx.actor.institutionId,
    departmentId,
    startsAt: from,
    endsAt: to,
    reasonCode,
    comment,
    closedByStaffId: tx.actor.staffId,
    closedAt: tx.now,
    reopenedAt: null,
    version: 1,
  };
}

function announce(
  tx: Transaction,
  topic: string,
  { id, version, institutionId, departmentId, startsAt, endsAt, reasonCode }: ClosureRow,
  affected: readonly AffectedSubject[],
): void {
  const subjects = affected.map(({ domain, subjectId, sessionId }) => ({ domain, subjectId, sessionId }));
  const period = { from: startsAt.toISOString(), to: endsAt.toISOString() };
  tx.publish({
    topic,
    aggregateType: 'clinic-closure',
    aggregateId: id,
    aggregateVersion: version,
    reasonCode,
    payload: { institutionId, departmentId, ...period, subjects },
  });
}
