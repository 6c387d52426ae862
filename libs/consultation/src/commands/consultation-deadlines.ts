import { Injectable } from '@nestjs/common';
import { DeadlineHandler, Deadlines, type DueDeadline, type Transaction } from '#platform';
import { ConsultationFactsReader, type LoadedConsultation } from '../data/consultation-facts.reader.js';
import { ConsultationDeadline, repeatedLimit } from '../domain/limits.js';
import { attendanceOf } from '../domain/panel.js';
import { EXPIRE } from './answer-limit.js';
import { ConsultationNotices } from './consultation-notices.js';
import { ConsultationTransitions } from './consultation-transitions.js';
import { EmergencyChain } from './emergency-chain.js';
import { InvitationTransitions } from './invitation-transitions.js';
import { NO_SHOW } from './session.service.js';

const { EMERGENCY_JOIN, NO_SHOW: NO_SHOW_LIMIT, REPORT, TRIAGE, WINDOW } = ConsultationDeadline;

/** Goes on when nobody has done what was due. */
@Injectable()
export class ConsultationDeadlines extends DeadlineHandler {
  readonly kinds = Object.values(ConsultationDeadline);

  constructor(
    private readonly facts: ConsultationFactsReader,
    private readonly transitions: ConsultationTransitions,
    private readonly invitations: InvitationTransitions,
    private readonly chain: EmergencyChain,
    private readonly notices: ConsultationNotices,
    private readonly deadlines: Deadlines,
  ) {
    super();
  }

  async expire(tx: Transaction, { subjectId, kind }: DueDeadline): Promise<void> {
    const [loaded] = await this.facts.read(tx, tx.actor, [subjectId], tx.now);
    if (!loaded) return;
    if (kind === EMERGENCY_JOIN) return this.goOn(tx, loaded);
    const { row } = loaded;
    if (kind === NO_SHOW_LIMIT) return this.missed(tx, loaded);
    if (kind === WINDOW) return row.state === 'SCHEDULED' ? this.notices.toEverybody(tx, row, 'opens') : undefined;
    if (kind === REPORT) await this.notices.toExperts(tx, row, 'to-write');
    await this.notices.toCoordinators(tx, row, 'overdue');
    if (kind === REPORT || kind === TRIAGE) await this.again(tx, loaded, kind);
  }

  /** Nobody has joined the emergency: whoever was called is passed over, and the next one is called. */
  private async goOn(tx: Transaction, loaded: LoadedConsultation): Promise<void> {
    const { row } = loaded;
    if (attendanceOf(row.attendances).experts > 0) return;
    if (row.state !== 'INVITING') return this.notices.toPlanners(tx, row, 'overdue');
    const called = row.invitations.find(({ state }) => state === 'INVITED');
    if (called) await this.invitations.take(tx, { id: called.id, expectedVersion: called.version }, EXPIRE);
    else await this.callAgain(tx, row.id);
    await this.again(tx, loaded, EMERGENCY_JOIN);
  }

  private async callAgain(tx: Transaction, id: string): Promise<void> {
    const locked = await this.facts.lock(tx, id);
    if (locked) await this.chain.callNext(tx, locked);
  }

  private async missed(tx: Transaction, { row, facts }: LoadedConsultation): Promise<void> {
    const { startsAt } = row;
    const isDue = startsAt !== null && +tx.now >= +startsAt + facts.limits.noShowAfter;
    if (row.state !== 'SCHEDULED' || !isDue) return;
    await this.transitions.take(tx, { id: row.id, expectedVersion: row.version }, NO_SHOW);
    await this.notices.toPlanners(tx, row, 'missed');
  }

  /** Nothing falls silent. */
  private async again(tx: Transaction, { row, limits }: LoadedConsultation, kind: ConsultationDeadline): Promise<void> {
    const subject = { subjectType: 'Consultation', subjectId: row.id, institutionId: row.centreInstitutionId };
    await this.deadlines.set(tx, { ...subject, ...repeatedLimit(kind, row, limits) });
  }
}
