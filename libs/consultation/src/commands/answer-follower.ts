import { Injectable } from '@nestjs/common';
import type { Interval, JsonRecord } from '#kernel';
import type { Transaction } from '#platform';
import type { ConsultationRow } from '../data/consultation-facts.reader.js';
import type { ConsultationChanges } from '../data/consultation.repository.js';
import type { LoadedInvitation } from '../data/invitation.repository.js';
import type { InvitationState } from '../domain/consultation.js';
import { heldUntil } from '../domain/limits.js';
import { needed, type Invitation } from '../domain/panel.js';
import { Succession } from '../queries/succession.js';
import { changesOf, sessionAt } from './booking-attempts.js';
import { ChairService } from './chair.service.js';
import { ConsultationNotices } from './consultation-notices.js';
import { ConsultationTransitions } from './consultation-transitions.js';
import { EmergencyChain } from './emergency-chain.js';
import { PanelWriter, live } from './panel-writer.js';

/** What becomes of the case when somebody has answered, or has not. */
@Injectable()
export class AnswerFollower {
  constructor(
    private readonly consultations: ConsultationTransitions,
    private readonly panel: PanelWriter,
    private readonly succession: Succession,
    private readonly chain: EmergencyChain,
    private readonly chairs: ChairService,
    private readonly notices: ConsultationNotices,
  ) {}

  /** Their time is fixed; with the last one that it takes, so is the session. */
  async accepted(tx: Transaction, { row: invitation, consultation }: LoadedInvitation): Promise<void> {
    const { row } = consultation;
    const time = timeOf(row);
    const isEmergency = row.type === 'EMERGENCY';
    if (isEmergency) await this.comesNow(tx, invitation, time ?? sessionAt(row, tx.now));
    else if (invitation.holdsTime) await this.panel.confirm(tx, [invitation]);
    else if (time) await this.panel.keep(tx, consultation, [invitation], { time, until: null, together: live(row) });
    const changes = isEmergency && time === null ? changesOf(sessionAt(row, tx.now)) : {};
    await this.take(tx, row, {
      action: 'acceptInvitation',
      topic: 'consultation.invitation-accepted',
      invitationsAfter: afterwards(row, invitation.id, 'ACCEPTED'),
      changes,
    });
    await this.notices.accepted(tx, row);
  }

  /**
   * Whoever is called had their time taken from the call on; the session is from now on. Where something else begins before its
   * end, they keep what they are held for. Whoever says that they come to an emergency comes, whatever else they leave for it.
   */
  private async comesNow(tx: Transaction, invitation: Invitation, time: Interval): Promise<void> {
    const isFree = await this.panel.reach(tx, invitation, { time, until: null });
    if (!isFree && invitation.holdsTime) await this.panel.confirm(tx, [invitation]);
  }

  /** Somebody else of the group is asked for the same time, or another time is looked for, or nobody is left. */
  async left(tx: Transaction, loaded: LoadedInvitation, as: 'DECLINED' | 'EXPIRED'): Promise<void> {
    const { row: invitation, consultation } = loaded;
    const { row } = consultation;
    this.panel.release(tx, [invitation]);
    this.panel.end(tx, invitation.id);
    const { othersLeft, asked, payload } = await this.next(tx, loaded);
    const others = live(row).filter(({ id }) => id !== invitation.id);
    const losesTime = isTimeLost(row, { others, asked }, tx.now);
    if (losesTime) this.panel.release(tx, others);
    const leaderless = row.type === 'MDT' && invitation.isChair && asked.length === 0;
    const chairStaffId = leaderless ? await this.chairs.passOn(tx, row, others) : null;
    await this.take(tx, row, {
      action: as === 'DECLINED' ? 'declineInvitation' : 'expireInvitation',
      topic: as === 'DECLINED' ? 'consultation.invitation-declined' : 'consultation.invitation-expired',
      invitationsAfter: [...afterwards(row, invitation.id, as), ...asked],
      othersLeft,
      changes: losesTime ? { startsAt: null, endsAt: null } : {},
      payload: { ...payload, ...(chairStaffId && { chairStaffId }) },
    });
    await this.notices.left(tx, row, { replaced: asked.length > 0, expired: as === 'EXPIRED' });
  }

  private async next(tx: Transaction, { row: invitation, consultation, successors }: LoadedInvitation): Promise<Next> {
    const { row, limits } = consultation;
    if (row.type === 'EMERGENCY') {
      return { othersLeft: true, asked: await this.chain.callNext(tx, consultation, invitation.id) };
    }
    // Nobody is asked for a time that has begun: either the others are enough, or another time is looked for.
    const begun = hasBegun(row, tx.now);
    const others = row.invitations.filter(({ id }) => id !== invitation.id);
    if (begun && isEnough(row, others)) return { othersLeft: true, asked: [] };
    const time = begun ? null : timeOf(row);
    const next = await this.succession.of(tx, successors, time);
    if (!next) return { othersLeft: successors.length > 0, asked: [] };
    const { expertId: staffId, institutionId, choice } = next;
    const { isChair } = invitation;
    const asked = this.panel.add(tx, row, { staffId, institutionId, isChair, state: 'INVITED', choice });
    if (time) await this.panel.keep(tx, consultation, [asked], { time, until: heldUntil(tx.now, time.start, limits) });
    await this.panel.ask(tx, row, [asked], limits);
    await this.notices.invited(tx, row, [staffId]);
    const { reason, taken, weightPercent } = choice;
    const payload = { successorStaffId: staffId, choice: { reason, taken, weightPercent } };
    return { othersLeft: true, asked: [{ expertStaffId: staffId, state: 'INVITED' }], payload };
  }

  private take(tx: Transaction, { id, version }: ConsultationRow, what: Consequence): Promise<void> {
    const { action, topic, changes, payload = {}, ...attempt } = what;
    return this.consultations.take(
      tx,
      { id, expectedVersion: version },
      {
        action,
        topic,
        operation: action,
        isConsequence: true,
        bring: () => attempt,
        effect: () => ({ changes, payload }),
      },
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
  /** Why it is whoever follows, for the record. */
  readonly payload?: JsonRecord;
}

interface Left {
  readonly others: readonly Pick<After, 'state'>[];
  readonly asked: readonly After[];
}

interface Consequence {
  readonly action: 'acceptInvitation' | 'declineInvitation' | 'expireInvitation';
  readonly topic: string;
  readonly invitationsAfter: readonly After[];
  readonly othersLeft?: boolean;
  readonly changes: ConsultationChanges;
  readonly payload?: JsonRecord | undefined;
}

function afterwards({ invitations }: ConsultationRow, id: string, state: InvitationState): After[] {
  return invitations.map((one) => ({ expertStaffId: one.expertStaffId, state: one.id === id ? state : one.state }));
}

/**
 * Whether those who are left still have a use for the time: a panel that is not whole has none, others may have. The time of an
 * emergency is when somebody accepts.
 */
function isWhole(row: ConsultationRow, others: readonly Pick<After, 'state'>[], asked: readonly After[]): boolean {
  if (row.type === 'EMERGENCY') return others.some(({ state }) => state === 'ACCEPTED');
  return others.length + asked.length >= needed(row);
}

function isEnough(row: ConsultationRow, others: readonly Pick<After, 'state'>[]): boolean {
  return others.filter(({ state }) => state === 'ACCEPTED').length >= needed(row);
}

/** Whether those who are left cannot use the time that there is. */
function isTimeLost(row: ConsultationRow, { others, asked }: Left, now: Date): boolean {
  if (timeOf(row) === null) return false;
  return hasBegun(row, now) ? !isEnough(row, others) : !isWhole(row, others, asked);
}

const hasBegun = ({ startsAt }: ConsultationRow, now: Date): boolean => startsAt !== null && startsAt <= now;

function timeOf({ startsAt, endsAt }: ConsultationRow): Interval | null {
  return startsAt && endsAt ? { start: startsAt, end: endsAt } : null;
}
