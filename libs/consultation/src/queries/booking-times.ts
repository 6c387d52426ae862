import { Injectable } from '@nestjs/common';
import { FreeTimes, Slots } from '#calendar';
import { after, days, hours, intersection, merge, minutes, type Interval } from '#kernel';
import type { Transaction } from '#platform';
import type { LoadedConsultation } from '../data/consultation-facts.reader.js';
import type { ChosenExpert, TimeObstacles } from '../domain/consultation.facts.js';
import { BOOK_AHEAD, SLOT_STEP, horizon } from '../domain/limits.js';
import { InvitingSide, type Asking } from './inviting-side.reader.js';

/** Times that a refusal offers, and how far ahead they are looked for. */
const OFFERED = 5;
const LOOK_AHEAD = days(14);

type Case = Pick<LoadedConsultation, 'row' | 'limits'>;
type Asked = Pick<ChosenExpert, 'staffId' | 'institutionId'>;

/** When a case can have its session: what both sides say of a time, and which times there are. */
@Injectable()
export class BookingTimes {
  constructor(
    private readonly inviting: InvitingSide,
    private readonly times: FreeTimes,
    private readonly slots: Slots,
  ) {}

  /** What stands in the way of a time, whatever takes it meanwhile. */
  async obstacles(tx: Transaction, { row }: Case, experts: readonly Asked[], time: Interval): Promise<TimeObstacles> {
    const [{ open, agreed }, unpublishedFor] = await Promise.all([
      this.inviting.within(tx, askingOf(row, experts), time),
      this.unpublished(tx, experts, time),
    ]);
    const notAgreedThen = [...agreed].filter(([, periods]) => !covers(periods, time)).map(([id]) => id);
    return { isInviterClosed: !covers(open, time), notAgreedThen, unpublishedFor };
  }

  /** The next times that all of the experts have and that can be booked: from the wished one on, or else from now on. */
  async next(tx: Transaction, of: Case, experts: readonly Asked[], wished: Interval): Promise<Interval[]> {
    const { row, limits } = of;
    const earliest = row.type === 'MDT' ? after(tx.now, hours(limits['consultation.mdt_notice_hours'])) : tx.now;
    const later = wished.start > earliest ? await this.from(tx, of, experts, wished.start) : [];
    return later.length > 0 ? later : this.from(tx, of, experts, earliest);
  }

  private async from(
    tx: Transaction,
    { row, limits }: Case,
    experts: readonly Asked[],
    start: Date,
  ): Promise<Interval[]> {
    const { end } = horizon(tx.now, limits[BOOK_AHEAD]);
    if (start >= end) return [];
    const window = { start, end: earlier(after(start, LOOK_AHEAD), end) };
    const { open, agreed } = await this.inviting.within(tx, askingOf(row, experts), window);
    const wish = {
      window,
      hours: [...agreed.values()].reduce((left, right) => intersection(left, right), open),
      length: minutes(row.durationMinutes),
      every: minutes(limits[SLOT_STEP]),
      needed: experts.length,
      expertIds: experts.map(({ staffId }) => staffId),
    };
    return this.slots.find(tx, wish, OFFERED);
  }

  /** Those of the experts who have not published the time. */
  private async unpublished(tx: Transaction, experts: readonly Asked[], time: Interval): Promise<string[]> {
    const ids = experts.map(({ staffId }) => staffId);
    const found = await this.times.published(tx, ids, time);
    return ids.filter((id) => !covers(found.get(id)!, time));
  }
}

/** The inviting institution, and those that have to have an agreement with it. */
function askingOf(row: Case['row'], experts: readonly Asked[]): Asking {
  const { invitingInstitutionId: institutionId, centreInstitutionId } = row;
  const asked = new Set([centreInstitutionId, ...experts.map((expert) => expert.institutionId)]);
  return { institutionId, partnerIds: [...asked].filter((id) => id !== institutionId) };
}

const earlier = (one: Date, other: Date): Date => (one < other ? one : other);

const covers = (intervals: readonly Interval[], time: Interval): boolean =>
  merge(intervals).some(({ start, end }) => start <= time.start && time.end <= end);
