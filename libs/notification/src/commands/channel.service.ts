import { Injectable } from '@nestjs/common';
import { NotFoundError, StaleVersionError, isMobilePhone } from '#kernel';
import {
  Cipher,
  UnitOfWork,
  claimRequest,
  type ActorContext,
  type RepeatableRequest,
  type Transaction,
} from '#platform';
import { AnnouncementRepository } from '../data/announcement.repository.js';
import { ChannelEntity } from '../data/channel.entity.js';
import { NotificationContext } from '../data/notification-context.js';
import { TemplateRepository } from '../data/template.repository.js';
import { ChannelKind } from '../domain/channel-kind.js';
import type { ChannelSecrets } from '../domain/channel-rules.js';
import { ChannelIncompleteError } from '../domain/errors.js';
import type { NoticeDomain } from '../domain/notice-domain.js';
import type { Urgency } from '../domain/urgency.js';
import { ChannelCheck, isSameServer } from './channel-check.js';
import { rowOf } from './notices.js';
import { Outward } from './outward.js';

/** What an administrator says of a channel; secrets that are left out stay as they are, as long as the server does. */
export interface ChannelChange extends RepeatableRequest, ChannelSecretsGiven {
  readonly name: string;
  readonly url: string;
  readonly departmentId?: string | null;
  readonly sender?: string | null;
  readonly mailTo?: readonly string[] | null;
  readonly lowestUrgency: Urgency;
  readonly domains?: readonly NoticeDomain[] | null;
}

interface ChannelSecretsGiven {
  readonly secret?: string | null;
  readonly accessToken?: string | null;
  readonly account?: string | null;
}

export interface NewChannel extends ChannelChange {
  readonly kind: ChannelKind;
}

interface Versioned extends RepeatableRequest {
  readonly id: string;
  readonly expectedVersion: number;
}

/** Ways out of the platform that the actor's institution has. */
@Injectable()
export class ChannelService {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly cipher: Cipher,
    private readonly checks: ChannelCheck,
    private readonly templates: TemplateRepository,
    private readonly announcements: AnnouncementRepository,
    private readonly outward: Outward,
  ) {}

  /** @returns its id @throws InvalidInputError */
  add(actor: ActorContext, command: NewChannel): Promise<string> {
    return this.unitOfWork.run(actor, async (tx) => {
      const claim = await claimRequest(tx, 'addNoticeChannel', command, tx.newId());
      if (!claim.fresh) return claim.aggregateId;
      const id = claim.aggregateId;
      const { institutionId } = actor;
      const terms = await this.termsOf(tx, command.kind, command, {});
      await tx.manager.insert(ChannelEntity, {
        ...terms,
        id,
        institutionId,
        kind: command.kind,
        active: true,
        version: 1,
      });
      announce(tx, 'notice-channel.added', { id, kind: command.kind, version: 1 });
      return id;
    });
  }

  /** Gives a channel other terms, and makes it active again. */
  change(actor: ActorContext, command: ChannelChange & Versioned): Promise<string> {
    return this.alter(actor, 'changeNoticeChannel', command, async (tx, channel) => ({
      ...(await this.termsOf(tx, channel.kind, command, this.keptFor(command.url, channel))),
      active: true,
    }));
  }

  disable(actor: ActorContext, command: Versioned): Promise<string> {
    return this.alter(actor, 'disableNoticeChannel', command, () => Promise.resolve({ active: false }));
  }

  /** Sends something that says that it is a test. @returns the id of the delivery @throws ChannelIncompleteError */
  test(actor: ActorContext, id: string, phone: string | null): Promise<string> {
    return this.unitOfWork.run(actor, async (tx) => {
      const channel = await this.own(tx, id);
      if (!channel.active) throw new ChannelIncompleteError(['active']);
      if (channel.kind === ChannelKind.SMS_GATEWAY && (phone === null || !isMobilePhone(phone))) {
        throw new ChannelIncompleteError(['phone']);
      }
      const { institutionId } = actor;
      const template = 'system.channel-test';
      const row = rowOf(
        tx,
        {
          institutionId,
          recipients: {},
          template,
          parameters: { institution: institutionId, time: tx.now.toISOString() },
          subject: { type: 'NoticeChannel', id },
          urgency: 'EMERGENCY',
        },
        await this.templates.textsAt(tx, template, tx.now),
      );
      await this.announcements.create(tx, row);
      announce(tx, 'notice-channel.tested', channel);
      return this.outward.test(tx, row, { channel, phone: channel.kind === ChannelKind.SMS_GATEWAY ? phone : null });
    });
  }

  private alter(
    actor: ActorContext,
    operation: string,
    command: Versioned,
    changes: (tx: Transaction, channel: ChannelEntity) => Promise<Partial<ChannelEntity>>,
  ): Promise<string> {
    const { id, expectedVersion } = command;
    return this.unitOfWork.run(actor, async (tx) => {
      const claim = await claimRequest(tx, operation, command, id);
      if (!claim.fresh) return claim.aggregateId;
      const channel = await this.own(tx, id);
      const changed = await changes(tx, channel);
      if (channel.version !== expectedVersion) throw new StaleVersionError(expectedVersion, channel.version);
      const version = expectedVersion + 1;
      await tx.manager.update(ChannelEntity, { id }, { ...changed, version });
      const topic = operation === 'disableNoticeChannel' ? 'notice-channel.disabled' : 'notice-channel.changed';
      announce(tx, topic, { id, kind: channel.kind, version });
      return id;
    });
  }

  private async own(tx: Transaction, id: string): Promise<ChannelEntity> {
    const where = { id, institutionId: tx.actor.institutionId };
    const channel = await tx.manager.findOne(ChannelEntity, { where, lock: { mode: 'pessimistic_write' } });
    if (!channel) throw new NotFoundError('NoticeChannel', id);
    return channel;
  }

  private secretsOf({ secretsCiphertext }: ChannelEntity): ChannelSecrets {
    if (!secretsCiphertext) return {};
    return JSON.parse(this.cipher.decrypt(secretsCiphertext, NotificationContext.Secrets)) as ChannelSecrets;
  }

  /** The secrets that a channel goes on to be called with: another server would learn what it was not told. */
  private keptFor(url: string, channel: ChannelEntity): ChannelSecrets {
    return isSameServer(url, channel.url) ? this.secretsOf(channel) : {};
  }

  private async termsOf(
    tx: Transaction,
    kind: ChannelKind,
    command: ChannelChange,
    kept: ChannelSecrets,
  ): Promise<Omit<ChannelEntity, 'id' | 'institutionId' | 'kind' | 'active' | 'version'>> {
    const { name, url, departmentId = null, lowestUrgency, domains } = command;
    const mail = kind === ChannelKind.SMTP;
    const sender = mail ? (command.sender ?? null) : null;
    const mailTo = mail ? [...(command.mailTo ?? [])] : null;
    const secrets = { ...kept, ...givenSecrets(command) };
    await this.checks.require(tx, { kind, url, sender, mailTo, departmentId }, secrets);
    const hasSecrets = Object.keys(secrets).length > 0;
    const secretsCiphertext = hasSecrets
      ? this.cipher.encrypt(JSON.stringify(secrets), NotificationContext.Secrets)
      : null;
    return {
      name,
      url,
      departmentId,
      sender,
      mailTo,
      lowestUrgency,
      domains: domains ? [...domains] : null,
      secretsCiphertext,
    };
  }
}

function givenSecrets({ secret, accessToken, account }: ChannelSecretsGiven): ChannelSecrets {
  return { ...(secret && { secret }), ...(accessToken && { accessToken }), ...(account && { account }) };
}

/** Which channel, never where to or with what. */
function announce(
  tx: Transaction,
  topic: string,
  { id, kind, version }: Pick<ChannelEntity, 'id' | 'kind' | 'version'>,
) {
  tx.publish({ topic, aggregateType: 'notice-channel', aggregateId: id, aggregateVersion: version, payload: { kind } });
}
