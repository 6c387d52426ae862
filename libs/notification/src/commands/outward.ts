import { Injectable } from '@nestjs/common';
import { isMobilePhone } from '#kernel';
import { StaffPhones } from '#organization';
import { Cipher, type Transaction } from '#platform';
import type { AnnouncementEntity } from '../data/announcement.entity.js';
import type { DeliveryEntity } from '../data/delivery.entity.js';
import { DeliveryRepository, type OpenChannel } from '../data/delivery.repository.js';
import { NotificationContext } from '../data/notification-context.js';
import { MEDIUM_OF } from '../domain/channel-rules.js';
import { ChannelKind } from '../domain/channel-kind.js';
import type { Medium } from '../domain/medium.js';
import { sendableAt } from '../domain/quiet-hours.js';
import { isAtLeast } from '../domain/urgency.js';
import { CallDesk } from './call-desk.js';
import { Dispatch } from './dispatch.js';
import { QuietHoursReader, type QuietHoursOf } from './quiet-hours.reader.js';
import type { OutsidePerson } from './recipients.js';

/** Whom an announcement goes to beyond the inbox, and what its template has texts for. */
export interface OutwardRecipients {
  readonly staffIds: readonly string[];
  readonly people: readonly OutsidePerson[];
  readonly media: ReadonlySet<Medium>;
  /** Telephones of people on duty, which count before those that staff have on file. */
  readonly dutyPhones?: ReadonlyMap<string, string>;
}

type Draft = Pick<DeliveryEntity, 'channelId' | 'personId' | 'patientId' | 'relation' | 'dueAt'> & {
  readonly kind: ChannelKind;
  readonly phone: string | null;
};

/** What is asked of one channel for one announcement. */
interface Carriage {
  readonly announcement: AnnouncementEntity;
  readonly recipients: OutwardRecipients;
  readonly quiet: QuietHoursOf;
}

/** Takes announcements out of the platform, on the channels of the institution and at a time that leaves people in peace. */
@Injectable()
export class Outward {
  constructor(
    private readonly deliveries: DeliveryRepository,
    private readonly dispatch: Dispatch,
    private readonly phones: StaffPhones,
    private readonly quietHours: QuietHoursReader,
    private readonly calls: CallDesk,
    private readonly cipher: Cipher,
  ) {}

  async send(tx: Transaction, announcement: AnnouncementEntity, recipients: OutwardRecipients): Promise<void> {
    const all = await this.deliveries.channelsFor(tx, announcement);
    const channels = all.filter((channel) => carries(channel, recipients.media));
    const texting = channels.find(({ kind }) => kind === ChannelKind.SMS_GATEWAY) ?? null;
    const toText = texting ? recipients.people.filter(mayBeTexted) : [];
    const toCall = recipients.people.filter((person) => !toText.includes(person));
    await this.calls.ask(tx, announcement, toCall);
    if (channels.length === 0) return;
    const quiet = await this.quietHours.read(tx, recipients.staffIds);
    const carriage = { announcement, recipients, quiet };
    const drafts = [
      ...channels.flatMap((channel) => toInstitution(channel, carriage, tx.now)),
      ...(texting ? await this.toStaff(tx, texting, carriage) : []),
      ...(texting
        ? toText.map((person) => toPerson(texting, person, sendableAt(tx.now, announcement.urgency, quiet.usual)))
        : []),
    ];
    await this.hand(tx, announcement, drafts);
  }

  /** Only the text message, to staff who are told later than the others. */
  async text(tx: Transaction, announcement: AnnouncementEntity, recipients: OutwardRecipients): Promise<void> {
    const channels = await this.deliveries.channelsFor(tx, announcement);
    const texting = channels.find(({ kind }) => kind === ChannelKind.SMS_GATEWAY);
    if (!texting) return;
    const quiet = await this.quietHours.read(tx, recipients.staffIds);
    await this.hand(tx, announcement, await this.toStaff(tx, texting, { announcement, recipients, quiet }));
  }

  /** One message on one channel, whatever it is meant for. @returns the id of the delivery */
  async test(
    tx: Transaction,
    announcement: AnnouncementEntity,
    { channel: { id: channelId, kind }, phone }: { channel: Pick<OpenChannel, 'id' | 'kind'>; phone: string | null },
  ): Promise<string> {
    const draft = { channelId, kind, personId: null, patientId: null, relation: null, phone, dueAt: tx.now };
    const [id] = await this.hand(tx, announcement, [draft]);
    return id!;
  }

  /** Text messages to staff who have a telephone, where the gateway is meant for notices as urgent as that. */
  private async toStaff(
    tx: Transaction,
    { id: channelId, kind, lowestUrgency }: OpenChannel,
    { announcement: { urgency }, recipients: { staffIds, dutyPhones = new Map() }, quiet }: Carriage,
  ): Promise<Draft[]> {
    if (!isAtLeast(urgency, lowestUrgency) || staffIds.length === 0) return [];
    const phones = await this.phones.of(tx, staffIds);
    return staffIds.flatMap((personId) => {
      const onDuty = dutyPhones.get(personId);
      const phone = onDuty !== undefined && isMobilePhone(onDuty) ? onDuty : phones.get(personId);
      if (phone === undefined || !isMobilePhone(phone)) return [];
      const dueAt = sendableAt(tx.now, urgency, quiet.of(personId));
      return [{ channelId, kind, personId, patientId: null, relation: 'STAFF' as const, phone, dueAt }];
    });
  }

  private async hand(
    tx: Transaction,
    { id: announcementId, institutionId }: AnnouncementEntity,
    drafts: readonly Draft[],
  ): Promise<string[]> {
    const rows = drafts.map(({ kind, phone, ...draft }) => ({
      kind,
      row: {
        ...draft,
        id: tx.newId(),
        announcementId,
        institutionId,
        phoneCiphertext: phone && this.cipher.encrypt(phone, NotificationContext.DeliveryPhone),
        state: draft.dueAt > tx.now ? ('WAITING' as const) : ('SENDING' as const),
        attempts: 0,
        status: null,
        failure: null,
        createdAt: tx.now,
        endedAt: null,
      },
    }));
    await this.deliveries.create(
      tx,
      rows.map(({ row }) => row),
    );
    for (const { kind, row } of rows) await this.dispatch.send(tx, kind, row);
    return rows.map(({ row }) => row.id);
  }
}

/** A webhook carries everything, the others what there is a text for. */
function carries({ kind }: OpenChannel, media: ReadonlySet<Medium>): boolean {
  const medium = MEDIUM_OF[kind];
  return medium === null || media.has(medium);
}

function mayBeTexted({ phone, mayText }: OutsidePerson): boolean {
  return mayText && phone !== null && isMobilePhone(phone);
}

/** One message to the robot, mailbox or system of the institution; a webhook talks to a machine, which never sleeps. */
function toInstitution(
  { id: channelId, kind, lowestUrgency }: OpenChannel,
  { announcement, quiet }: Carriage,
  now: Date,
): Draft[] {
  const { urgency } = announcement;
  if (kind === ChannelKind.SMS_GATEWAY || !isAtLeast(urgency, lowestUrgency)) return [];
  const dueAt = kind === ChannelKind.WEBHOOK ? now : sendableAt(now, urgency, quiet.usual);
  return [{ channelId, kind, personId: null, patientId: null, relation: null, phone: null, dueAt }];
}

function toPerson(
  { id: channelId, kind }: OpenChannel,
  { patientId, relation, phone }: OutsidePerson,
  dueAt: Date,
): Draft {
  return { channelId, kind, personId: null, patientId, relation, phone, dueAt };
}
