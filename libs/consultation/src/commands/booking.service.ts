import { Injectable } from '@nestjs/common';
import { ReasonCheck, reasonOf, type ActorContext, type ChangeCommand, type Claim } from '#platform';
import { heldUntil, heldWhileWriting } from '../domain/limits.js';
import { quorumOf } from '../domain/panel.js';
import { BookingAttempts, changesOf, sessionAt } from './booking-attempts.js';
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
    private readonly attempts: BookingAttempts,
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
      bring: (tx, loaded) => {
        const wanted = { experts: loaded.row.chosen, startsAt, requiredExperts, chairStaffId };
        return this.attempts.of(tx, loaded, 'chooseTime', wanted);
      },
      effect: async (tx, loaded) => {
        const { row, limits } = loaded;
        const time = sessionAt(row, startsAt);
        const { asked } = this.panel.replace(tx, loaded, { expertIds, chairStaffId }, 'PROPOSED');
        // What has been submitted once is kept as long as others wait for it.
        const until = row.submittedAt ? heldUntil(tx.now, startsAt, limits) : heldWhileWriting(tx.now, limits);
        await this.panel.keep(tx, loaded, asked, { time, until });
        return { changes: { ...changesOf(time), requiredExperts: quorumOf(row.type, command) } };
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
      bring: (tx, loaded) => this.attempts.of(tx, loaded, 'schedule', { startsAt }),
      effect: async (tx, loaded, to) => {
        const { row } = loaded;
        const time = sessionAt(row, startsAt);
        await this.panel.seat(tx, loaded, { asked: [], kept: live(row) }, time);
        await this.notices.toEverybody(tx, row, to === 'SCHEDULED' ? 'scheduled' : 'moved');
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
      bring: async (tx, loaded) => {
        const reason = await this.reasons.from('consultation.reschedule', tx, command);
        return this.attempts.of(tx, loaded, 'reschedule', { startsAt, ...reason });
      },
      effect: async (tx, loaded) => {
        const { row } = loaded;
        const time = sessionAt(row, startsAt);
        await this.panel.seat(tx, loaded, { asked: [], kept: live(row) }, time);
        await this.notices.toEverybody(tx, row, 'scheduled');
        return { ...reasonOf(command), changes: { ...changesOf(time), sessionNo: row.sessionNo + 1 } };
      },
    });
  }
}
