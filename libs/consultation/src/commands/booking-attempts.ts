import { Injectable } from '@nestjs/common';
import { after, evaluate, minutes, type Interval } from '#kernel';
import type { Transaction } from '#platform';
import type { LoadedConsultation } from '../data/consultation-facts.reader.js';
import type { ConsultationAttempt } from '../domain/consultation.facts.js';
import { TIME_RULES, consultationLifecycle } from '../domain/consultation.lifecycle.js';
import type { ConsultationState } from '../domain/consultation.js';
import type { ConsultationAction } from '../domain/consultation.transitions.js';
import { isTooLate, type InvitationAttempt } from '../domain/invitation.transitions.js';
import { BookingTimes } from '../queries/booking-times.js';
import { advisersOf, live } from './panel-writer.js';

type Wanted = ConsultationAttempt & { readonly startsAt: Date };

/** States in which a case can get another time. */
const LOOKING: readonly ConsultationState[] = ['INVITING', 'SCHEDULED'];

/** What an attempt to book a time brings along. */
@Injectable()
export class BookingAttempts {
  constructor(private readonly times: BookingTimes) {}

  /** What is known of the time, and where it is refused, the next ones that can be had; of those who are asked already, or others. */
  async of(
    tx: Transaction,
    loaded: LoadedConsultation,
    action: ConsultationAction,
    wanted: Wanted,
  ): Promise<ConsultationAttempt> {
    const { row, facts } = loaded;
    const experts = wanted.experts ?? advisersOf(live(row));
    const time = sessionAt(row, wanted.startsAt);
    const attempt = { ...wanted, ...(await this.times.obstacles(tx, loaded, experts, time)) };
    const decision = evaluate(consultationLifecycle, row.state, action, { ...facts, ...attempt });
    if (decision.allowed || !TIME_RULES.includes(decision.rule)) return attempt;
    return { ...attempt, nextTimes: await this.times.next(tx, loaded, experts, time) };
  }

  /** What somebody finds who accepts: whether it is too late for the time that they were asked for, and when else all of them can. */
  async ofAnswer(tx: Transaction, loaded: LoadedConsultation): Promise<InvitationAttempt> {
    const { row } = loaded;
    const { startsAt } = row;
    if (!startsAt || !isTooLate(row, tx.now)) return {};
    const isOver = !LOOKING.includes(row.state);
    const asked = advisersOf(live(row));
    return {
      isTooLate: true,
      nextTimes: isOver ? [] : await this.times.next(tx, loaded, asked, sessionAt(row, startsAt)),
    };
  }
}

/** The session of a case that begins then. */
export function sessionAt({ durationMinutes }: LoadedConsultation['row'], startsAt: Date): Interval {
  return { start: startsAt, end: after(startsAt, minutes(durationMinutes)) };
}

/** The same as columns of the case. */
export const changesOf = ({ start, end }: Interval) => ({ startsAt: start, endsAt: end });
