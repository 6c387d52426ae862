import { Injectable } from '@nestjs/common';
import { NotFoundError, UnauthenticatedError, type JsonRecord } from '#kernel';
import { UnitOfWork, type ActorContext, type DomainEvent } from '#platform';
import { DelegationRepository } from '../data/delegation.repository.js';
import { RoleAssignmentRepository } from '../data/role-assignment.repository.js';
import { SessionRepository } from '../data/session.repository.js';
import { sessionClosed, sessionRevoked } from './identity-events.js';

/** What people do with their own sessions. */
@Injectable()
export class SessionsService {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly sessions: SessionRepository,
    private readonly roles: RoleAssignmentRepository,
    private readonly delegations: DelegationRepository,
  ) {}

  /** Ends the session of this request. */
  async signOut(actor: ActorContext): Promise<void> {
    const sessionId = sessionOf(actor);
    await this.unitOfWork.run(actor, async (tx) => {
      if (await this.sessions.revoke(tx, actor.accountId, sessionId)) tx.publish(sessionClosed(sessionId));
    });
  }

  /**
   * Ends another session of the same person, at once: its next request is not signed in. Doing it twice is no mistake.
   *
   * @throws NotFoundError for a session that is not the actor's own
   */
  async revoke(actor: ActorContext, id: string): Promise<void> {
    await this.unitOfWork.run(actor, async (tx) => {
      if (!(await this.sessions.isOwn(tx, actor.accountId, id))) throw new NotFoundError('Session', id);
      if (await this.sessions.revoke(tx, actor.accountId, id)) tx.publish(sessionRevoked(id, actor.accountId));
    });
  }

  /**
   * Lets the session of this request act at another institution from the next request on.
   *
   * @throws NotFoundError for an institution at which the person holds no role
   */
  async switchInstitution(actor: ActorContext, institutionId: string): Promise<void> {
    const sessionId = sessionOf(actor);
    await this.unitOfWork.run(actor, async (tx) => {
      if (!(await this.roles.holdsAny(tx, actor.staffId, institutionId))) {
        throw new NotFoundError('Institution', institutionId);
      }
      await this.sessions.move(tx, sessionId, { institutionId, delegationId: null });
      tx.publish({
        topic: 'session.moved',
        aggregateType: 'session',
        aggregateId: sessionId,
        aggregateVersion: 1,
        payload: { from: actor.institutionId, to: institutionId },
      });
    });
  }

  /**
   * Lets the session of this request act in the name of whoever has delegated to the person, from the next request on.
   *
   * @throws NotFoundError for a delegation to somebody else, and for one that does not count now
   */
  async actOnBehalf(actor: ActorContext, delegationId: string): Promise<void> {
    const sessionId = sessionOf(actor);
    await this.unitOfWork.run(actor, async (tx) => {
      const delegation = await this.delegations.inForce(tx, delegationId, actor.staffId);
      if (!delegation) throw new NotFoundError('Delegation', delegationId);
      const { institutionId, delegatorStaffId } = delegation;
      await this.sessions.move(tx, sessionId, { institutionId, delegationId });
      tx.publish(sessionActs(sessionId, { delegationId, delegatorStaffId, institutionId }));
    });
  }

  /** Lets the session of this request act in the person's own name again, where it is. Doing it twice is no mistake. */
  async actForMyself(actor: ActorContext): Promise<void> {
    const sessionId = sessionOf(actor);
    if (actor.onBehalfOfStaffId === null) return;
    await this.unitOfWork.run(actor, async (tx) => {
      await this.sessions.move(tx, sessionId, { institutionId: actor.institutionId, delegationId: null });
      tx.publish(sessionActs(sessionId, {}));
    });
  }
}

/** In whose name a session acts from now on. */
function sessionActs(sessionId: string, payload: JsonRecord): DomainEvent {
  return { topic: 'session.acts', aggregateType: 'session', aggregateId: sessionId, aggregateVersion: 1, payload };
}

/** @throws UnauthenticatedError for an actor without a session, as machines are */
export function sessionOf({ sessionId }: ActorContext): string {
  if (!sessionId) throw new UnauthenticatedError();
  return sessionId;
}
