import { Injectable } from '@nestjs/common';
import { NotFoundError } from '#kernel';
import {
  Database,
  pageById,
  statement,
  toConnection,
  type ActorContext,
  type Connection,
  type PageRequest,
} from '#platform';
import type { ChannelEntity } from '../data/channel.entity.js';
import type { ChannelKind } from '../domain/channel-kind.js';
import type { DeliveryState } from '../domain/delivery-state.js';

/** A channel as administrators see it: that there is a secret, never which. */
export interface SeenChannel extends Omit<ChannelEntity, 'institutionId' | 'secretsCiphertext'> {
  readonly hasSecret: boolean;
}

/** A message to the outside as administrators see it: never to whom. */
export interface SeenDelivery {
  readonly id: string;
  readonly channelId: string;
  readonly kind: ChannelKind;
  readonly templateCode: string;
  readonly state: DeliveryState;
  readonly attempts: number;
  readonly status: number | null;
  readonly failure: string | null;
  readonly createdAt: Date;
  readonly dueAt: Date;
  readonly endedAt: Date | null;
}

export interface DeliveryFilter {
  readonly channelId?: string | null | undefined;
  readonly state?: DeliveryState | null | undefined;
}

const CHANNEL = `SELECT id, kind, name, url, department_id AS "departmentId", sender, mail_to AS "mailTo",
    lowest_urgency AS "lowestUrgency", domains, secrets_ciphertext IS NOT NULL AS "hasSecret", active, version
  FROM notice_channels WHERE institution_id = $1`;
const CHANNELS = statement(
  'notice-channels.list',
  `${CHANNEL} AND ($2::uuid IS NULL OR id < $2) ORDER BY id DESC LIMIT $3`,
);
const ONE_CHANNEL = statement('notice-channels.get', `${CHANNEL} AND id = $2`);
const DELIVERY = `SELECT d.id, d.channel_id AS "channelId", c.kind, a.template_code AS "templateCode", d.state, d.attempts,
    d.status, d.failure, d.created_at AS "createdAt", d.due_at AS "dueAt", d.ended_at AS "endedAt"
  FROM notice_deliveries d JOIN notice_channels c ON c.id = d.channel_id
  JOIN notice_announcements a ON a.id = d.announcement_id WHERE d.institution_id = $1`;
const DELIVERIES = statement(
  'notice-deliveries.list',
  `${DELIVERY} AND ($2::uuid IS NULL OR d.channel_id = $2) AND ($3::text IS NULL OR d.state = $3)
     AND ($4::uuid IS NULL OR d.id < $4) ORDER BY d.id DESC LIMIT $5`,
);
const ONE_DELIVERY = statement('notice-deliveries.get', `${DELIVERY} AND d.id = $2`);

/** The channels of the actor's institution, and what went over them. */
@Injectable()
export class ChannelQueries {
  constructor(private readonly database: Database) {}

  /** The latest first. */
  async channels({ institutionId }: ActorContext, page: PageRequest): Promise<Connection<SeenChannel>> {
    return toConnection(await pageById<SeenChannel>(this.database, CHANNELS, [institutionId], page));
  }

  /** @throws NotFoundError */
  async channel({ institutionId }: ActorContext, id: string): Promise<SeenChannel> {
    const row = await this.database.first<SeenChannel & Record<string, unknown>>(ONE_CHANNEL, [institutionId, id]);
    if (!row) throw new NotFoundError('NoticeChannel', id);
    return row;
  }

  /** The latest first. */
  async deliveries(
    { institutionId }: ActorContext,
    { channelId, state }: DeliveryFilter,
    page: PageRequest,
  ): Promise<Connection<SeenDelivery>> {
    const values = [institutionId, channelId ?? null, state ?? null];
    return toConnection(await pageById<SeenDelivery>(this.database, DELIVERIES, values, page));
  }

  /** @throws NotFoundError */
  async delivery({ institutionId }: ActorContext, id: string): Promise<SeenDelivery> {
    const row = await this.database.first<SeenDelivery & Record<string, unknown>>(ONE_DELIVERY, [institutionId, id]);
    if (!row) throw new NotFoundError('NoticeDelivery', id);
    return row;
  }
}
