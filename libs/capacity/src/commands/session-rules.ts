import { Injectable } from '@nestjs/common';
import { InvalidInputError } from '#kernel';
import { ReferenceData, type Transaction } from '#platform';
import { ClinicSessionRepository, type SessionRow } from '../data/clinic-session.repository.js';
import { ClinicSessionOverlapError } from '../domain/errors.js';
import { problemsOf, releasedBefore, type SessionTerms } from '../domain/session-terms.js';
import { RELEASE_SETTING } from '../domain/settings.js';

/** Sessions as a command wants them, and how its input names them. */
export interface WantedSessions {
  readonly departmentId: string;
  readonly sessions: readonly SessionTerms[];
  readonly path: (index: number) => string;
  /** The session that is being changed. */
  readonly except?: string;
}

/** What every session of a department has to keep to, however it comes. */
@Injectable()
export class SessionRules {
  constructor(
    private readonly reference: ReferenceData,
    private readonly sessions: ClinicSessionRepository,
  ) {}

  /** Sessions that begin before this give nothing back any more: they have. */
  async releasedBefore(tx: Transaction): Promise<Date> {
    const settings = await this.reference.settings([RELEASE_SETTING], tx.now, tx);
    return releasedBefore(tx.now, settings[RELEASE_SETTING]);
  }

  /** @throws InvalidInputError naming each bad session by its field; ClinicSessionOverlapError */
  async check(tx: Transaction, { departmentId, sessions, path, except }: WantedSessions): Promise<void> {
    const problems = problemsOf(sessions, await this.releasedBefore(tx), path);
    if (problems.length > 0) throw new InvalidInputError(problems, 'CLINIC');
    const inTheWay = await this.sessions.inTheWay(tx, departmentId, sessions, except);
    if (inTheWay.length > 0) throw new ClinicSessionOverlapError(inTheWay);
  }
}

/** Tells what has happened to a session. */
export function announceSession(tx: Transaction, topic: string, session: SessionRow): void {
  const { id, version, institutionId, departmentId, startsAt, endsAt, places } = session;
  tx.publish({
    topic,
    aggregateType: 'clinic-session',
    aggregateId: id,
    aggregateVersion: version,
    payload: { institutionId, departmentId, from: startsAt.toISOString(), to: endsAt.toISOString(), places },
  });
}
