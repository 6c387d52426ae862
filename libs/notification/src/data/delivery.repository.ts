import { Injectable } from '@nestjs/common';
import { statement, type Queryable, type Transaction } from '#platform';
import type { ChannelKind } from '../domain/channel-kind.js';
import type { DeliveryState } from '../domain/delivery-state.js';
import type { NoticeDomain } from '../domain/notice-domain.js';
import type { NoticeParameters } from '../domain/placeholders.js';
import type { Relation } from '../domain/relation.js';
import type { Urgency } from '../domain/urgency.js';
import { ChannelEntity } from './channel.entity.js';
import { DeliveryEntity } from './delivery.entity.js';

/** A delivery with what it takes to send it. */
export interface Consignment {
  readonly id: string;
  readonly institutionId: string;
  readonly state: DeliveryState;
  readonly attempts: number;
  readonly phoneCiphertext: string | null;
  readonly patientId: string | null;
  readonly relation: Relation | null;
  readonly channelId: string;
  readonly kind: ChannelKind;
  readonly url: string;
  readonly secretsCiphertext: string | null;
  readonly sender: string | null;
  readonly mailTo: readonly string[] | null;
  readonly active: boolean;
  readonly announcementId: string;
  readonly domain: NoticeDomain;
  readonly templateCode: string;
  readonly templateVersion: number;
  readonly parameters: NoticeParameters;
  readonly subjectType: string;
  readonly subjectId: string;
  readonly urgency: Urgency;
  readonly createdAt: Date;
}

const LOAD = statement(
  'notice-deliveries.load',
  `SELECT d.id, d.institution_id AS "institutionId", d.state, d.attempts, d.phone_ciphertext AS "phoneCiphertext",
     d.patient_id AS "patientId", d.relation, c.id AS "channelId", c.kind, c.url,
     c.secrets_ciphertext AS "secretsCiphertext", c.sender, c.mail_to AS "mailTo", c.active,
     a.id AS "announcementId", a.domain, a.template_code AS "templateCode", a.template_version AS "templateVersion",
     a.parameters, a.subject_type AS "subjectType", a.subject_id AS "subjectId", a.urgency, a.created_at AS "createdAt"
   FROM notice_deliveries d JOIN notice_channels c ON c.id = d.channel_id
   JOIN notice_announcements a ON a.id = d.announcement_id WHERE d.id = $1`,
);
// Routine goes only where routine is wanted; a channel of a department carries what concerns that department.
const CHANNELS = statement(
  'notice-channels.for-announcement',
  `SELECT id, kind, lowest_urgency AS "lowestUrgency" FROM notice_channels
   WHERE institution_id = $1 AND active AND (department_id IS NULL OR department_id = $2)
     AND (domains IS NULL OR $3 = ANY(domains)) ORDER BY id`,
);

export type OpenChannel = Pick<ChannelEntity, 'id' | 'kind' | 'lowestUrgency'>;

/** Messages to the outside and the channels they take. */
@Injectable()
export class DeliveryRepository {
  /** Channels that carry what is announced, whatever its urgency. */
  channelsFor(
    tx: Transaction,
    {
      institutionId,
      departmentId,
      domain,
    }: { institutionId: string; departmentId: string | null; domain: NoticeDomain },
  ): Promise<OpenChannel[]> {
    return tx.query<OpenChannel & Record<string, unknown>>(CHANNELS, [institutionId, departmentId, domain]);
  }

  async create(tx: Transaction, deliveries: readonly DeliveryEntity[]): Promise<void> {
    if (deliveries.length > 0) await tx.manager.insert(DeliveryEntity, [...deliveries]);
  }

  async load(on: Queryable, id: string): Promise<Consignment | null> {
    const [row] = await on.query<Consignment & Record<string, unknown>>(LOAD, [id]);
    return row ?? null;
  }

  lock(tx: Transaction, id: string): Promise<DeliveryEntity | null> {
    return tx.manager.findOne(DeliveryEntity, { where: { id }, lock: { mode: 'pessimistic_write' } });
  }

  async change(tx: Transaction, id: string, changes: Partial<DeliveryEntity>): Promise<void> {
    await tx.manager.update(DeliveryEntity, { id }, changes);
  }

  kindOf(tx: Transaction, channelId: string): Promise<ChannelEntity | null> {
    return tx.manager.findOneBy(ChannelEntity, { id: channelId });
  }
}
