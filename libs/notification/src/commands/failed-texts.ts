import { Injectable } from '@nestjs/common';
import { Cipher, EventConsumer, type DeliveredEvent, type Transaction } from '#platform';
import { DeliveryRepository } from '../data/delivery.repository.js';
import { NotificationContext } from '../data/notification-context.js';
import { CallDesk } from './call-desk.js';

/** Whom a text message did not reach is called. */
@Injectable()
export class FailedTexts extends EventConsumer {
  readonly name = 'notification.failed-texts';
  readonly topics = ['notice-delivery.failed'];

  constructor(
    private readonly deliveries: DeliveryRepository,
    private readonly calls: CallDesk,
    private readonly cipher: Cipher,
  ) {
    super();
  }

  async handle(tx: Transaction, { aggregateId }: DeliveredEvent): Promise<void> {
    const failed = await this.deliveries.load(tx, aggregateId);
    if (!failed?.patientId || !failed.relation || failed.relation === 'STAFF') return;
    const { announcementId: id, institutionId, patientId, relation, phoneCiphertext } = failed;
    const phone = phoneCiphertext && this.cipher.decrypt(phoneCiphertext, NotificationContext.DeliveryPhone);
    await this.calls.ask(tx, { id, institutionId }, [{ patientId, relation, phone }]);
  }
}
