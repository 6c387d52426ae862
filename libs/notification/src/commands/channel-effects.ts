import { Inject, Injectable } from '@nestjs/common';
import type { Clock } from '#kernel';
import { CLOCK, Config, ExternalEffect, type DeliveryOptions, type Sending } from '#platform';
import type { Consignment } from '../data/delivery.repository.js';
import type { ChannelKind } from '../domain/channel-kind.js';
import { Destinations } from './destinations.js';
import { verdictOfErrcode } from '../domain/errcode.js';
import type { Verdict } from '../domain/verdict.js';
import { DeliveryDesk, NotDeliveredError, type Parcel } from './delivery-desk.js';
import { postJson, type Answered, type Call } from './http-post.js';
import { dingtalkQuery, webhookHeaders } from './signatures.js';
import { sendMail } from './smtp-mail.js';

/** Which message to send; everything else is read when it is sent. */
export interface DeliveryPayload extends Record<string, string> {
  readonly deliveryId: string;
}

const ATTEMPTS = 12;

/**
 * One kind of way out. A queue of its own keeps a receiver that stalls from holding up the others. What the receiver
 * refuses for good is not tried again; what it wants later is sent later; the rest is retried with growing pauses.
 */
@Injectable()
abstract class ChannelEffect extends ExternalEffect<DeliveryPayload> {
  override readonly options: DeliveryOptions;
  protected readonly destinations: Destinations;

  constructor(
    protected readonly desk: DeliveryDesk,
    protected readonly config: Config,
    @Inject(CLOCK) protected readonly clock: Clock,
  ) {
    super();
    this.destinations = new Destinations(config.noticeForbiddenNetworks);
    this.options = { atOnce: 4, attempts: ATTEMPTS, firstRetrySeconds: config.noticeRetrySeconds };
  }

  async send({ payload, attempt, signal }: Sending<DeliveryPayload>): Promise<void> {
    const parcel = await this.desk.pack(payload.deliveryId);
    if (!parcel) return;
    const verdict = await this.transmit(parcel, signal);
    await this.desk.record(parcel, verdict, attempt >= ATTEMPTS);
    if (verdict.kind === 'RETRY') throw new NotDeliveredError(verdict.failure);
  }

  protected abstract transmit(parcel: Parcel, signal: AbortSignal): Promise<Verdict>;

  protected post(call: Pick<Call, 'url' | 'body' | 'headers' | 'signal'>): Promise<Answered> {
    const { destinations, config, clock } = this;
    return postJson({ ...call, destinations, timeoutMs: config.noticeTimeout, now: clock.now() });
  }
}

/** Tells another system in ids and codes, signed so that it knows who speaks. */
@Injectable()
export class WebhookEffect extends ChannelEffect {
  readonly name = 'notification.webhook';

  protected async transmit({ consignment, secrets }: Parcel, signal: AbortSignal): Promise<Verdict> {
    const body = JSON.stringify(webhookBody(consignment));
    const headers = webhookHeaders(consignment.id, this.clock.now(), body, secrets.secret ?? '');
    return (await this.post({ url: consignment.url, body, headers, signal })).verdict;
  }
}

/** 企业微信群机器人 */
@Injectable()
export class WecomEffect extends ChannelEffect {
  readonly name = 'notification.wecom';

  protected async transmit({ consignment, secrets, text }: Parcel, signal: AbortSignal): Promise<Verdict> {
    const url = `${consignment.url}?${new URLSearchParams({ key: secrets.secret ?? '' }).toString()}`;
    return robotVerdict(await this.post({ url, body: robotText(text), signal }));
  }
}

/** 钉钉群机器人 */
@Injectable()
export class DingtalkEffect extends ChannelEffect {
  readonly name = 'notification.dingtalk';

  protected async transmit({ consignment, secrets, text }: Parcel, signal: AbortSignal): Promise<Verdict> {
    const { accessToken = '', secret = '' } = secrets;
    const url = `${consignment.url}?${dingtalkQuery(this.clock.now(), accessToken, secret)}`;
    return robotVerdict(await this.post({ url, body: robotText(text), signal }));
  }
}

/** 短信网关: one message a call, under an id that the gateway can recognise a repetition by. */
@Injectable()
export class SmsEffect extends ChannelEffect {
  readonly name = 'notification.sms';

  protected async transmit({ consignment: { id, url }, phone, text }: Parcel, signal: AbortSignal): Promise<Verdict> {
    if (!phone || !text) return { kind: 'FAILED', status: null, failure: 'NOTHING_TO_SEND' };
    const { smsGatewayKey, smsGatewayOrigins } = this.config;
    // Whoever sets up a gateway of their own is not handed the key of the others.
    const key = smsGatewayOrigins.includes(new URL(url).origin) ? smsGatewayKey : undefined;
    const headers = { 'idempotency-key': id, ...(key && { authorization: `Bearer ${key}` }) };
    return (await this.post({ url, body: { id, to: phone, text: text.body }, headers, signal })).verdict;
  }
}

/** 邮件 */
@Injectable()
export class MailEffect extends ChannelEffect {
  readonly name = 'notification.mail';

  protected transmit({ consignment, secrets, text }: Parcel, signal: AbortSignal): Promise<Verdict> {
    const { id, url, sender, mailTo } = consignment;
    if (!sender || !mailTo || !text) {
      return Promise.resolve({ kind: 'FAILED', status: null, failure: 'NOTHING_TO_SEND' });
    }
    const { destinations, config } = this;
    const timeoutMs = config.noticeTimeout;
    return sendMail({ id, url, secrets, sender, to: mailTo, ...text, timeoutMs, signal, destinations });
  }
}

function webhookBody(consignment: Consignment): object {
  const { announcementId: id, domain, urgency, subjectType, subjectId, institutionId, parameters } = consignment;
  return {
    type: `notice.${consignment.templateCode}`,
    timestamp: consignment.createdAt.toISOString(),
    data: { id, domain, urgency, subjectType, subjectId, institutionId, parameters },
  };
}

function robotText(text: Parcel['text']): object {
  return { msgtype: 'text', text: { content: text ? `${text.title}\n${text.body}` : '' } };
}

function robotVerdict({ verdict, body }: Answered): Verdict {
  return verdict.kind === 'SENT' ? verdictOfErrcode(verdict.status, body) : verdict;
}

/** Every kind of way out. */
@Injectable()
export class ChannelEffects {
  private readonly byKind: Readonly<Record<ChannelKind, ChannelEffect>>;

  constructor(webhook: WebhookEffect, wecom: WecomEffect, dingtalk: DingtalkEffect, sms: SmsEffect, mail: MailEffect) {
    this.byKind = { WEBHOOK: webhook, WECOM_ROBOT: wecom, DINGTALK_ROBOT: dingtalk, SMS_GATEWAY: sms, SMTP: mail };
  }

  of(kind: ChannelKind): ExternalEffect<DeliveryPayload> {
    return this.byKind[kind];
  }
}
