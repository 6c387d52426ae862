import { Injectable } from '@nestjs/common';
import { BusyKind, Commitments, ExpertBusyError } from '#calendar';
import type { Interval } from '#kernel';
import { PatientAccess } from '#patient';
import { Deadlines, type Transaction } from '#platform';
import { allOf, type Choosable } from '../data/choosable.js';
import type { ConsultationRow, LoadedConsultation } from '../data/consultation-facts.reader.js';
import { InvitationRepository, type NewInvitation } from '../data/invitation.repository.js';
import { CALENDAR_DOMAIN, LIVE, type ConsultationState } from '../domain/consultation.js';
import { SlotTakenError } from '../domain/errors.js';
import { ANSWER_LIMIT, accessUntil, answerLimit, heldUntil, type ConsultationLimits } from '../domain/limits.js';
import type { Invitation } from '../domain/panel.js';
import { BookingTimes } from '../queries/booking-times.js';

/** Who is chosen for a case. */
export interface PanelChoice {
  readonly expertIds: readonly string[];
  readonly chairStaffId: string | null;
}

type Asked = Pick<Invitation, 'id' | 'expertStaffId' | 'institutionId' | 'state'> & {
  /** Chosen just now: nothing has been kept for it before. */
  readonly isNew?: boolean;
};

/** What becomes of a panel that is chosen anew. */
export interface Seats {
  readonly asked: readonly Asked[];
  /** Those who were asked before and stay. */
  readonly kept: readonly Invitation[];
  readonly gone: readonly Invitation[];
}

/** How long time is kept for invitations. */
export interface Keeping {
  readonly time: Interval;
  /** For whoever has not accepted yet; null: fixed. */
  readonly until: Date | null;
  /** Everybody who has to have the times that a refusal offers; left out, those whose time is taken. */
  readonly together?: readonly Asked[];
  readonly despite?: readonly BusyKind[];
}

const GRANT = 'ConsultationInvitation';

/** Writes who is asked and what time of theirs is taken, all of it or nothing. Whoever calls has locked calendars and case. */
@Injectable()
export class PanelWriter {
  constructor(
    private readonly invitations: InvitationRepository,
    private readonly commitments: Commitments,
    private readonly times: BookingTimes,
    private readonly access: PatientAccess,
    private readonly deadlines: Deadlines,
  ) {}

  /**
   * Puts others in the place of whoever was chosen before. Whoever has been asked already and is chosen once more stays, with
   * what they have answered; who leads stays so unless somebody else is named. @throws NotFoundError
   */
  replace(
    tx: Transaction,
    { row }: LoadedConsultation,
    { expertIds, chairStaffId }: PanelChoice,
    state: NewInvitation['state'],
  ): Seats {
    const experts = allOf(row.chosen, expertIds);
    const [kept, gone] = seatsOf(row, expertIds);
    this.withdraw(tx, gone);
    const chair = chairStaffId ?? kept.find(({ isChair }) => isChair)?.expertStaffId ?? expertIds[0]!;
    if (kept.some(({ expertStaffId, isChair }) => isChair !== (expertStaffId === chair))) {
      this.invitations.lead(tx, row.id, chair);
    }
    const asked = experts
      .filter(({ staffId }) => !kept.some(({ expertStaffId }) => expertStaffId === staffId))
      .map(({ staffId, institutionId }) =>
        this.add(tx, row, { staffId, institutionId, isChair: staffId === chair, state, choice: null }),
      );
    return { asked, kept, gone };
  }

  /** One more who is chosen. */
  add(
    tx: Transaction,
    row: ConsultationRow,
    { staffId, ...chosen }: Pick<Choosable, 'staffId' | 'institutionId'> & Chosen,
    id = tx.newId(),
  ): Asked {
    const invitation = { id, expertStaffId: staffId, ...chosen };
    this.invitations.create(tx, { ...invitation, consultationId: row.id });
    return { ...invitation, isNew: true };
  }

  /** Asks those who were chosen: they may look at the case, and have to answer. */
  async ask(tx: Transaction, row: ConsultationRow, asked: readonly Asked[], limits: ConsultationLimits): Promise<void> {
    for (const one of asked) {
      this.admit(tx, row, one, null);
      // An emergency goes on along the chain by a clock of its own.
      if (row.type === 'EMERGENCY') continue;
      const subject = { subjectType: GRANT, subjectId: one.id, institutionId: row.centreInstitutionId };
      await this.deadlines.set(tx, { ...subject, ...answerLimit(limits) });
    }
  }

  /** Those who were chosen are asked now. */
  async invite(tx: Transaction, { row, limits }: Case): Promise<Asked[]> {
    const proposed = row.invitations.filter(({ state }) => state === 'PROPOSED');
    this.invitations.move(
      tx,
      proposed.map(({ id }) => id),
      'INVITED',
    );
    await this.ask(tx, row, proposed, limits);
    return proposed;
  }

  /**
   * Takes the time of all of them, or of none.
   * @throws SlotTakenError with the next times that all of them have
   */
  async keep(tx: Transaction, of: Case, asked: readonly Asked[], keeping: Keeping): Promise<void> {
    try {
      await this.take(tx, asked, keeping);
    } catch (error) {
      if (!(error instanceof ExpertBusyError) || tx.failure) throw error;
      const { rule = 'TAKEN', facts } = error;
      const next = await this.times.next(tx, of, advisersOf(keeping.together ?? asked), keeping.time);
      throw new SlotTakenError(rule, facts['expertId'] as string, next);
    }
  }

  /**
   * Gives everybody of a panel the time: those who have accepted keep it for good, the others until they answer. Without one,
   * what they had is free again; whoever is called to an emergency stays at hand.
   */
  async seat(tx: Transaction, of: Case, { asked, kept }: Omit<Seats, 'gone'>, time: Interval | null): Promise<void> {
    if (!time) return of.row.type === 'EMERGENCY' ? undefined : this.release(tx, kept);
    await this.keep(tx, of, [...kept, ...asked], { time, until: heldUntil(tx.now, time.start, of.limits) });
  }

  /** Takes the time of somebody who is wanted at once: on call and resting they can be reached. @returns whether it was free */
  async reach(tx: Transaction, asked: Asked, keeping: Omit<Keeping, 'despite'>): Promise<boolean> {
    try {
      await this.take(tx, [asked], { ...keeping, despite: [BusyKind.ON_CALL, BusyKind.NIGHT_REST] });
      return true;
    } catch (error) {
      if (error instanceof ExpertBusyError && !tx.failure) return false;
      throw error;
    }
  }

  private take(tx: Transaction, asked: readonly Asked[], { time, until, despite = [] }: Keeping): Promise<void> {
    return this.commitments.reserveIn(
      tx,
      asked.map(({ id, expertStaffId, state, isNew = false }) => ({
        isFirst: isNew,
        subject: { domain: CALENDAR_DOMAIN, id },
        expertIds: [expertStaffId],
        kind: BusyKind.CONSULTATION,
        time,
        withBuffers: true,
        expiresAt: state === 'ACCEPTED' ? null : until,
        despite,
      })),
    );
  }

  /** What is held for them is theirs. @throws CommitmentEndedError */
  async confirm(tx: Transaction, asked: readonly Pick<Asked, 'id'>[]): Promise<void> {
    for (const { id } of asked) await this.commitments.confirmFor(tx, { domain: CALENDAR_DOMAIN, id });
  }

  /** Keeps what is held until later. @throws CommitmentEndedError */
  async extend(tx: Transaction, asked: readonly Asked[], until: Date): Promise<void> {
    for (const { id } of asked) await this.commitments.extendFor(tx, { domain: CALENDAR_DOMAIN, id }, until);
  }

  /** What follows for everybody who was asked, from what became of the case. */
  follow(tx: Transaction, { row, limits }: Case, to: ConsultationState): void {
    const asked = live(row);
    if (OVER.includes(to)) this.withdraw(tx, asked);
    if (MISSED.includes(to)) this.release(tx, asked);
    if (UNANSWERED_NO_LONGER.includes(to)) this.endAnswers(tx, asked);
    if (to !== 'CLOSED') return;
    for (const { id } of asked) this.access.expireGrants(tx, source(id), accessUntil(tx.now, limits));
  }

  /** Those who gave advice may look once more, for as long as they might after its end. */
  readmit(tx: Transaction, { row, limits }: Case): void {
    for (const one of live(row)) this.admit(tx, row, one, accessUntil(tx.now, limits));
  }

  private admit(tx: Transaction, { patientId }: ConsultationRow, to: Asked, expiresAt: Date | null): void {
    const { id, expertStaffId: staffId, institutionId } = to;
    this.access.grantAccess(tx, { patientId, institutionId, staffId, basis: 'CONSULTATION', ...source(id), expiresAt });
  }

  /** Takes invitations back, with the time and the access that went with them. */
  withdraw(tx: Transaction, asked: readonly Asked[]): void {
    const ids = asked.map(({ id }) => id);
    this.invitations.move(tx, ids, 'WITHDRAWN');
    for (const { id } of asked) this.end(tx, id);
    this.endAnswers(tx, asked);
    this.release(tx, asked);
  }

  /** Whoever does not come has nothing to look at any more. */
  end(tx: Transaction, invitationId: string): void {
    this.access.endGrants(tx, source(invitationId));
  }

  release(tx: Transaction, asked: readonly Pick<Asked, 'id'>[]): void {
    this.commitments.releaseAll(
      tx,
      CALENDAR_DOMAIN,
      asked.map(({ id }) => id),
    );
  }

  private endAnswers(tx: Transaction, asked: readonly Asked[]): void {
    const ids = asked.map(({ id }) => id);
    this.deadlines.cancelAll(tx, ids, [ANSWER_LIMIT]);
  }
}

const OVER: readonly ConsultationState[] = ['CANCELLED', 'DECLINED'];
const MISSED: readonly ConsultationState[] = ['NO_SHOW_EXPERT', 'NO_SHOW_INVITER', 'FAILED_TECHNICAL'];
/** Nobody waits for an answer to an invitation any more. */
const UNANSWERED_NO_LONGER: readonly ConsultationState[] = [...MISSED, 'IN_SESSION', 'DELIVERED', 'CLOSED'];

type Chosen = Pick<NewInvitation, 'isChair' | 'state' | 'choice'>;

type Case = Pick<LoadedConsultation, 'row' | 'limits'>;

/** Invitations that count. */
export function live({ invitations }: ConsultationRow): readonly Invitation[] {
  return invitations.filter(({ state }) => LIVE.includes(state));
}

/** The same people, as times are looked for. */
export function advisersOf(asked: readonly Asked[]) {
  return asked.map(({ expertStaffId: staffId, institutionId }) => ({ staffId, institutionId }));
}

/** Of those who count: who has been asked and is chosen again, and who is not. */
function seatsOf(row: ConsultationRow, expertIds: readonly string[]): [kept: Invitation[], gone: Invitation[]] {
  const stays = ({ state, expertStaffId }: Invitation) => state !== 'PROPOSED' && expertIds.includes(expertStaffId);
  return [live(row).filter(stays), live(row).filter((one) => !stays(one))];
}

const source = (sourceId: string) => ({ sourceType: GRANT, sourceId });
