import { randomUUID } from 'node:crypto';
import { Notices, Urgency, type Announcement } from '#notification';
import { UnitOfWork, systemActor } from '#platform';
import type { Person, TestApp } from '#testing';
import { change, everybody, key, mutation, outcomes, query, type Table } from './row.js';
import type { Scenery } from './scenery.js';

interface Versioned {
  readonly id: string;
  readonly version: number;
}

const CHANNEL = {
  name: '院内集成平台',
  url: 'https://10.0.0.8/hooks',
  secret: `whsec_${Buffer.alloc(32, 7).toString('base64')}`,
  lowestUrgency: 'EMERGENCY',
};

/** What people are told: each reads and acknowledges what is in their own inbox. */
export class NoticeScenery {
  constructor(
    private readonly app: TestApp,
    private readonly scenery: Scenery,
  ) {}

  /** A notice of whoever asks, or of the county's cardiologist where they belong to the institution that has no part in it. */
  async notice(by: Person): Promise<string> {
    const elsewhere = by.institutionId === this.scenery.world.institutionId('tcm');
    const owner = elsewhere ? this.scenery.world.person('cardiologist') : by;
    await this.send({ staffIds: [owner.staffId] });
    const { myNotices } = await owner.asks<{ myNotices: { nodes: { id: string }[] } }>(
      '{ myNotices(first: 1) { nodes { id } } }',
    );
    return myNotices.nodes[0]!.id;
  }

  /** A webhook of the county hospital. */
  async channel(): Promise<Versioned> {
    const { addNoticeChannel } = await this.scenery.world
      .person('system-admin')
      .asks<{ addNoticeChannel: Versioned }>(
        'mutation($input: AddNoticeChannelInput!) { addNoticeChannel(input: $input) { id version } }',
        { input: { ...key(), kind: 'WEBHOOK', ...CHANNEL } },
      );
    return addNoticeChannel;
  }

  /** A message over a channel of the county hospital. */
  async delivery(): Promise<string> {
    const { id } = await this.channel();
    const { testNoticeChannel } = await this.scenery.world
      .person('system-admin')
      .asks<{ testNoticeChannel: { id: string } }>(
        'mutation($input: TestNoticeChannelInput!) { testNoticeChannel(input: $input) { id } }',
        { input: { id } },
      );
    return testNoticeChannel.id;
  }

  /** A call that the county hospital has to make. */
  async call(): Promise<Versioned> {
    const { id: patientId } = await this.scenery.patient();
    await this.send({ people: [{ patientId, relation: 'PATIENT', phone: null, mayText: false }] });
    return this.lastCall();
  }

  private async lastCall(after: string | null = null): Promise<Versioned> {
    const { callTasks } = await this.scenery.world
      .person('coordinator')
      .asks<{ callTasks: { nodes: Versioned[]; pageInfo: { hasNextPage: boolean; endCursor: string } } }>(
        `query($after: String) {
          callTasks(first: 100, after: $after) { nodes { id version } pageInfo { hasNextPage endCursor } }
        }`,
        { after },
      );
    const { nodes, pageInfo } = callTasks;
    return pageInfo.hasNextPage ? this.lastCall(pageInfo.endCursor) : nodes.at(-1)!;
  }

  private send(recipients: Announcement['recipients']): Promise<string> {
    const institutionId = this.scenery.county;
    return this.app.nest.get(UnitOfWork, { strict: false }).run(systemActor(institutionId, 'test'), (tx) =>
      this.app.nest.get(Notices, { strict: false }).send(tx, {
        institutionId,
        recipients,
        template: 'system.channel-test',
        parameters: { institution: institutionId, time: tx.now.toISOString() },
        subject: { type: 'Test', id: randomUUID() },
        urgency: Urgency.ROUTINE,
      }),
    );
  }
}

/** The own inbox: open to everybody who is signed in, and to nobody else. */
export function inboxRows(scenery: Scenery, notices: NoticeScenery): Table {
  const own = { own: everybody('allowed'), other: everybody('NOT_FOUND') };
  const open = { own: everybody('allowed'), other: everybody('allowed') };
  const named = async (by: Person) => {
    const id = await notices.notice(by);
    return scenery.input(id, { ids: [id] });
  };
  return {
    ...query('myNotices', '{ myNotices(first: 100) { nodes { id } } }', {
      own: everybody('allowed'),
      other: everybody('empty'),
      subject: async (by) => scenery.about(await notices.notice(by), {}),
    }),
    ...query('myNoticeCounts', '{ myNoticeCounts { unread } }', { ...open, subject: () => scenery.about(null, {}) }),
    ...query('myNoticesChanged', 'subscription { myNoticesChanged { cursor } }', {
      ...open,
      subject: () => scenery.about(null, {}),
    }),
    ...mutation('acknowledgeNotice', 'AcknowledgeNoticeInput', {
      ...own,
      subject: async (by) => {
        const id = await notices.notice(by);
        return scenery.input(id, { id });
      },
    }),
    ...mutation('acknowledgeNotices', 'AcknowledgeNoticesInput', { ...own, subject: named }, ''),
    ...query('myQuietHours', '{ myQuietHours { from } }', { ...open, subject: () => scenery.about(null, {}) }),
    ...mutation(
      'setMyQuietHours',
      'SetMyQuietHoursInput',
      { ...open, subject: () => scenery.input(null, { from: '21:00', to: '08:00' }) },
      '{ from }',
    ),
    ...mutation('markNoticesRead', 'MarkNoticesReadInput', { ...own, subject: named }, ''),
  };
}

/** Texts belong to the installation: the administrator of the system keeps them, whatever their institution. */
export function noticeTemplateRows(scenery: Scenery): Table {
  const only = { own: outcomes('allowed', 'SYSTEM_ADMIN'), other: outcomes('allowed', 'SYSTEM_ADMIN') };
  const text = { medium: 'INBOX', title: '通道测试', body: '{institution} {time}' };
  return {
    ...query('noticeTemplateVersions', '{ noticeTemplateVersions(code: "system.channel-test") { version } }', {
      ...only,
      subject: () => scenery.about(null, {}),
    }),
    ...mutation(
      'addNoticeTemplateVersion',
      'AddNoticeTemplateVersionInput',
      {
        ...only,
        other: outcomes('FORBIDDEN LEAD_HOSPITAL', 'SYSTEM_ADMIN'),
        subject: () =>
          scenery.input(null, {
            ...key(),
            code: 'system.channel-test',
            effectiveFrom: '2026-01-01T00:00:00+08:00',
            texts: [
              { ...text, locale: 'ZH_CN' },
              { ...text, locale: 'EN' },
            ],
          }),
      },
      '{ version }',
    ),
  };
}

/** Channels belong to an institution, and so do the records of what went over them. */
export function noticeChannelRows(scenery: Scenery, notices: NoticeScenery): Table {
  const own = outcomes('allowed', 'SYSTEM_ADMIN');
  const listed = { own, other: outcomes('empty', 'SYSTEM_ADMIN') };
  const channel = async () => scenery.change(await notices.channel(), CHANNEL);
  return {
    ...query('noticeChannels', '{ noticeChannels(first: 100) { nodes { id } } }', {
      ...listed,
      subject: async () => scenery.about((await notices.channel()).id, {}),
    }),
    ...query('noticeDeliveries', '{ noticeDeliveries(first: 100) { nodes { id } } }', {
      ...listed,
      subject: async () => scenery.about(await notices.delivery(), {}),
    }),
    ...mutation('addNoticeChannel', 'AddNoticeChannelInput', {
      own,
      other: outcomes('NOT_FOUND', 'SYSTEM_ADMIN'),
      subject: () =>
        scenery.input(scenery.department, { ...key(), kind: 'WEBHOOK', ...CHANNEL, departmentId: scenery.department }),
    }),
    ...change('changeNoticeChannel', 'ChangeNoticeChannelInput', ['SYSTEM_ADMIN'], channel),
    ...change('disableNoticeChannel', 'DisableNoticeChannelInput', ['SYSTEM_ADMIN'], async () =>
      scenery.change(await notices.channel()),
    ),
    ...change('testNoticeChannel', 'TestNoticeChannelInput', ['SYSTEM_ADMIN'], async () => {
      const { id } = await notices.channel();
      return scenery.input(id, { id });
    }),
  };
}

/** Calls to people without an account, made by whoever coordinates at the institution. */
export function callRows(scenery: Scenery, notices: NoticeScenery): Table {
  // The township's head works at another institution than the county hospital.
  return {
    ...query('callTasks', '{ callTasks(first: 100) { nodes { id } } }', {
      own: { REFERRAL_COORDINATOR: 'allowed', TOWNSHIP_HEAD: 'empty' },
      other: outcomes('empty', 'REFERRAL_COORDINATOR', 'TOWNSHIP_HEAD'),
      subject: async () => scenery.about((await notices.call()).id, {}),
    }),
    ...mutation('logCall', 'LogCallInput', {
      own: { REFERRAL_COORDINATOR: 'allowed', TOWNSHIP_HEAD: 'NOT_FOUND' },
      other: outcomes('NOT_FOUND', 'REFERRAL_COORDINATOR', 'TOWNSHIP_HEAD'),
      subject: async () => scenery.change(await notices.call(), { outcome: 'NO_ANSWER' }),
    }),
  };
}
