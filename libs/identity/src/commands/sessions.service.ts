import { Injectable } from '@nestjs/common';
import { NotFoundError, UnauthenticatedError } from '#kernel';
import { UnitOfWork, type ActorContext } from '#platform';
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
      await this.sessions.move(tx, sessionId, institutionId);
      tx.publish({
        topic: 'session.moved',
        aggregateType: 'session',
        aggregateId: sessionId,
        aggregateVersion: 1,
        payload: { from: actor.institutionId, to: institutionId },
      });
    });
  }
}

/** @throws UnauthenticatedError for an actor without a session, as machines are */
export function sessionOf({ sessionId }: ActorContext): string {
  if (!sessionId) throw new UnauthenticatedError();
  return sessionId;
}
