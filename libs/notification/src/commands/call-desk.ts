import { Injectable } from '@nestjs/common';
import { Cipher, type Transaction } from '#platform';
import type { AnnouncementEntity } from '../data/announcement.entity.js';
import { CallEntity } from '../data/call.entity.js';
import { NotificationContext } from '../data/notification-context.js';
import type { OutsidePerson } from './recipients.js';

/** Asks somebody to call people whom no text message reaches, or may reach. */
@Injectable()
export class CallDesk {
  constructor(private readonly cipher: Cipher) {}

  async ask(
    tx: Transaction,
    { id: announcementId, institutionId }: Pick<AnnouncementEntity, 'id' | 'institutionId'>,
    people: readonly Omit<OutsidePerson, 'mayText'>[],
  ): Promise<void> {
    for (const { patientId, relation, phone } of people) {
      const id = tx.newId();
      await tx.manager.insert(CallEntity, {
        id,
        announcementId,
        institutionId,
        patientId,
        relation,
        phoneCiphertext: phone && this.cipher.encrypt(phone, NotificationContext.CallPhone),
        state: 'OPEN',
        attempts: 0,
        createdAt: tx.now,
        endedAt: null,
        version: 1,
      });
      const payload = { institutionId, relation };
      tx.publish({
        topic: 'call.asked',
        aggregateType: 'call',
        aggregateId: id,
        aggregateVersion: 1,
        patientId,
        payload,
      });
    }
  }
}
