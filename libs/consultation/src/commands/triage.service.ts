import { Injectable } from '@nestjs/common';
import { ReasonCheck, type ActorContext, type ChangeCommand, type Claim, type Transaction } from '#platform';
import type { ConsultationRow } from '../data/consultation-facts.reader.js';
import type { ConsultationState } from '../domain/consultation.js';
import { quorumOf } from '../domain/panel.js';
import { BookingAttempts, changesOf, sessionAt } from './booking-attempts.js';
import { ConsultationNotices } from './consultation-notices.js';
import { ConsultationTransitions } from './consultation-transitions.js';
import { PanelWriter, type Seats } from './panel-writer.js';

export interface ReturnCommand extends ChangeCommand {
  /** What is missing, from `consultation.material`. */
  readonly missingCodes: readonly string[];
  readonly comment?: string | null;
}

export interface AssignCommand extends ChangeCommand {
  readonly expertIds: readonly string[];
  readonly chairStaffId?: string | null;
  readonly requiredExperts?: number | null;
  /** Left out: a time is found later. */
  readonly startsAt?: Date | null;
}

/** When it is to be from then on, and what becomes of the case. */
interface Timing {
  readonly startsAt: Date | null;
  readonly to: ConsultationState;
}

const MATERIAL = 'consultation.material';

/** What the coordinators of the centre do with what comes in. */
@Injectable()
export class TriageService {
  constructor(
    private readonly transitions: ConsultationTransitions,
    private readonly panel: PanelWriter,
    private readonly attempts: BookingAttempts,
    private readonly reasons: ReasonCheck,
    private readonly notices: ConsultationNotices,
  ) {}

  /** Back for material, item by item; it keeps its place in the queue. */
  returnForMaterial(actor: ActorContext, command: ReturnCommand): Promise<Claim> {
    const { missingCodes, comment = null } = command;
    return this.transitions.run(actor, command, {
      action: 'returnForMaterial',
      operation: 'returnConsultation',
      topic: 'consultation.returned',
      bring: async (tx) => {
        const verdicts = await Promise.all(
          missingCodes.map((reasonCode) => this.reasons.from(MATERIAL, tx, { reasonCode, comment })),
        );
        const problem = verdicts.find(({ reasonProblem }) => reasonProblem)?.reasonProblem ?? null;
        return { gapsProblem: missingCodes.length === 0 ? 'NOTHING_MISSING' : problem };
      },
      effect: async (tx, { row }) => {
        await this.notices.toAuthor(tx, row, 'returned');
        return {
          comment,
          changes: { missingCodes, missingComment: comment },
          payload: { missingCodes: [...missingCodes] },
        };
      },
    });
  }

  /** The material is complete: those who were chosen are asked. */
  invite(actor: ActorContext, command: ChangeCommand): Promise<Claim> {
    return this.transitions.run(actor, command, {
      action: 'invite',
      operation: 'passConsultationTriage',
      topic: 'consultation.inviting',
      calendars: [],
      effect: async (tx, loaded) => {
        const asked = await this.panel.invite(tx, loaded);
        const staffIds = asked.map(({ expertStaffId }) => expertStaffId);
        await this.notices.invited(tx, loaded.row, staffIds);
        return { payload: { staffIds } };
      },
    });
  }

  /**
   * Chooses experts, or others in their place, with a time or without one. Only those are asked who have not been: whoever has
   * accepted stays, at the time that is given. @throws SlotTakenError
   */
  assign(actor: ActorContext, command: AssignCommand): Promise<Claim> {
    const { expertIds, chairStaffId = null, requiredExperts = null, startsAt = null } = command;
    return this.transitions.run(actor, command, {
      action: 'assign',
      operation: 'assignConsultation',
      topic: 'consultation.assigned',
      calendars: expertIds,
      bring: (tx, loaded) => {
        const wanted = { experts: loaded.row.chosen, requiredExperts, chairStaffId };
        return startsAt ? this.attempts.of(tx, loaded, 'assign', { ...wanted, startsAt }) : wanted;
      },
      effect: async (tx, loaded, to) => {
        const { row } = loaded;
        const asks = row.state !== 'SUBMITTED';
        const choice = { expertIds, chairStaffId };
        const seats = this.panel.replace(tx, loaded, choice, asks ? 'INVITED' : 'PROPOSED');
        const time = startsAt && sessionAt(row, startsAt);
        await this.panel.seat(tx, loaded, seats, time);
        if (asks) await this.panel.ask(tx, row, seats.asked, loaded.limits);
        await this.tell(tx, row, { ...seats, asked: asks ? seats.asked : [] }, { startsAt, to });
        return {
          ...(to === 'SCHEDULED' && { topic: 'consultation.scheduled' }),
          changes: {
            ...(time ? changesOf(time) : { startsAt: null, endsAt: null }),
            requiredExperts: quorumOf(row.type, command),
          },
          payload: { staffIds: [...expertIds] },
        };
      },
    });
  }

  /** Whoever is new is asked, whoever stays hears of another time, and whoever does not is free again. */
  private async tell(tx: Transaction, row: ConsultationRow, seats: Seats, { startsAt, to }: Timing): Promise<void> {
    const kept = staffIds(seats.kept);
    if (seats.asked.length > 0) await this.notices.invited(tx, row, staffIds(seats.asked));
    if (to === 'SCHEDULED') await this.notices.toBothSides(tx, row, 'scheduled', kept);
    else if (+(startsAt ?? 0) !== +(row.startsAt ?? 0)) await this.notices.to(tx, row, 'moved', kept);
    await this.notices.to(tx, row, 'withdrawn', staffIds(seats.gone.filter(({ state }) => state !== 'PROPOSED')));
  }
}

const staffIds = (of: readonly { readonly expertStaffId: string }[]): string[] => of.map((one) => one.expertStaffId);
