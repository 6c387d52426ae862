import { Injectable } from '@nestjs/common';
import { InvalidInputError, type LocalDate } from '#kernel';
import { StaffingDirectory } from '#organization';
import { UnitOfWork, claimRequest, type ActorContext, type Transaction } from '#platform';
import { ClinicSessionRepository } from '../data/clinic-session.repository.js';
import { copiesFor, weekOf, type SessionTerms } from '../domain/session-terms.js';
import { lockDepartment, requirePlanning, type PlannedDepartment } from './planning-scope.js';
import { SetupScope } from './setup-scope.js';
import { SessionRules, announceSession } from './session-rules.js';

/** One session of a plan. */
export interface WantedSession {
  readonly from: Date;
  readonly to: Date;
  readonly places: number;
}

export interface PlanCommand {
  readonly idempotencyKey: string;
  readonly departmentId: string;
  readonly sessions: readonly WantedSession[];
}

export interface WeekCopy {
  readonly idempotencyKey: string;
  readonly departmentId: string;
  /** Any day of the week. */
  readonly fromWeek: LocalDate;
  readonly toWeek: LocalDate;
}

/** Plans the sessions of a department: one by one, or as another week has them. */
@Injectable()
export class ClinicPlanningService {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly directory: StaffingDirectory,
    private readonly rules: SessionRules,
    private readonly sessions: ClinicSessionRepository,
    private readonly scope: SetupScope,
  ) {}

  /**
   * Plans sessions, all of them or none.
   * @returns the id of the plan, by which they are found
   * @throws NotFoundError, ForbiddenError, ClinicSessionOverlapError; InvalidInputError naming each bad session
   */
  plan(actor: ActorContext, command: PlanCommand): Promise<string> {
    return this.planOnce(actor, 'planClinicSessions', command, () =>
      Promise.resolve(command.sessions.map(({ from, to, places }) => ({ start: from, end: to, places }))),
    );
  }

  /** Plans a week as another one is, weekday by weekday; days whose unused places have gone back stay as they are. */
  copyWeek(actor: ActorContext, command: WeekCopy): Promise<string> {
    const { fromWeek, toWeek } = command;
    const week = weekOf(fromWeek);
    if (+week.start === +weekOf(toWeek).start) {
      throw new InvalidInputError([{ path: 'toWeek', constraint: 'SAME_WEEK' }]);
    }
    return this.planOnce(actor, 'copyClinicWeek', command, async (tx, departmentId) => {
      const released = await this.rules.releasedBefore(tx);
      const copies = copiesFor(await this.sessions.listBeginningIn(tx, departmentId, week), fromWeek, toWeek);
      return copies.filter(({ start }) => start >= released);
    });
  }

  /**
   * One session within a transaction, for whoever sets up the institution.
   * @throws NotFoundError, ClinicSessionOverlapError, InvalidInputError
   */
  async planIn(tx: Transaction, place: PlannedDepartment, session: SessionTerms): Promise<void> {
    await this.scope.lock(tx, place);
    const { departmentId } = place;
    await this.rules.check(tx, { departmentId, sessions: [session], path: () => '' });
    await this.enter(tx, { ...place, planId: tx.newId() }, [session]);
  }

  private planOnce(
    actor: ActorContext,
    operation: string,
    command: PlanCommand | WeekCopy,
    wantedIn: (tx: Transaction, departmentId: string) => Promise<readonly SessionTerms[]>,
  ): Promise<string> {
    const departmentId = command.departmentId.toLowerCase();
    return this.unitOfWork.run(actor, async (tx) => {
      const claim = await claimRequest(tx, operation, command, tx.newId());
      if (!claim.fresh) return claim.aggregateId;
      await lockDepartment(this.directory, tx, departmentId);
      requirePlanning(actor, departmentId);
      const sessions = await wantedIn(tx, departmentId);
      await this.rules.check(tx, { departmentId, sessions, path: (index) => `sessions.${index}.` });
      const { institutionId } = actor;
      await this.enter(tx, { planId: claim.aggregateId, institutionId, departmentId }, sessions);
      return claim.aggregateId;
    });
  }

  private async enter(
    tx: Transaction,
    plan: PlannedDepartment & { readonly planId: string },
    sessions: readonly SessionTerms[],
  ): Promise<void> {
    const rows = sessions.map(({ start, end, places }) => ({
      id: tx.newId(),
      ...plan,
      startsAt: start,
      endsAt: end,
      places,
      releasedAt: null,
      withdrawnAt: null,
      version: 1,
    }));
    await this.sessions.insert(tx, rows);
    for (const row of rows) announceSession(tx, 'capacity.session-planned', row);
  }
}
