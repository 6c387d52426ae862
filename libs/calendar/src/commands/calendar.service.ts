import { Injectable } from '@nestjs/common';
import {
  ALLIANCE_ZONE,
  InvalidInputError,
  daysBetween,
  localDate,
  overlaps,
  type FieldProblem,
  type Interval,
  type LocalDate,
} from '#kernel';
import { ReasonCheck, UnitOfWork, claimRequest, type ActorContext, type Transaction } from '#platform';
import { CalendarTimes } from '../data/calendar-times.reader.js';
import { AvailabilityRepository } from '../data/availability.repository.js';
import type { CommitmentEntity } from '../data/commitment.entity.js';
import { CommitmentRepository, requireVersion } from '../data/commitment.repository.js';
import { weekProblems, type WeeklyTime } from '../domain/availability.js';
import { CommitmentKind, CommitmentState, isExclusive } from '../domain/commitment.js';
import { ExpertBusyError } from '../domain/errors.js';
import { requireKeeping } from './calendar-scope.js';
import { CommitmentOwners } from './commitment-owner.js';
import { enteredBy } from './commitments.js';
import { announceExpired } from './hold-limit.js';

/** A week that counts from a day on, and the buffers of the calendar in minutes. */
export interface AvailabilityCommand {
  readonly id: string;
  readonly expectedVersion: number;
  readonly idempotencyKey?: string | null;
  readonly effectiveFrom: LocalDate;
  readonly week: readonly WeeklyTime[];
  readonly bufferBeforeMinutes: number;
  readonly bufferAfterMinutes: number;
}

/** What people put into a calendar themselves. */
export interface EntryCommand {
  readonly idempotencyKey: string;
  readonly expertId: string;
  readonly kind: typeof CommitmentKind.OWN_CLINIC | typeof CommitmentKind.SURGERY_LIST | typeof CommitmentKind.LEAVE;
  readonly from: Date;
  readonly to: Date;
  /** Every week until that day, included; left out for once. */
  readonly weeklyUntil?: LocalDate | null;
  readonly reasonCode?: string | null;
  readonly comment?: string | null;
}

/** The same, and under which id it stands together. */
type Entry = Omit<EntryCommand, 'idempotencyKey'> & { readonly seriesId: string };

/** A week of somebody; the version is that which was read, where somebody has. */
interface Publication {
  readonly expertId: string;
  readonly expectedVersion?: number;
  readonly effectiveFrom: LocalDate;
  readonly week: readonly WeeklyTime[];
  readonly buffers?: { readonly bufferBefore: number; readonly bufferAfter: number };
}

const LEAVE_REASONS = 'calendar.leave';
/** Two years of weeks; a slip of the finger is caught. */
const MOST_WEEKS = 105;
/** A year of leave at once is the longest that there is. */
const LONGEST_DAYS = 366;

/** What experts, and those who plan for them, write into calendars. */
@Injectable()
export class CalendarService {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly reasons: ReasonCheck,
    private readonly availability: AvailabilityRepository,
    private readonly commitments: CommitmentRepository,
    private readonly times: CalendarTimes,
    private readonly owners: CommitmentOwners,
  ) {}

  /** Publishes when an expert can be had every week. @throws NotFoundError, ForbiddenError, InvalidInputError, StaleVersionError */
  publish(actor: ActorContext, command: AvailabilityCommand): Promise<string> {
    const { id: expertId } = command;
    return this.unitOfWork.run(actor, async (tx) => {
      const claim = await claimRequest(tx, 'publishAvailability', command, expertId);
      if (!claim.fresh) return claim.aggregateId;
      await requireKeeping(tx, actor, expertId);
      const { bufferBeforeMinutes: bufferBefore, bufferAfterMinutes: bufferAfter } = command;
      await this.publishIn(tx, actor.institutionId, { ...command, expertId, buffers: { bufferBefore, bufferAfter } });
      return expertId;
    });
  }

  /**
   * The same inside a transaction of whoever may write the calendars of an institution; buffers stay where none are given.
   * @throws NotFoundError, InvalidInputError, StaleVersionError
   */
  async publishIn(tx: Transaction, institutionId: string, publication: Publication): Promise<void> {
    const { expertId, expectedVersion, effectiveFrom, week, buffers } = publication;
    const calendar = await this.lock(tx, expertId);
    const problems = weekProblems(week, (index) => `week.${index}`);
    if (effectiveFrom < localDate(tx.now, ALLIANCE_ZONE)) {
      problems.push({ path: 'effectiveFrom', constraint: 'DAY_PASSED' });
    }
    if (problems.length > 0) throw new InvalidInputError(problems, 'CALENDAR');
    if (expectedVersion !== undefined) requireVersion(calendar, expectedVersion);
    await this.availability.publish(tx, { ...calendar, ...buffers }, effectiveFrom, week);
    tx.publish({
      topic: 'calendar.availability-published',
      aggregateType: 'calendar',
      aggregateId: expertId,
      aggregateVersion: calendar.version + 1,
      payload: { institutionId, effectiveFrom, times: week.length },
    });
  }

  /**
   * Enters leave, own clinics or surgery lists, one or a series of weeks, all of them or none. Leave can always be
   * entered: what it meets loses its time, and whoever owns that is told in the same transaction.
   * @returns the id of the series
   * @throws ExpertBusyError where an own clinic or a surgery list meets something; NotFoundError, ForbiddenError, InvalidInputError
   */
  enter(actor: ActorContext, command: EntryCommand): Promise<string> {
    return this.unitOfWork.run(actor, async (tx) => {
      const claim = await claimRequest(tx, 'enterCommitment', command, tx.newId());
      if (!claim.fresh) return claim.aggregateId;
      await requireKeeping(tx, actor, command.expertId);
      await this.enterIn(tx, actor.institutionId, { ...command, seriesId: claim.aggregateId });
      return claim.aggregateId;
    });
  }

  /**
   * The same inside a transaction of whoever may write the calendars of an institution.
   * @throws ExpertBusyError, NotFoundError, InvalidInputError
   */
  async enterIn(tx: Transaction, institutionId: string, entry: Entry): Promise<void> {
    await this.check(tx, entry);
    await this.lock(tx, entry.expertId);
    const rows = occurrences(entry).map((time) => rowOf(tx, entry, time));
    if (isExclusive(entry.kind)) await this.requireNothing(tx, rows);
    else await this.displace(tx, rows);
    this.commitments.insert(tx, rows);
    announce(tx, institutionId, entry, rows);
  }

  private async lock(tx: Transaction, expertId: string) {
    const [calendar] = await this.commitments.lockCalendars(tx, [expertId]);
    announceExpired(tx, await this.commitments.expire(tx, [expertId]));
    return calendar!;
  }

  private async check(tx: Transaction, command: Entry): Promise<void> {
    const problems = problemsOf(command);
    if (problems.length > 0) throw new InvalidInputError(problems, 'CALENDAR');
    if (command.kind !== CommitmentKind.LEAVE) return;
    const { reasonCode, comment } = command;
    const { reasonProblem } = await this.reasons.from(LEAVE_REASONS, tx, {
      reasonCode: reasonCode ?? '',
      comment: comment ?? null,
    });
    if (reasonProblem) throw new InvalidInputError([{ path: 'reasonCode', constraint: reasonProblem }], 'CALENDAR');
  }

  private async requireNothing(tx: Transaction, rows: readonly CommitmentEntity[]): Promise<void> {
    const { expertId } = rows[0]!;
    const span = { start: rows[0]!.startsAt, end: rows.at(-1)!.endsAt };
    const { standing } = await this.times.standing(tx, [expertId], { span, now: tx.now, keys: [] });
    const taken = standing.filter(({ kind }) => isExclusive(kind));
    const meets = rows.find((row) => taken.some((time) => overlaps(time, timeOf(row))));
    if (meets) throw new ExpertBusyError('TAKEN', expertId, timeOf(meets));
  }

  private async displace(tx: Transaction, rows: readonly CommitmentEntity[]): Promise<void> {
    for (const row of rows) {
      const displaced = await this.commitments.displace(tx, row.expertId, timeOf(row));
      await this.owners.tell(tx, displaced);
    }
  }
}

function announce(
  tx: Transaction,
  institutionId: string,
  { expertId, kind }: Entry,
  rows: readonly CommitmentEntity[],
): void {
  const [first] = rows;
  tx.publish({
    topic: kind === CommitmentKind.LEAVE ? 'calendar.leave-entered' : 'calendar.commitment-entered',
    aggregateType: 'commitment',
    aggregateId: first!.id,
    aggregateVersion: 1,
    reasonCode: first!.reasonCode,
    payload: {
      institutionId,
      expertId,
      kind,
      from: first!.startsAt.toISOString(),
      to: rows.at(-1)!.endsAt.toISOString(),
      times: rows.length,
    },
  });
}

const timeOf = ({ startsAt, endsAt }: CommitmentEntity): Interval => ({ start: startsAt, end: endsAt });

function problemsOf({ from, to, weeklyUntil }: Entry): FieldProblem[] {
  const [first, last] = [localDate(from, ALLIANCE_ZONE), localDate(to, ALLIANCE_ZONE)];
  const problems: readonly (readonly [boolean, string, string])[] = [
    [to <= from, 'to', 'PERIOD_EMPTY'],
    [daysBetween(first, last) > LONGEST_DAYS, 'to', 'PERIOD_TOO_LONG'],
    [!!weeklyUntil && weeklyUntil < first, 'weeklyUntil', 'PERIOD_EMPTY'],
    [!!weeklyUntil && daysBetween(first, weeklyUntil) > MOST_WEEKS * 7, 'weeklyUntil', 'PERIOD_TOO_LONG'],
    [!!weeklyUntil && daysBetween(first, last) >= 7, 'weeklyUntil', 'PERIOD_MEETS_ANOTHER'],
  ];
  return problems.filter(([broken]) => broken).map(([, path, constraint]) => ({ path, constraint }));
}

/** The same clock times every week; weeks are counted in days, so a change of the clocks would not move them. */
function occurrences({ from, to, weeklyUntil }: Entry): Interval[] {
  const first = localDate(from, ALLIANCE_ZONE);
  const weeks = weeklyUntil ? Math.floor(daysBetween(first, weeklyUntil) / 7) : 0;
  return Array.from({ length: weeks + 1 }, (_, week) => ({
    start: weeksLater(from, week),
    end: weeksLater(to, week),
  }));
}

/** The zone of the alliance has no summer time. */
const weeksLater = (instant: Date, weeks: number): Date => new Date(+instant + weeks * 7 * 86_400_000);

function rowOf(tx: Transaction, entry: Entry, { start, end }: Interval): CommitmentEntity {
  const { expertId, kind, reasonCode, comment, seriesId } = entry;
  return {
    ...enteredBy(tx),
    id: tx.newId(),
    expertId,
    kind,
    exclusive: isExclusive(kind),
    state: CommitmentState.CONFIRMED,
    startsAt: start,
    endsAt: end,
    blockedFrom: start,
    blockedUntil: end,
    subjectDomain: 'calendar',
    subjectId: seriesId,
    placeInstitutionId: null,
    expiresAt: null,
    reasonCode: reasonCode ?? null,
    comment: comment ?? null,
  };
}
