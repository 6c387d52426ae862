import { Inject, Injectable } from '@nestjs/common';
import { Slots, type Slot } from '#calendar';
import {
  InvalidInputError,
  days,
  elapsed,
  minutes,
  type Clock,
  type FieldProblem,
  type Interval,
  type LocalDate,
} from '#kernel';
import { staffView } from '#organization';
import { CLOCK, Database, ReferenceData, project, statement, type ActorContext, type Selection } from '#platform';
import { chooseFairly, type FairChoice, type Share } from '../domain/fair-choice.js';
import { BOOK_AHEAD, SLOT_STEP, horizon } from '../domain/limits.js';
import { ConsultationHours } from './consultation-hours.reader.js';
import { SlotExperts } from './slot-experts.reader.js';

const SETTINGS = [SLOT_STEP, BOOK_AHEAD] as const;
/** Five weeks; who looks further ahead asks again. */
const LONGEST_WINDOW = days(35);
const STAFF = staffView('s');

/** A time that is looked for, and with whom. */
export interface SlotQuestion {
  readonly specialtyCode?: string | null;
  readonly expertIds?: readonly string[] | null;
  readonly from: Date;
  readonly to: Date;
  readonly durationMinutes: number;
  /** Left out: one of a specialty, all of those who are named. */
  readonly needed?: number | null;
  readonly chairId?: string | null;
  readonly limit: number;
}

/** A time with those who are free, and who of them should be asked where any of them may. */
export type OfferedSlot = Slot & { readonly proposed: FairChoice | null };

/** The times that were found, and the last day on which a session may begin. */
export interface FoundSlots {
  readonly lastDay: LocalDate;
  readonly slots: readonly OfferedSlot[];
}

interface Search {
  readonly actor: ActorContext;
  readonly question: SlotQuestion;
  readonly now: Date;
  /** In minutes: how far apart sessions may begin. */
  readonly step: number;
}

/** Finds times for consultations, as the calendars stand: nothing is held by it. */
@Injectable()
export class ConsultationSlotsQuery {
  constructor(
    private readonly database: Database,
    private readonly slots: Slots,
    private readonly experts: SlotExperts,
    private readonly hours: ConsultationHours,
    private readonly reference: ReferenceData,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /**
   * The times of the window, as far as it has not passed and can be booked already.
   * @throws InvalidInputError; NotFoundError and AgreementMissingError for an expert who cannot be asked
   */
  async find(actor: ActorContext, question: SlotQuestion): Promise<FoundSlots> {
    const problems = problemsOf(question);
    if (problems.length > 0) throw new InvalidInputError(problems, 'CONSULTATION');
    const now = this.clock.now();
    const settings = await this.reference.settings(SETTINGS, now, this.database);
    const { lastDay, end } = horizon(now, settings[BOOK_AHEAD]);
    const window = {
      start: question.from > now ? question.from : now,
      end: question.to < end ? question.to : end,
    };
    const isBookable = window.start < window.end;
    return {
      lastDay,
      slots: isBookable ? await this.within(window, { actor, question, now, step: settings[SLOT_STEP] }) : [],
    };
  }

  private async within(window: Interval, { actor, question, now, step }: Search): Promise<OfferedSlot[]> {
    const { institutionId } = actor;
    const { chairId } = question;
    const specialtyCode = question.specialtyCode || null;
    const sought = { specialtyCode, expertIds: question.expertIds ?? [], institutionId, window };
    const [shares, hours] = await Promise.all([
      this.experts.of(this.database, sought, now),
      this.hours.of(this.database, institutionId, window, now),
    ]);
    const needed = question.needed ?? (specialtyCode === null ? shares.length : 1);
    const wish = {
      window,
      hours,
      length: minutes(question.durationMinutes),
      every: minutes(step),
      needed,
      expertIds: shares.map(({ expertId }) => expertId),
      ...(chairId && { required: [chairId] }),
    };
    const found = await this.slots.find(this.database, wish, question.limit);
    return found.map((slot) => ({ ...slot, proposed: needed === 1 ? proposedFor(slot, shares) : null }));
  }

  /** Those who are free at one of the times, once each. */
  async people<Node>(slots: readonly Slot[], selection: Selection): Promise<Node[]> {
    const { json } = project(STAFF, selection, ['id']);
    const sql = `SELECT ${json} AS node FROM staff s WHERE s.id = ANY($1::uuid[]) ORDER BY s.staff_no`;
    const ids = [...new Set(slots.flatMap(({ expertIds }) => expertIds))];
    const rows = await this.database.query<{ node: Node }>(statement('consultation.slot-people', sql), [ids]);
    return rows.map(({ node }) => node);
  }
}

function proposedFor({ expertIds }: Slot, shares: readonly Share[]): FairChoice | null {
  return chooseFairly(shares.filter(({ expertId }) => expertIds.includes(expertId)));
}

function problemsOf({ specialtyCode, expertIds, from, to, needed, chairId }: SlotQuestion): FieldProblem[] {
  const named = new Set(expertIds ?? []);
  const checks: readonly (readonly [boolean, string, string])[] = [
    [!specialtyCode === (named.size === 0), 'specialtyCode', 'SPECIALTY_OR_EXPERTS'],
    [to <= from, 'to', 'PERIOD_EMPTY'],
    [elapsed(from, to) > LONGEST_WINDOW, 'to', 'PERIOD_TOO_LONG'],
    [named.size > 0 && (needed ?? 1) > named.size, 'needed', 'MORE_THAN_NAMED'],
    [!!chairId && named.size > 0 && !named.has(chairId), 'chairId', 'CHAIR_NOT_NAMED'],
  ];
  return checks.filter(([broken]) => broken).map(([, path, constraint]) => ({ path, constraint }));
}
