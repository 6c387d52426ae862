import { Injectable } from '@nestjs/common';
import { NotFoundError, StaleVersionError } from '#kernel';
import { StaffingDirectory } from '#organization';
import { UnitOfWork, claimRequest, type ActorContext, type RepeatableRequest, type Transaction } from '#platform';
import { ClinicSessionRepository, type SessionChange, type SessionRow } from '../data/clinic-session.repository.js';
import { HoldRepository } from '../data/hold.repository.js';
import { ClinicSessionFixedError } from '../domain/errors.js';
import { lockDepartment, requirePlanning, type PlannedDepartment } from './planning-scope.js';
import { SetupScope } from './setup-scope.js';
import { SessionRules, announceSession } from './session-rules.js';

export interface SessionCommand extends RepeatableRequest {
  readonly id: string;
  readonly expectedVersion: number;
}

export interface NewTerms extends SessionCommand {
  readonly from: Date;
  readonly to: Date;
  readonly places: number;
}

/** A locked session, and how many of its places are taken. */
interface UnderChange {
  readonly session: SessionRow;
  readonly taken: number;
}

type Decide = (tx: Transaction, found: UnderChange) => Promise<{ topic: string; change: SessionChange }>;

/** Changes single sessions, as far as nobody counts on them. */
@Injectable()
export class ClinicChangesService {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly directory: StaffingDirectory,
    private readonly rules: SessionRules,
    private readonly sessions: ClinicSessionRepository,
    private readonly holds: HoldRepository,
    private readonly scope: SetupScope,
  ) {}

  /** Gives a session another time, while nobody holds a place of it, or more or fewer places. */
  change(actor: ActorContext, command: NewTerms): Promise<string> {
    return this.once(actor, 'changeClinicSession', command, (tx, found) => this.newTerms(tx, found, command));
  }

  /** The same within a transaction, for whoever sets up the institution. @throws as {@link change} */
  async changeIn(tx: Transaction, place: PlannedDepartment, command: NewTerms): Promise<void> {
    await this.scope.lock(tx, place);
    await this.decide(tx, command, (own, found) => this.newTerms(own, found, command));
  }

  private async newTerms(tx: Transaction, { session, taken }: UnderChange, { from, to, places }: NewTerms) {
    const moved = +session.startsAt !== +from || +session.endsAt !== +to;
    if (places < taken || (moved && taken > 0)) throw new ClinicSessionFixedError('IN_USE', taken);
    await this.rules.check(tx, {
      departmentId: session.departmentId,
      sessions: [{ start: from, end: to, places }],
      path: () => '',
      except: session.id,
    });
    return { topic: 'capacity.session-changed', change: { startsAt: from, endsAt: to, places } };
  }

  /** Takes back the places that nobody holds; without any held, the whole session. */
  withdraw(actor: ActorContext, command: SessionCommand): Promise<string> {
    return this.once(actor, 'withdrawClinicSession', command, (tx, { session, taken }) => {
      if (taken === session.places) throw new ClinicSessionFixedError('IN_USE', taken);
      const change = taken === 0 ? { withdrawnAt: tx.now } : { places: taken };
      return Promise.resolve({ topic: 'capacity.session-withdrawn', change });
    });
  }

  /** Locks the department, then the session; rules are asked before the version is. */
  private once(actor: ActorContext, operation: string, command: SessionCommand, decide: Decide): Promise<string> {
    const id = command.id.toLowerCase();
    return this.unitOfWork.run(actor, async (tx) => {
      const claim = await claimRequest(tx, operation, command, id);
      if (!claim.fresh) return claim.aggregateId;
      await this.lockPlanned(tx, id);
      await this.decide(tx, { ...command, id }, decide);
      return id;
    });
  }

  private async decide(tx: Transaction, { id, expectedVersion }: SessionCommand, decide: Decide): Promise<void> {
    const found = await this.find(tx, id);
    const { topic, change } = await decide(tx, found);
    const { session } = found;
    if (session.version !== expectedVersion) throw new StaleVersionError(expectedVersion, session.version);
    await this.sessions.change(tx, session, change);
    announceSession(tx, topic, { ...session, ...change, version: session.version + 1 });
  }

  private async lockPlanned(tx: Transaction, id: string): Promise<void> {
    const { actor } = tx;
    const found = await this.sessions.find(tx, id, actor.institutionId);
    if (!found) throw new NotFoundError('ClinicSession', id);
    requirePlanning(actor, found.departmentId);
    await lockDepartment(this.directory, tx, found.departmentId);
  }

  private async find(tx: Transaction, id: string): Promise<UnderChange> {
    const session = await this.sessions.lock(tx, id);
    await this.holds.expireOfSession(tx, id);
    const taken = await this.sessions.taken(tx, id);
    if (session.withdrawnAt) throw new ClinicSessionFixedError('WITHDRAWN', taken);
    if (session.releasedAt) throw new ClinicSessionFixedError('RELEASED', taken);
    return { session, taken };
  }
}
