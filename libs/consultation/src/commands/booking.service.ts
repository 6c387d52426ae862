import { Injectable } from '@nestjs/common';
import { after, minutes, type Interval } from '#kernel';
import { ReasonCheck, reasonOf, type ActorContext, type ChangeCommand, type Claim, type Transaction } from '#platform';
import type { ConsultationRow, LoadedConsultation } from '../data/consultation-facts.reader.js';
import { InvitationRepository } from '../data/invitation.repository.js';
import type { ChosenExpert } from '../domain/consultation.lifecycle.js';
import { heldUntil, heldWhileWriting } from '../domain/limits.js';
import { ConsultationNotices } from './consultation-notices.js';
import { ConsultationTransitions } from './consultation-transitions.js';
import { PanelWriter, live } from './panel-writer.js';

/** Experts and a time for them. */
export interface ChooseTimeCommand extends ChangeCommand {
  readonly expertIds: readonly string[];
  /** Of several: left out, the first. */
  readonly chairStaffId?: string | null;
  /** How many of several are enough: left out, all of them. */
  readonly requiredExperts?: number | null;
  readonly startsAt: Date;
}

export interface ScheduleCommand extends ChangeCommand {
  readonly startsAt: Date;
}

export interface RescheduleCommand extends ScheduleCommand {
  readonly reasonCode: string;
  readonly comment?: string | null;
}

/** Times of sessions: held, let go, fixed and moved. */
@Injectable()
export class BookingService {
  constructor(
    private readonly transitions: ConsultationTransitions,
    private readonly panel: PanelWriter,
    private readonly invitations: InvitationRepository,
    private readonly reasons: ReasonCheck,
    private readonly notices: ConsultationNotices,
  ) {}

  /** Holds the time of all experts for a few minutes, while the invitation is written; or of none. @throws SlotTakenError */
  chooseTime(actor: ActorContext, command: ChooseTimeCommand): Promise<Claim> {
    const { expertIds, startsAt, chairStaffId = null, requiredExperts = null } = command;
    return this.transitions.run(actor, command, {
      action: 'chooseTime',
      operation: 'chooseConsultationTime',
      topic: 'consultation.time-chosen',
      calendars: expertIds,
      bring: async (tx, { row }) => ({
        experts: await this.chosen(tx, expertIds),
        startsAt,
        requiredExperts,
        chairStaffId,
        unpublishedFor: await this.panel.unpublished(tx, expertIds, sessionAt(row, startsAt)),
      }),
      effect: async (tx, { row, limits }) => {
        const time = sessionAt(row, startsAt);
        const asked = await this.panel.replace(tx, row, { expertIds, chairStaffId }, 'PROPOSED');
        // What has been submitted once is kept as long as others wait for it.
        const until = row.submittedAt ? heldUntil(tx.now, startsAt, limits) : heldWhileWriting(tx.now, limits);
        await this.panel.keep(tx, asked, { time, until });
        return { changes: { ...changesOf(time), requiredExperts } };
      },
    });
  }

  letTimeGo(actor: ActorContext, command: ChangeCommand): Promise<Claim> {
    return this.transitions.run(actor, command, {
      action: 'letTimeGo',
      operation: 'releaseConsultationTime',
      topic: 'consultation.time-released',
      calendars: [],
      effect: (tx, { row }) => {
        this.panel.withdraw(tx, live(row));
        return { changes: { startsAt: null, endsAt: null, requiredExperts: null } };
      },
    });
  }

  /** Gives those who are asked another time; with whoever has accepted already it is fixed at once. */
  schedule(actor: ActorContext, command: ScheduleCommand): Promise<Claim> {
    const { startsAt } = command;
    return this.transitions.run(actor, command, {
      action: 'schedule',
      operation: 'scheduleConsultation',
      topic: 'consultation.time-set',
      calendars: [],
      bring: () => ({ startsAt }),
      effect: async (tx, { row, limits }, to) => {
        const time = sessionAt(row, startsAt);
        await this.keepAll(tx, row, time, heldUntil(tx.now, startsAt, limits));
        await this.notices.toEverybody(tx, row, to === 'SCHEDULED' ? 'scheduled' : 'invited');
        return { ...(to === 'SCHEDULED' && { topic: 'consultation.scheduled' }), changes: changesOf(time) };
      },
    });
  }

  /** The same experts at another time. */
  reschedule(actor: ActorContext, command: RescheduleCommand): Promise<Claim> {
    const { startsAt } = command;
    return this.transitions.run(actor, command, {
      action: 'reschedule',
      operation: 'rescheduleConsultation',
      topic: 'consultation.rescheduled',
      calendars: [],
      bring: async (tx) => ({ startsAt, ...(await this.reasons.from('consultation.reschedule', tx, command)) }),
      effect: async (tx, { row, limits }) => {
        const time = sessionAt(row, startsAt);
        await this.keepAll(tx, row, time, heldUntil(tx.now, startsAt, limits));
        await this.notices.toEverybody(tx, row, 'scheduled');
        return { ...reasonOf(command), changes: { ...changesOf(time), sessionNo: row.sessionNo + 1 } };
      },
    });
  }

  /** Whoever has accepted keeps the new time for good, the others until they answer. */
  private async keepAll(tx: Transaction, row: ConsultationRow, time: Interval, until: Date): Promise<void> {
    const asked = live(row);
    await this.panel.keep(tx, asked, { time, until });
    await this.panel.confirm(
      tx,
      asked.filter(({ state }) => state === 'ACCEPTED'),
    );
  }

  private async chosen(tx: Transaction, expertIds: readonly string[]): Promise<readonly ChosenExpert[]> {
    return this.invitations.choosable(tx, [...new Set(expertIds)]);
  }
}

/** The session of a case that begins then. */
export function sessionAt({ durationMinutes }: LoadedConsultation['row'], startsAt: Date): Interval {
  return { start: startsAt, end: after(startsAt, minutes(durationMinutes)) };
}

export const changesOf = ({ start, end }: Interval) => ({ startsAt: start, endsAt: end });
