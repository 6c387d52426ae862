import { Injectable } from '@nestjs/common';
import { after, seconds } from '#kernel';
import { Cipher, Database, Deadlines, UnitOfWork, systemActor, type Transaction } from '#platform';
import type { DeliveryEntity } from '../data/delivery.entity.js';
import { DeliveryRepository, type Consignment } from '../data/delivery.repository.js';
import { NotificationContext } from '../data/notification-context.js';
import type { ChannelSecrets } from '../domain/channel-rules.js';
import type { NoticeText } from '../domain/template.js';
import type { Verdict } from '../domain/verdict.js';
import { DeliveryTexts } from './delivery-texts.js';

/** Kind of the time limit at which a message that had to wait is sent. */
export const DELIVERY = 'notice.delivery';
/** How often a receiver may say "later" before that is a refusal. */
const MOST_ATTEMPTS = 50;

/** A message that is ready to go out, with its secrets in plain: it lives as long as one attempt. */
export interface Parcel {
  readonly consignment: Consignment;
  readonly secrets: ChannelSecrets;
  readonly phone: string | null;
  readonly text: NoticeText | null;
}

/** It did not go out, and is tried again. The code is a kind of failure, never the words of the other side. */
export class NotDeliveredError extends Error {
  override readonly name = 'NotDeliveredError';

  constructor(readonly code: string) {
    super(code);
  }
}

/** Makes messages ready and notes what became of them. */
@Injectable()
export class DeliveryDesk {
  constructor(
    private readonly database: Database,
    private readonly unitOfWork: UnitOfWork,
    private readonly deliveries: DeliveryRepository,
    private readonly texts: DeliveryTexts,
    private readonly deadlines: Deadlines,
    private readonly cipher: Cipher,
  ) {}

  /** Null where there is nothing (any more) to be sent. */
  async pack(deliveryId: string): Promise<Parcel | null> {
    const consignment = await this.deliveries.load(this.database, deliveryId);
    if (!consignment || !['SENDING', 'FAILED'].includes(consignment.state)) return null;
    if (!consignment.active) {
      await this.record({ consignment }, { kind: 'FAILED', status: null, failure: 'CHANNEL_DISABLED' }, true);
      return null;
    }
    const { secretsCiphertext, phoneCiphertext } = consignment;
    return {
      consignment,
      secrets: secretsCiphertext
        ? (JSON.parse(this.cipher.decrypt(secretsCiphertext, NotificationContext.Secrets)) as ChannelSecrets)
        : {},
      phone: phoneCiphertext && this.cipher.decrypt(phoneCiphertext, NotificationContext.DeliveryPhone),
      text: await this.texts.of(consignment),
    };
  }

  /** Notes one attempt. @param isLast whether nothing tries again if this one failed */
  async record({ consignment }: Pick<Parcel, 'consignment'>, verdict: Verdict, isLast: boolean): Promise<void> {
    const { id, institutionId } = consignment;
    await this.unitOfWork.run(systemActor(institutionId, `notice-delivery:${id}`), async (tx) => {
      const row = await this.deliveries.lock(tx, id);
      if (!row || row.state === 'SENT') return;
      const changes = changesBy(verdict, row, { now: tx.now, isLast });
      await this.deliveries.change(tx, id, changes);
      if (changes.state === 'WAITING') await this.sendLater(tx, id, institutionId, changes.dueAt);
      if (changes.state === 'SENT' || changes.state === 'FAILED') tell(tx, consignment, changes.state);
    });
  }

  /** Has it sent at an instant, by whichever worker is there. */
  async sendLater(tx: Transaction, subjectId: string, institutionId: string, due: Date): Promise<void> {
    const levels = [{ due }] as const;
    await this.deadlines.set(tx, {
      subjectType: 'notice-delivery',
      subjectId,
      kind: DELIVERY,
      institutionId,
      clock: 'WALL',
      levels,
    });
  }
}

type Changes = Pick<DeliveryEntity, 'state' | 'attempts' | 'status' | 'failure' | 'dueAt' | 'endedAt'>;

/** What an attempt makes of a delivery. */
function changesBy(verdict: Verdict, row: DeliveryEntity, { now, isLast }: { now: Date; isLast: boolean }): Changes {
  const attempts = row.attempts + 1;
  const done = { attempts, status: verdict.status, dueAt: row.dueAt };
  if (verdict.kind === 'SENT') return { ...done, state: 'SENT', failure: null, endedAt: now };
  const failure = verdict.kind === 'LATER' ? 'ASKED_TO_WAIT' : verdict.failure;
  if (verdict.kind === 'FAILED' || isLast || attempts >= MOST_ATTEMPTS) {
    return { ...done, state: 'FAILED', failure, endedAt: now };
  }
  if (verdict.kind === 'RETRY') return { ...done, state: 'SENDING', failure, endedAt: null };
  return { ...done, state: 'WAITING', failure, dueAt: after(now, seconds(verdict.seconds)), endedAt: null };
}

/** Whether somebody was reached leaves an event, and with it an entry of the audit trail. */
function tell(
  tx: Transaction,
  { id, channelId, kind, patientId, relation }: Consignment,
  ended: 'SENT' | 'FAILED',
): void {
  tx.publish({
    topic: ended === 'SENT' ? 'notice-delivery.sent' : 'notice-delivery.failed',
    aggregateType: 'notice-delivery',
    aggregateId: id,
    aggregateVersion: 1,
    ...(patientId && { patientId }),
    payload: { channelId, kind, ...(relation && { relation }) },
  });
}
