import { Injectable } from '@nestjs/common';
import { Commitments, type Reservation } from '#calendar';
import { InvalidInputError, NotFoundError, type JsonRecord, type LocalDate } from '#kernel';
import {
  UnitOfWork,
  claimRequest,
  type ActorContext,
  type ChangeCommand,
  type Claim,
  type Transaction,
} from '#platform';
import { PlanRepository, refusingOverlaps, type PlanRow } from '../data/plan.repository.js';
import { SessionRepository, type NewSession, type SessionRow } from '../data/session.repository.js';
import { NoDemandThenError, RotaRulesBrokenError } from '../domain/errors.js';
import { brokenSessions, demandIdOn, halfDayOf, rulesBrokenBy, slotOf, type Frame } from '../domain/frame.js';
import type { SessionChange } from '../domain/plan-state.js';
import { RotaFrameReader } from '../queries/rota-frame.reader.js';
import { PlanTransitions, type PlanStep } from './plan-transitions.js';
import { SessionLimitsSetter } from './session-limits.js';

export interface NewPlanCommand {
  readonly idempotencyKey: string;
  readonly name: string;
  readonly fromDay: LocalDate;
  readonly toDay: LocalDate;
}

export interface AssignCommand extends ChangeCommand {
  readonly expertId: string;
  readonly demandId: string;
  readonly day: LocalDate;
}

export interface TakeOutCommand extends ChangeCommand {
  readonly sessionId: string;
}

export interface PublishCommand extends ChangeCommand {
  readonly reason?: string | null;
}

/** A quarter of a year. */
const LONGEST_DAYS = 92;

/** Makes rotas, edits them by hand and publishes them, all of it or nothing. */
@Injectable()
export class PlanService {
  constructor(
    private readonly transitions: PlanTransitions,
    private readonly plans: PlanRepository,
    private readonly sessions: SessionRepository,
    private readonly frames: RotaFrameReader,
    private readonly commitments: Commitments,
    private readonly limits: SessionLimitsSetter,
  ) {}

  /** Puts an expert into a plan by hand. @throws RotaRulesBrokenError naming every rule in the way, NoDemandThenError */
  assign(actor: ActorContext, command: AssignCommand): Promise<Claim> {
    const { expertId, demandId, day } = command;
    return this.transitions.run(actor, command, {
      action: 'edit',
      operation: 'assignExpert',
      topic: 'rota.session-added',
      effect: async (tx, { row }) => {
        const frame = await this.frameOf(tx, row);
        const session = sessionOf(tx, row, frame, { expertId, demandId, day });
        const broken = rulesBrokenBy(frame, { expertId, demandId, day });
        if (broken.length > 0) throw new RotaRulesBrokenError(broken);
        await this.sessions.insert(tx, [session]);
        return { payload: { sessionId: session.id, expertId, demandId, day } };
      },
    });
  }

  /** Takes a session out of a plan; a published one leaves with the next version. @throws NotFoundError */
  takeOut(actor: ActorContext, command: TakeOutCommand): Promise<Claim> {
    return this.transitions.run(actor, command, {
      action: 'edit',
      operation: 'takeOutSession',
      topic: 'rota.session-taken-out',
      effect: async (tx, { row }) => {
        const session = await this.sessions.lock(tx, command.sessionId);
        const isLeaving = !session || session.planId !== row.id || session.leaving;
        if (isLeaving) throw new NotFoundError('RotaSession', command.sessionId);
        if (session.publishedAt && session.startsAt <= tx.now) {
          throw new RotaRulesBrokenError([{ rule: 'PAST', facts: { day: session.day } }]);
        }
        this.sessions.takeOut(tx, session);
        return { payload: { sessionId: session.id } };
      },
    });
  }

  submit(actor: ActorContext, command: ChangeCommand): Promise<Claim> {
    return this.move(actor, command, { action: 'submit', operation: 'submitRota', topic: 'rota.submitted' });
  }

  returnToDraft(actor: ActorContext, command: ChangeCommand): Promise<Claim> {
    return this.move(actor, command, { action: 'returnToDraft', operation: 'returnRota', topic: 'rota.returned' });
  }

  amend(actor: ActorContext, command: ChangeCommand): Promise<Claim> {
    return this.move(actor, command, { action: 'amend', operation: 'amendRota', topic: 'rota.amendment-begun' });
  }

  close(actor: ActorContext, command: ChangeCommand): Promise<Claim> {
    return this.move(actor, command, { action: 'close', operation: 'closeRota', topic: 'rota.closed' });
  }

  discard(actor: ActorContext, command: ChangeCommand): Promise<Claim> {
    return this.move(actor, command, { action: 'discard', operation: 'discardRota', topic: 'rota.discarded' });
  }

  /** Publishes a plan for the first time. @throws RotaRulesBrokenError, RotaOverlapError, ExpertBusyError */
  publish(actor: ActorContext, command: PublishCommand): Promise<Claim> {
    return refusingOverlaps(() => this.move(actor, command, this.publication('publish', 'publishRota', command)));
  }

  /** Publishes what was changed of a published plan as its next version. */
  publishAmendment(actor: ActorContext, command: PublishCommand): Promise<Claim> {
    return this.move(actor, command, this.publication('publishAmendment', 'publishRotaAmendment', command));
  }

  private move(actor: ActorContext, command: ChangeCommand, step: PlanStep): Promise<Claim> {
    return this.transitions.run(actor, command, step);
  }

  private publication(action: 'publish' | 'publishAmendment', operation: string, { reason }: PublishCommand): PlanStep {
    return {
      action,
      operation,
      topic: 'rota.published',
      bring: () => ({ reason }),
      effect: async (tx, { row }) => {
        const frame = await this.frameOf(tx, row);
        const broken = brokenSessions(frame, row.id);
        if (broken.length > 0) throw new RotaRulesBrokenError(broken.flatMap(named));
        const own = await this.sessions.ofPlan(tx, row.id);
        const added = own.filter(({ publishedAt }) => !publishedAt);
        const leaving = own.filter((session) => session.leaving);
        const removed = leaving.filter(({ startsAt }) => startsAt > tx.now);
        // What has begun by now took place, whatever somebody was about to change.
        this.sessions.keep(tx, idsOf(leaving.filter(({ startsAt }) => startsAt <= tx.now)));
        const changes = await this.settle(tx, added, removed);
        const revision = row.revision + 1;
        const { staffId } = tx.actor;
        await this.plans.addRevision(tx, row.id, {
          revision,
          publishedAt: tx.now,
          publishedByStaffId: staffId,
          reason: reason ?? null,
          changes,
        });
        return {
          comment: reason ?? null,
          changes: { revision, publishedAt: row.publishedAt ?? tx.now },
          payload: { revision, added: idsOf(added), removed: idsOf(removed) },
        };
      },
    };
  }

  /** Takes the time of everybody who comes in and gives back that of those who leave. */
  private async settle(tx: Transaction, added: readonly SessionRow[], removed: readonly SessionRow[]) {
    this.commitments.releaseAll(tx, 'dispatch', idsOf(removed));
    await this.commitments.reserveIn(tx, added.map(reservationOf));
    this.sessions.cancel(tx, idsOf(removed));
    this.sessions.publish(tx, idsOf(added));
    await this.limits.begin(tx, added);
    for (const session of removed) this.limits.end(tx, session.id);
    return [...removed.map((row) => changeOf('REMOVED', row)), ...added.map((row) => changeOf('ADDED', row))];
  }

  private frameOf(tx: Transaction, { id, institutionId, fromDay, toDay }: PlanRow): Promise<Frame> {
    return this.frames.read(tx, { institutionId, fromDay, toDay, planId: id, now: tx.now });
  }
}

/** Begins rotas. */
@Injectable()
export class PlanDraftService {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly plans: PlanRepository,
  ) {}

  /** @throws InvalidInputError for a period that is empty or longer than a quarter of a year */
  create(actor: ActorContext, command: NewPlanCommand): Promise<Claim> {
    const { name, fromDay, toDay } = command;
    return this.unitOfWork.run(actor, async (tx) => {
      const claim = await claimRequest(tx, 'createRota', command, tx.newId());
      if (!claim.fresh) return claim;
      const constraint = periodProblem(fromDay, toDay);
      if (constraint) throw new InvalidInputError([{ path: 'toDay', constraint }], 'ROTA');
      const { institutionId, staffId } = tx.actor;
      await this.plans.insert(tx, {
        id: claim.aggregateId,
        institutionId,
        name,
        fromDay,
        toDay,
        state: 'DRAFT',
        revision: 0,
        generation: null,
        requestedAt: null,
        searchProgress: null,
        cancelRequestedAt: null,
        createdByStaffId: staffId,
        createdAt: tx.now,
        publishedAt: null,
        version: 1,
      });
      tx.publish({
        topic: 'rota.created',
        aggregateType: 'rota-plan',
        aggregateId: claim.aggregateId,
        aggregateVersion: 1,
        payload: { institutionId, fromDay, toDay },
      });
      return claim;
    });
  }
}

const idsOf = (sessions: readonly SessionRow[]): string[] => sessions.map(({ id }) => id);

function periodProblem(fromDay: LocalDate, toDay: LocalDate): string | null {
  if (toDay < fromDay) return 'PERIOD_EMPTY';
  return Date.parse(toDay) - Date.parse(fromDay) > LONGEST_DAYS * 86_400_000 ? 'PERIOD_TOO_LONG' : null;
}

const named = ({ sessionId, broken }: { sessionId: string; broken: JsonRecord[] }): JsonRecord[] =>
  broken.map((rule) => ({ sessionId, ...rule }));

/** A session of a plan. @throws NoDemandThenError where nobody is asked for on that day, or it lies outside the plan */
export function sessionOf(
  tx: Transaction,
  plan: Pick<PlanRow, 'id' | 'institutionId' | 'fromDay' | 'toDay'>,
  frame: Frame,
  { expertId, demandId, day, pinned = true }: { expertId: string; demandId: string; day: LocalDate; pinned?: boolean },
): NewSession {
  const demand = frame.demands.find(({ id }) => id === demandIdOn(demandId, day));
  if (!demand || day < plan.fromDay || day > plan.toDay) throw new NoDemandThenError(day);
  const half = halfDayOf(demand.half);
  const { start, end } = frame.times.get(slotOf(day, half))!;
  return {
    id: tx.newId(),
    planId: plan.id,
    institutionId: plan.institutionId,
    townshipId: demand.townshipId,
    demandId,
    expertId,
    specialty: demand.specialty,
    kind: frame.kinds.get(demandId)!,
    day,
    half,
    startsAt: start,
    endsAt: end,
    pinned,
    publishedAt: null,
  };
}

/** The time that a session takes of its expert, at the township. */
export function reservationOf(
  session: Pick<SessionRow, 'id' | 'expertId' | 'startsAt' | 'endsAt' | 'townshipId'>,
): Reservation {
  return {
    subject: { domain: 'dispatch', id: session.id },
    expertIds: [session.expertId],
    kind: 'DISPATCH_SESSION',
    time: { start: session.startsAt, end: session.endsAt },
    placeInstitutionId: session.townshipId,
    despite: ['SECONDMENT'],
  };
}

function changeOf(change: SessionChange['change'], row: SessionRow): SessionChange {
  const { id, expertId, townshipId, specialty, day, half } = row;
  return { change, sessionId: id, expertId, townshipId, specialty, day, half };
}
