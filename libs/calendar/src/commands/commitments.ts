import { Injectable } from '@nestjs/common';
import { NotFoundError, minutes, overlaps, type Interval } from '#kernel';
import { Deadlines, UnitOfWork, type ActorContext, type Opening, type Transaction } from '#platform';
import type { CommitmentEntity } from '../data/commitment.entity.js';
import { CommitmentRepository, type ExpertsSql, type LockedCalendar } from '../data/commitment.repository.js';
import { BusyKind, CommitmentState, isExclusive, type Subject } from '../domain/commitment.js';
import { CommitmentEndedError, ExpertBusyError } from '../domain/errors.js';
import { blockedBy } from '../domain/free-time.js';
import type { Reservation, Seconding } from '../domain/reservation.js';
import { FreeTimes, type Busy, type ExpertTime } from '../queries/free-time.reader.js';
import { HOLD_LIMIT, announceExpired } from './hold-limit.js';

/** Takes time of experts for subjects of other libraries: what one has, nobody else can get. */
@Injectable()
export class Commitments {
  /** Calendars that a transaction has locked: they stay so until it ends. */
  private readonly locked = new WeakMap<Opening, Map<string, LockedCalendar>>();
  /** What takes time in them, where it has been read beforehand and the transaction has written nothing since. */
  private readonly foreseen = new WeakMap<Transaction, Foreseen>();

  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly commitments: CommitmentRepository,
    private readonly times: FreeTimes,
    private readonly deadlines: Deadlines,
  ) {}

  /** The same as {@link reserveIn}, in a transaction of its own. */
  reserve(actor: ActorContext, ...reservations: readonly Reservation[]): Promise<void> {
    return this.unitOfWork.run(actor, (tx) => this.reserveIn(tx, reservations));
  }

  /**
   * Takes the time of all experts of all reservations, or of none; what the same subjects had before is free again when
   * the transaction commits. Locks the calendars first, in id order.
   * @throws ExpertBusyError naming the first who is not free and what takes the time; NotFoundError
   */
  async reserveIn(tx: Transaction, reservations: readonly Reservation[]): Promise<void> {
    const expertIds = [...new Set(reservations.flatMap((reservation) => reservation.expertIds))];
    if (expertIds.length === 0) return;
    const calendars = await this.lock(tx, expertIds);
    const rows = reservations.flatMap((reservation) => rowsOf(tx, reservation, calendars));
    // The first to be answered: it is announced, whoever goes on without the time that is not free.
    const lapsed = expertIds.filter((id) => calendars.get(id)!.hasLapsed);
    const expiring =
      lapsed.length > 0 && this.commitments.expire(tx, lapsed).then((expired) => announceExpired(tx, expired));
    await Promise.all([expiring, this.requireFree(tx, reservations, rows)]);
    const others = reservations.filter(({ isFirst = false }) => !isFirst);
    for (const [domain, own] of Map.groupBy(others, ({ subject }) => subject.domain)) {
      this.releaseAll(
        tx,
        domain,
        own.map(({ subject }) => subject.id),
      );
    }
    this.foreseen.delete(tx);
    this.commitments.insert(tx, rows);
    for (const reservation of reservations) await this.limit(tx, reservation);
  }

  /** Makes what is held last. @throws CommitmentEndedError where nothing is held any more */
  async confirmFor(tx: Transaction, subject: Subject): Promise<void> {
    if (!(await this.commitments.confirm(tx, subject))) throw new CommitmentEndedError();
    this.deadlines.cancel(tx, subject.id, [HOLD_LIMIT]);
  }

  /** Holds it until a later time. @throws CommitmentEndedError where nothing is held any more */
  async extendFor(tx: Transaction, subject: Subject, until: Date): Promise<void> {
    if (!(await this.commitments.extend(tx, subject, until))) throw new CommitmentEndedError();
    await this.limit(tx, { subject, expiresAt: until });
  }

  /**
   * Moves the base of somebody to another institution for a time, in place of what the same subject said before: it takes
   * from what is free elsewhere and stands in nobody's way there.
   * @throws NotFoundError
   */
  async second(tx: Transaction, { subject, expertId, time, hostInstitutionId }: Seconding): Promise<void> {
    await this.lock(tx, [expertId]);
    this.releaseFor(tx, subject);
    this.commitments.insert(tx, [
      {
        ...enteredBy(tx),
        id: tx.newId(),
        expertId,
        kind: BusyKind.SECONDMENT,
        exclusive: false,
        state: CommitmentState.CONFIRMED,
        startsAt: time.start,
        endsAt: time.end,
        blockedFrom: time.start,
        blockedUntil: time.end,
        subjectDomain: subject.domain,
        subjectId: subject.id,
        placeInstitutionId: hostInstitutionId,
        expiresAt: null,
      },
    ]);
  }

  /** Gives back the time that a subject has, of some experts or (left out) of all. */
  releaseFor(tx: Transaction, { domain, id }: Subject, expertIds: readonly string[] | null = null): void {
    this.foreseen.delete(tx);
    this.commitments.release(tx, domain, [id], expertIds);
  }

  /** Gives back the time that any number of subjects of a domain have. */
  releaseAll(tx: Transaction, domain: string, ids: readonly string[]): void {
    if (ids.length === 0) return;
    this.foreseen.delete(tx);
    this.commitments.release(tx, domain, ids, null);
  }

  /**
   * Locks calendars without taking anything, in id order: for those whose own rows come after, because leave locks the
   * calendar before it suspends what hangs on it.
   * @param others SQL of experts besides, whose calendars are locked where they have one
   * @throws NotFoundError
   */
  async lock(
    tx: Opening,
    expertIds: readonly string[],
    others?: ExpertsSql,
  ): Promise<ReadonlyMap<string, LockedCalendar>> {
    const locked = this.locked.get(tx) ?? new Map<string, LockedCalendar>();
    this.locked.set(tx, locked);
    const wanted = expertIds.filter((id) => !locked.has(id));
    if (wanted.length > 0 || others) {
      for (const one of await this.commitments.lockCalendars(tx, wanted, others)) locked.set(one.expertId, one);
    }
    const missing = expertIds.find((id) => !locked.has(id));
    if (missing) throw new NotFoundError('Expert', missing);
    return locked;
  }

  /**
   * Reads the time of experts before it is reserved, so that the rules may look at it as well; around it with the longest
   * buffers. While their calendars are locked nobody but this transaction can change it, and a reservation reads nothing anew.
   */
  async foresee(
    tx: Transaction,
    expertIds: readonly string[],
    time: Interval,
  ): Promise<ReadonlyMap<string, ExpertTime>> {
    const locked = this.locked.get(tx);
    const calendars = expertIds.flatMap((id) => locked?.get(id) ?? []);
    const [before, after] = [calendars.map((one) => one.bufferBefore), calendars.map((one) => one.bufferAfter)];
    const span = blockedBy(time, minutes(Math.max(0, ...before)), minutes(Math.max(0, ...after)));
    const times = await this.times.of(tx, expertIds, span);
    if (calendars.length === expertIds.length) this.foreseen.set(tx, { span, times });
    return times;
  }

  /** What takes their time, as it was foreseen, or read now. */
  private async busy(
    tx: Transaction,
    expertIds: readonly string[],
    span: Interval,
  ): Promise<ReadonlyMap<string, readonly Busy[]>> {
    const foreseen = this.foreseen.get(tx);
    if (!foreseen || !isWithin(foreseen, expertIds, span)) return this.times.busy(tx, expertIds, span);
    return new Map(expertIds.map((id) => [id, foreseen.times.get(id)!.busy]));
  }

  private async requireFree(
    tx: Transaction,
    reservations: readonly Reservation[],
    rows: readonly CommitmentEntity[],
  ): Promise<void> {
    const span = spanOf(rows.map(blockOf));
    const busy = await this.busy(tx, [...new Set(rows.map(({ expertId }) => expertId))], span);
    const wanted = new Map(reservations.map((reservation) => [reservation.subject.id, reservation]));
    const isGivenUp = ({ subject }: Busy): boolean =>
      subject !== null && wanted.get(subject.id)?.subject.domain === subject.domain;
    for (const row of rows) {
      const inTheWay = busy
        .get(row.expertId)!
        .find((time) => overlaps(time, blockOf(row)) && !isGivenUp(time) && !allows(wanted.get(row.subjectId)!, time));
      if (inTheWay) throw new ExpertBusyError(ruleOf(inTheWay), row.expertId, { start: row.startsAt, end: row.endsAt });
    }
  }

  /** What is new has no limit that could end. */
  private async limit(tx: Transaction, { subject, expiresAt, isFirst = false }: Held): Promise<void> {
    if (!expiresAt) return;
    const { institutionId } = tx.actor;
    await this.deadlines.change(tx, {
      subjectType: 'Commitment',
      subjectId: subject.id,
      institutionId,
      ends: isFirst ? [] : [HOLD_LIMIT],
      as: 'CANCELLED',
      sets: [{ kind: HOLD_LIMIT, clock: 'WALL', levels: [{ due: expiresAt }] }],
    });
  }
}

interface Foreseen {
  readonly span: Interval;
  readonly times: ReadonlyMap<string, ExpertTime>;
}

const isWithin = ({ span: known, times }: Foreseen, expertIds: readonly string[], { start, end }: Interval): boolean =>
  known.start <= start && end <= known.end && expertIds.every((id) => times.has(id));

type Held = Pick<Reservation, 'subject' | 'expiresAt' | 'isFirst'>;

const blockOf = ({ blockedFrom, blockedUntil }: CommitmentEntity): Interval => ({
  start: blockedFrom,
  end: blockedUntil,
});

function ruleOf({ kind }: Busy): 'TAKEN' | BusyKind {
  return kind !== 'ON_CALL' && kind !== 'NIGHT_REST' && isExclusive(kind) ? 'TAKEN' : kind;
}

/** A secondment moves where somebody is to be had; other things stand in the way unless they are passed over. */
function allows({ despite = [], placeInstitutionId = null }: Reservation, time: Busy): boolean {
  if (despite.includes(time.kind)) return true;
  return time.kind === BusyKind.SECONDMENT && time.placeInstitutionId === placeInstitutionId;
}

function spanOf(intervals: readonly Interval[]): Interval {
  const starts = intervals.map(({ start }) => +start);
  const ends = intervals.map(({ end }) => +end);
  return { start: new Date(Math.min(...starts)), end: new Date(Math.max(...ends)) };
}

function rowsOf(
  tx: Transaction,
  { subject, expertIds, kind, time, placeInstitutionId = null, withBuffers, expiresAt = null }: Reservation,
  calendars: ReadonlyMap<string, LockedCalendar>,
): CommitmentEntity[] {
  return expertIds.map((expertId) => {
    const { bufferBefore, bufferAfter } = calendars.get(expertId)!;
    const blocked = withBuffers ? blockedBy(time, minutes(bufferBefore), minutes(bufferAfter)) : time;
    return {
      id: tx.newId(),
      expertId,
      kind,
      exclusive: true,
      state: expiresAt ? CommitmentState.TENTATIVE : CommitmentState.CONFIRMED,
      startsAt: time.start,
      endsAt: time.end,
      blockedFrom: blocked.start,
      blockedUntil: blocked.end,
      subjectDomain: subject.domain,
      subjectId: subject.id,
      placeInstitutionId,
      expiresAt,
      ...enteredBy(tx),
    };
  });
}

/** What every commitment has when it comes into being. */
export function enteredBy(tx: Transaction) {
  return {
    reasonCode: null,
    comment: null,
    approvedByStaffId: null,
    approvedAt: null,
    createdByStaffId: tx.actor.staffId,
    createdAt: tx.now,
    endedAt: null,
    version: 1,
  };
}
