import type { StaffMember } from '../county/index.js';
import type { Chance } from '../random.js';
import type { Act, Changes, State } from './act.js';
import { workingMinutesAfter } from './working-time.js';

/** What an act changes, and why. */
export interface Telling {
  readonly to?: State;
  /** Code and words. */
  readonly reason?: readonly [string, string?];
  readonly comment?: string;
  readonly sets?: Changes;
}

/** Tells a referral act by act, each some believable time after the one before. */
export class Narration {
  readonly acts: Act[] = [];
  state: State = 'DRAFT';
  private clock: Date;
  /** When the patient is expected; means something once that has been arranged. */
  visitTime: Date;

  constructor(
    readonly chance: Chance,
    start: Date,
  ) {
    this.clock = start;
    this.visitTime = start;
  }

  get now(): Date {
    return this.clock;
  }

  /** Between `from` and `to` minutes of working time pass. */
  wait(from: number, to: number): this {
    return this.until(workingMinutesAfter(this.clock, this.chance.integer(from, to)));
  }

  /** @throws RangeError for an instant before the last act: nothing happens before what led to it */
  until(instant: Date): this {
    if (instant < this.clock) throw new RangeError(`${instant.toISOString()} lies before ${this.clock.toISOString()}`);
    this.clock = instant;
    return this;
  }

  /** One more act, now; null: of the system. */
  tell(name: keyof typeof TOPICS, by: StaffMember | null, { to, reason = ['', ''], ...rest }: Telling = {}): this {
    this.state = to ?? this.state;
    const [reasonCode, words] = reason;
    const [action, topic] = TOPICS[name];
    const comment = rest.comment ?? words;
    this.acts.push({
      action,
      topic,
      to: this.state,
      at: this.clock,
      by,
      ...(reasonCode && { reasonCode }),
      ...(comment && { comment }),
      ...(rest.sets && { sets: rest.sets }),
    });
    return this;
  }
}

/** Action and topic under which the product logs each act. */
const TOPICS = {
  draft: ['draft', 'referral.drafted'],
  edit: ['edit', 'referral.edited'],
  archive: ['archive', 'referral.archived'],
  submit: ['submit', 'referral.submitted'],
  submitForReview: ['submit', 'referral.review-requested'],
  approve: ['approve', 'referral.approved'],
  returnInternally: ['returnForEdit', 'referral.returned-internally'],
  receiveOn: ['redirect', 'referral.received'],
  claim: ['claim', 'referral.claimed'],
  release: ['release', 'referral.released'],
  assign: ['assign', 'referral.assigned'],
  escalate: ['escalate', 'referral.escalated'],
  return: ['returnForEdit', 'referral.returned'],
  ask: ['requestInformation', 'referral.information-requested'],
  inform: ['supplyInformation', 'referral.information-supplied'],
  closeUnanswered: ['closeUnanswered', 'referral.closed-unanswered'],
  advise: ['returnWithAdvice', 'referral.returned-with-advice'],
  reject: ['reject', 'referral.rejected'],
  redirect: ['redirect', 'referral.redirected'],
  forward: ['forwardOnward', 'referral.forwarded-onward'],
  accept: ['accept', 'referral.accepted'],
  arrange: ['arrange', 'referral.arranged'],
  rearrange: ['rearrange', 'referral.rearranged'],
  noShow: ['markNoShow', 'referral.no-show'],
  arrive: ['confirmArrival', 'referral.arrived'],
  outcome: ['recordOutcome', 'referral.outcome-recorded'],
  complete: ['complete', 'referral.completed'],
  cancel: ['cancel', 'referral.cancelled'],
  close: ['closeByAgreement', 'referral.closed'],
  expire: ['expire', 'referral.expired'],
  reopen: ['reopen', 'referral.reopened'],
  recordAfterwards: ['recordRetrospectively', 'referral.recorded-retrospectively'],
  submitEmergency: ['submitEmergency', 'referral.emergency-submitted'],
  acknowledge: ['acknowledgeEmergency', 'referral.emergency-acknowledged'],
  openGreenChannel: ['openGreenChannel', 'referral.green-channel-opened'],
  sendDown: ['submit', 'referral.down-submitted'],
  approveDown: ['approve', 'referral.down-approved'],
  returnDown: ['returnForEdit', 'referral.down-returned'],
  allocate: ['allocate', 'referral.down-allocated'],
  receive: ['receive', 'referral.down-received'],
  decline: ['declineReceipt', 'referral.down-declined'],
  refuse: ['refuse', 'referral.down-refused'],
  redirectDown: ['redirect', 'referral.down-redirected'],
  arriveHome: ['confirmArrival', 'referral.down-arrived'],
  reportNotArrived: ['reportNotArrived', 'referral.down-not-arrived'],
  endFollowUp: ['endFollowUp', 'referral.down-completed'],
  referBack: ['referBack', 'referral.down-completed'],
  cancelDown: ['cancel', 'referral.down-cancelled'],
  closeDown: ['closeByAgreement', 'referral.down-closed'],
} as const satisfies Readonly<Record<string, readonly [action: string, topic: string]>>;
