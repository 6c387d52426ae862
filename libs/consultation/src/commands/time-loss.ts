import { Injectable } from '@nestjs/common';
import { CommitmentOwner, type KnownCommitment } from '#calendar';
import { EventConsumer, type DeliveredEvent, type Queryable, type Transaction } from '#platform';
import { ConsultationFactsReader, type ConsultationRow } from '../data/consultation-facts.reader.js';
import { CALENDAR_DOMAIN } from '../domain/consultation.js';
import { consultationTransitions } from '../domain/consultation.transitions.js';
import { enough } from '../domain/panel.js';
import { ChairService } from './chair.service.js';
import { ConsultationNotices } from './consultation-notices.js';
import { ConsultationTransitions } from './consultation-transitions.js';
import { PanelWriter, live } from './panel-writer.js';

const LOSABLE: readonly string[] = consultationTransitions.loseTime.flatMap(({ from }) => from);

/** What becomes of a case when a calendar does not keep its time any more. Whoever calls has locked the calendars. */
@Injectable()
export class TimeLoss {
  constructor(
    private readonly facts: ConsultationFactsReader,
    private readonly transitions: ConsultationTransitions,
    private readonly panel: PanelWriter,
    private readonly chairs: ChairService,
    private readonly notices: ConsultationNotices,
  ) {}

  /**
   * Where the others are enough, it goes on without whoever has no time; otherwise everybody's time is free again, they stay
   * asked, and another time is looked for.
   */
  async of(tx: Transaction, invitationId: string): Promise<void> {
    const row = await this.losing(tx, invitationId);
    const lost = row && live(row).find(({ id, holdsTime }) => id === invitationId && !holdsTime);
    if (!row || !lost) return;
    const others = live(row).filter(({ id, holdsTime }) => id !== invitationId && holdsTime);
    const goesOn = row.type === 'MDT' && enough(row, others.length);
    if (goesOn) this.panel.withdraw(tx, [lost]);
    else this.panel.release(tx, others);
    if (goesOn && lost.isChair) await this.chairs.passOn(tx, row, others);
    await this.transitions.take(
      tx,
      { id: row.id, expectedVersion: row.version },
      {
        action: 'loseTime',
        operation: 'loseTime',
        topic: 'consultation.time-lost',
        isConsequence: true,
        bring: () => ({ invitationsAfter: goesOn ? others : [] }),
        effect: () => ({ changes: goesOn ? {} : { startsAt: null, endsAt: null }, payload: { invitationId } }),
      },
    );
    await this.notices.toPlanners(tx, row, 'time-lost');
    if (goesOn) await this.notices.to(tx, row, 'withdrawn', [lost.expertStaffId]);
  }

  /** The case, where it has a time that it can lose. */
  private async losing(tx: Transaction, invitationId: string): Promise<ConsultationRow | null> {
    const caseId = await this.facts.ofInvitation(tx, invitationId);
    const loaded = caseId ? await this.facts.lock(tx, caseId, { asConsequence: true }) : null;
    return loaded && loaded.row.startsAt && LOSABLE.includes(loaded.row.state) ? loaded.row : null;
  }
}

/** Leave has taken time: the case loses it together with the leave, or not at all. */
@Injectable()
export class ConsultationCommitments extends CommitmentOwner {
  readonly domain = CALENDAR_DOMAIN;

  constructor(
    private readonly loss: TimeLoss,
    private readonly facts: ConsultationFactsReader,
  ) {
    super();
  }

  async displaced(tx: Transaction, commitments: readonly KnownCommitment[]): Promise<void> {
    for (const { subject } of commitments) await this.loss.of(tx, subject.id);
  }

  override waiting(on: Queryable, invitationIds: readonly string[]): Promise<ReadonlyMap<string, string>> {
    return this.facts.timeless(on, invitationIds);
  }
}

/** What was held has expired without being confirmed. */
@Injectable()
export class ExpiredHolds extends EventConsumer {
  readonly name = 'consultation.expired-holds';
  readonly topics = ['calendar.hold-expired'];

  constructor(private readonly loss: TimeLoss) {
    super();
  }

  async handle(tx: Transaction, { payload }: DeliveredEvent): Promise<void> {
    const { domain, subjectId } = payload as { readonly domain: string; readonly subjectId: string };
    if (domain === CALENDAR_DOMAIN) await this.loss.of(tx, subjectId);
  }
}
