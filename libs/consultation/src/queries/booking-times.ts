import { Injectable } from '@nestjs/common';
import { Commitments, Slots } from '#calendar';
import { after, days, hours, intersection, merge, minutes, type Interval } from '#kernel';
import type { Transaction } from '#platform';
import type { LoadedConsultation } from '../data/consultation-facts.reader.js';
import { periodOf } from '../data/inviting-side.js';
import type { ChosenExpert, TimeObstacles } from '../domain/consultation.facts.js';
import { BOOK_AHEAD, SLOT_STEP, horizon } from '../domain/limits.js';
import { ConsultationHours } from './consultation-hours.reader.js';

/** Times that a refusal offers, and how far ahead they are looked for. */
const OFFERED = 5;
const LOOK_AHEAD = days(14);

type Case = Pick<LoadedConsultation, 'row' | 'limits'>;
type Asked = Pick<ChosenExpert, 'staffId' | 'institutionId'>;

/** When a case can have its session: what both sides say of a time, and which times there are. */
@Injectable()
export class BookingTimes {
  constructor(
    private readonly openings: ConsultationHours,
    private readonly commitments: Commitments,
    private readonly slots: Slots,
  ) {}

  /** What stands in the way of a time, whatever takes it meanwhile; that is foreseen as well, for whoever takes it then. */
  async obstacles(tx: Transaction, { row }: Case, experts: readonly Asked[], time: Interval): Promise<TimeObstacles> {
    const ids = idsOf(experts);
    const [open, times] = await Promise.all([
      this.openings.within(tx, row.invitingHours, time, tx.now),
      this.commitments.foresee(tx, ids, time),
    ]);
    return {
      isInviterClosed: !covers(open, time),
      notAgreedThen: partnersOf(row, experts).filter((id) => !covers(agreedWith(row, id), time)),
      unpublishedFor: ids.filter((id) => !covers(times.get(id)!.published, time)),
    };
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
    const open = await this.openings.within(tx, row.invitingHours, window, tx.now);
    const agreed = partnersOf(row, experts).map((id) => agreedWith(row, id));
    const wish = {
      window,
      hours: agreed.reduce((left, right) => intersection(left, right), open),
      length: minutes(row.durationMinutes),
      every: minutes(limits[SLOT_STEP]),
      needed: experts.length,
      expertIds: idsOf(experts),
    };
    return this.slots.find(tx, wish, OFFERED);
  }
}

const idsOf = (experts: readonly Asked[]): string[] => experts.map(({ staffId }) => staffId);

/** The institutions that the inviting one has to have an agreement with. */
function partnersOf({ invitingInstitutionId, centreInstitutionId }: Case['row'], experts: readonly Asked[]): string[] {
  const asked = new Set([centreInstitutionId, ...experts.map(({ institutionId }) => institutionId)]);
  return [...asked].filter((id) => id !== invitingInstitutionId);
}

/** When it has one. */
const agreedWith = ({ agreements }: Case['row'], institutionId: string): Interval[] =>
  agreements.filter((one) => one.institutionId === institutionId).map(periodOf);

const earlier = (one: Date, other: Date): Date => (one < other ? one : other);

const covers = (intervals: readonly Interval[], time: Interval): boolean =>
  merge(intervals).some(({ start, end }) => start <= time.start && time.end <= end);
