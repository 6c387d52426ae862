import { Injectable } from '@nestjs/common';
import { Commitments, FreeTimes } from '#calendar';
import { after, before, minutes, overlaps, type Interval } from '#kernel';
import type { Transaction } from '#platform';
import type { ConsultationRow } from '../data/consultation-facts.reader.js';
import type { ConsultationChanges } from '../data/consultation.repository.js';
import type { Choosable, LoadedInvitation } from '../data/invitation.repository.js';
import { CALENDAR_DOMAIN, type InvitationState } from '../domain/consultation.js';
import { heldUntil } from '../domain/limits.js';
import { ConsultationNotices } from './consultation-notices.js';
import { ConsultationTransitions } from './consultation-transitions.js';
import { EmergencyChain } from './emergency-chain.js';
import { PanelWriter } from './panel-writer.js';

/** What becomes of the case when somebody has answered, or has not. */
@Injectable()
export class AnswerFollower {
  constructor(
    private readonly consultations: ConsultationTransitions,
    private readonly panel: PanelWriter,
    private readonly commitments: Commitments,
    private readonly times: FreeTimes,
    private readonly chain: EmergencyChain,
    private readonly notices: ConsultationNotices,
  ) {}

  /** Their time is fixed; with the last one that it takes, so is the session. */
  async accepted(tx: Transaction, { row: invitation, consultation }: LoadedInvitation): Promise<void> {
    const { row } = consultation;
    const time = timeOf(row);
    const isEmergency = row.type === 'EMERGENCY';
    if (invitation.holdsTime) await this.commitments.confirmFor(tx, { domain: CALENDAR_DOMAIN, id: invitation.id });
    else if (time && !isEmergency) await this.panel.keep(tx, consultation, [invitation], { time, until: null });
    const changes = isEmergency && row.startsAt === null ? nowFor(tx.now, row) : {};
    await this.take(tx, row, {
      action: 'acceptInvitation',
      topic: 'consultation.invitation-accepted',
      invitationsAfter: afterwards(row, invitation.id, 'ACCEPTED'),
      changes,
    });
    await this.notices.accepted(tx, row);
  }

  /** Somebody else of the group is asked for the same time, or another time is looked for, or nobody is left. */
  async left(tx: Transaction, loaded: LoadedInvitation, as: 'DECLINED' | 'EXPIRED'): Promise<void> {
    const { row: invitation, consultation } = loaded;
    const { row } = consultation;
    this.panel.release(tx, [invitation]);
    this.panel.end(tx, invitation.id);
    const { othersLeft, asked, losesTime } = await this.next(tx, loaded);
    await this.take(tx, row, {
      action: as === 'DECLINED' ? 'declineInvitation' : 'expireInvitation',
      topic: as === 'DECLINED' ? 'consultation.invitation-declined' : 'consultation.invitation-expired',
      invitationsAfter: [...afterwards(row, invitation.id, as), ...asked],
      othersLeft,
      changes: losesTime ? { startsAt: null, endsAt: null } : {},
    });
    await this.notices.left(tx, row, { replaced: asked.length > 0, expired: as === 'EXPIRED' });
  }

  private async next(tx: Transaction, { row: invitation, consultation, successors }: LoadedInvitation): Promise<Next> {
    const { row, limits } = consultation;
    if (row.type === 'EMERGENCY') {
      const asked = await this.chain.callNext(tx, consultation, invitation.id);
      // It began when they accepted, and begins anew with whoever does next.
      const comes = row.invitations.some(({ id, state }) => id !== invitation.id && state === 'ACCEPTED');
      return { othersLeft: true, asked, losesTime: !comes };
    }
    const time = timeOf(row);
    const next = await this.free(tx, successors, time);
    if (!next) return { othersLeft: successors.length > 0, asked: [], losesTime: row.type !== 'MDT' && time !== null };
    const asked = this.panel.add(tx, row, { ...next, isChair: invitation.isChair, state: 'INVITED' });
    if (time) await this.panel.keep(tx, consultation, [asked], { time, until: heldUntil(tx.now, time.start, limits) });
    await this.panel.ask(tx, row, [asked], limits);
    await this.notices.invited(tx, row, [next.staffId]);
    return { othersLeft: true, asked: [{ expertStaffId: next.staffId, state: 'INVITED' }], losesTime: false };
  }

  /** The first of them who is free then. */
  private async free(tx: Transaction, successors: readonly Choosable[], time: Interval | null) {
    if (!time) return successors[0];
    const ids = successors.map(({ staffId }) => staffId);
    const times = await this.times.of(tx, ids, widened(time));
    return successors.find(({ staffId }) => {
      const { busy, bufferBefore, bufferAfter } = times.get(staffId)!;
      const block = { start: after(time.start, minutes(-bufferBefore)), end: after(time.end, minutes(bufferAfter)) };
      return !busy.some((one) => overlaps(one, block));
    });
  }

  private take(tx: Transaction, { id, version }: ConsultationRow, what: Consequence): Promise<void> {
    const { action, topic, changes, ...attempt } = what;
    return this.consultations.take(
      tx,
      { id, expectedVersion: version },
      { action, topic, operation: action, isConsequence: true, bring: () => attempt, effect: () => ({ changes }) },
    );
  }
}

interface After {
  readonly expertStaffId: string;
  readonly state: InvitationState;
}

interface Next {
  readonly othersLeft: boolean;
  readonly asked: readonly After[];
  readonly losesTime: boolean;
}

interface Consequence {
  readonly action: 'acceptInvitation' | 'declineInvitation' | 'expireInvitation';
  readonly topic: string;
  readonly invitationsAfter: readonly After[];
  readonly othersLeft?: boolean;
  readonly changes: ConsultationChanges;
}

function afterwards({ invitations }: ConsultationRow, id: string, state: InvitationState): After[] {
  return invitations.map((one) => ({ expertStaffId: one.expertStaffId, state: one.id === id ? state : one.state }));
}

function timeOf({ startsAt, endsAt }: ConsultationRow): Interval | null {
  return startsAt && endsAt ? { start: startsAt, end: endsAt } : null;
}

/** The longest buffers that a calendar has. */
const WIDEST = minutes(240);
const widened = ({ start, end }: Interval): Interval => ({
  start: before(start, WIDEST),
  end: after(end, WIDEST),
});

function nowFor(now: Date, { durationMinutes }: ConsultationRow): ConsultationChanges {
  return { startsAt: now, endsAt: after(now, minutes(durationMinutes)) };
}
