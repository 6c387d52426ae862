import { createHmac, randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { SMTPServer } from 'smtp-server';
import { hours, minutes, seconds } from '#kernel';
import { Cipher, UnitOfWork, systemActor } from '#platform';
import { START, TestApp, World, eventually, fictionalIdNumber, withClient } from '#testing';
import { OutsideRelation } from '../domain/relation.js';
import { Urgency } from '../domain/urgency.js';
import { Notices, type Announcement } from './notices.js';

interface Heard {
  readonly url: URL;
  readonly headers: IncomingMessage['headers'];
  readonly body: string;
}
type Reply = (response: ServerResponse, request: IncomingMessage) => void;

const answer =
  (status: number, headers: Record<string, string> = {}, body = '{"errcode":0}'): Reply =>
  (response) =>
    response.writeHead(status, headers).end(body);
const hangUp: Reply = (_response, request) => request.socket.destroy();
const stall: Reply = () => undefined;

/** A receiver on this machine that answers as it is told, one reply after the other, and well when it was told nothing. */
class Receiver {
  readonly heard: Heard[] = [];
  readonly replies: Reply[] = [];
  private readonly server = createServer((request, response) => void this.take(request, response));

  async start(): Promise<string> {
    this.server.listen(0, '127.0.0.1');
    await once(this.server, 'listening');
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}/hook`;
  }

  stop(): void {
    this.server.close();
    this.server.closeAllConnections();
  }

  private async take(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const parts: Buffer[] = [];
    for await (const part of request) parts.push(part as Buffer);
    const url = new URL(request.url!, 'http://receiver');
    this.heard.push({ url, headers: request.headers, body: Buffer.concat(parts).toString('utf8') });
    (this.replies.shift() ?? answer(200))(response, request);
  }
}

const SECRET = `whsec_${Buffer.alloc(32, 9).toString('base64')}`;
const TOKEN = 'robot-token-1';
const DELIVERIES =
  'query($id: ID) { noticeDeliveries(first: 1, channelId: $id) { nodes { id state attempts status failure } } }';
interface Delivery {
  readonly id: string;
  readonly state: string;
  readonly attempts: number;
  readonly status: number | null;
  readonly failure: string | null;
}

const SETTINGS = {
  NOTICE_TIMEOUT_MS: '300',
  NOTICE_RETRY_SECONDS: '0',
  SMS_GATEWAY_KEY: 'gateway-key',
};
/** The gateway that the key is for. */
const gateway = new Receiver();
let gatewayUrl: string;

let app: TestApp;
let world: World;
let receiver: Receiver;
let url: string;
/** The channel of the test that runs: ids of one instant have no order, so that it alone tells which delivery is meant. */
let current: string;

beforeAll(async () => {
  gatewayUrl = await gateway.start();
  app = await TestApp.start({ ...SETTINGS, SMS_GATEWAY_ORIGINS: new URL(gatewayUrl).origin });
  world = await World.create(app);
});
beforeEach(async () => {
  app.clock.set(START);
  receiver = new Receiver();
  url = await receiver.start();
  await withClient(app.database.ownerUrl, (owner) => owner.query('UPDATE notice_channels SET active = false'));
});
afterEach(() => receiver.stop());
afterAll(async () => {
  gateway.stop();
  await app.stop();
});

const admin = () => world.person('system-admin');
const county = () => world.institutionId('county');

async function channel(kind: string, more: object = {}): Promise<string> {
  const input = { idempotencyKey: randomUUID(), kind, name: '测试', url, lowestUrgency: 'ROUTINE', ...more };
  const { addNoticeChannel } = await admin().asks<{ addNoticeChannel: { id: string } }>(
    'mutation($input: AddNoticeChannelInput!) { addNoticeChannel(input: $input) { id hasSecret } }',
    { input },
  );
  current = addNoticeChannel.id;
  return current;
}

const webhook = () => channel('WEBHOOK', { secret: SECRET });

async function test(id: string, phone?: string): Promise<void> {
  await admin().asks('mutation($input: TestNoticeChannelInput!) { testNoticeChannel(input: $input) { id } }', {
    input: { id, ...(phone && { phone }) },
  });
}

async function latest(): Promise<Delivery> {
  const { noticeDeliveries } = await admin().asks<{ noticeDeliveries: { nodes: Delivery[] } }>(DELIVERIES, {
    id: current,
  });
  return noticeDeliveries.nodes[0]!;
}

/** Works until the newest delivery has come to this: retries come again when the database says so. */
async function worked(queue: string, state: string): Promise<Delivery> {
  let delivery: Delivery | undefined;
  await eventually(async () => {
    await app.work(`deliver.notification.${queue}`);
    delivery = await latest();
    return delivery.state === state;
  });
  return delivery!;
}

function send(changes: Partial<Announcement> = {}): Promise<string> {
  const institutionId = county();
  return app.nest.get(UnitOfWork, { strict: false }).run(systemActor(institutionId, 'test'), (tx) =>
    app.nest.get(Notices, { strict: false }).send(tx, {
      institutionId,
      recipients: {},
      template: 'system.channel-test',
      parameters: { institution: institutionId, time: tx.now.toISOString() },
      subject: { type: 'Test', id: randomUUID() },
      urgency: Urgency.ROUTINE,
      ...changes,
    }),
  );
}

describe('a webhook', () => {
  it('is signed by the convention, and carries ids and codes alone', async () => {
    await test(await webhook());
    const { id } = await worked('webhook', 'SENT');
    const [{ headers, body }] = receiver.heard as [Heard];
    const signed = `${id}.${headers['webhook-timestamp'] as string}.${body}`;
    const mac = createHmac('sha256', Buffer.alloc(32, 9)).update(signed).digest('base64');
    expect(headers['webhook-id']).toBe(id);
    expect(headers['webhook-timestamp']).toBe(String(START.getTime() / 1000));
    expect(headers['webhook-signature']).toBe(`v1,${mac}`);
    expect(JSON.parse(body)).toMatchObject({ type: 'notice.system.channel-test', data: { institutionId: county() } });
    expect(body).not.toMatch(/县人民医院/);
  });

  it.each([
    ['an error', answer(500)],
    ['a stall', stall],
    ['a closed connection', hangUp],
  ])('is sent again after %s, under the same id', async (_what, reply) => {
    await test(await webhook());
    receiver.replies.push(reply, reply);
    const { attempts, id } = await worked('webhook', 'SENT');
    expect(attempts).toBe(3);
    expect(new Set(receiver.heard.map(({ headers }) => headers['webhook-id']))).toEqual(new Set([id]));
  });

  it('is given up after the last attempt, and the administrator sees why', async () => {
    await test(await webhook());
    for (let count = 0; count < 20; count++) receiver.replies.push(answer(503));
    expect(await worked('webhook', 'FAILED')).toMatchObject({ attempts: 12, status: 503, failure: 'HTTP_503' });
    const { deadLetters } = await admin().asks<{ deadLetters: { nodes: unknown[] } }>(
      '{ deadLetters(consumer: "notification.webhook") { nodes { error errorCode } } }',
    );
    expect(deadLetters.nodes).toEqual([{ error: 'NotDeliveredError', errorCode: 'HTTP_503' }]);
  });

  it.each([[400], [401], [404], [410]])('is not sent again after %d', async (status) => {
    await test(await webhook());
    receiver.replies.push(answer(status));
    expect(await worked('webhook', 'FAILED')).toMatchObject({ attempts: 1, status });
    expect(receiver.heard).toHaveLength(1);
  });

  it('does not follow a redirect', async () => {
    await test(await webhook());
    receiver.replies.push(answer(307, { location: `${url}/elsewhere` }));
    expect(await worked('webhook', 'FAILED')).toMatchObject({ status: 307, failure: 'REDIRECTED' });
    expect(receiver.heard).toHaveLength(1);
  });

  it.each([
    ['120', minutes(2)],
    [new Date(START.getTime() + 90_000).toUTCString(), seconds(90)],
  ])('waits as long as the receiver asks for: %s', async (retryAfter, wait) => {
    await test(await webhook());
    receiver.replies.push(answer(429, { 'retry-after': retryAfter }));
    await worked('webhook', 'WAITING');
    app.clock.advance(seconds(wait / 1000 - 1));
    await app.work('deadlines.sweep');
    await app.work('deliver.notification.webhook');
    expect(receiver.heard).toHaveLength(1);
    app.clock.advance(seconds(1));
    await app.work('deadlines.sweep');
    expect(await worked('webhook', 'SENT')).toMatchObject({ attempts: 2, status: 200 });
  });

  it('that has been disabled sends nothing more', async () => {
    const id = await webhook();
    await test(id);
    await admin().asks('mutation($input: DisableNoticeChannelInput!) { disableNoticeChannel(input: $input) { id } }', {
      input: { id, expectedVersion: 1 },
    });
    expect(await worked('webhook', 'FAILED')).toMatchObject({ failure: 'CHANNEL_DISABLED' });
    expect(receiver.heard).toEqual([]);
  });
});

describe.each([
  ['WECOM_ROBOT', 'wecom', 45009],
  ['DINGTALK_ROBOT', 'dingtalk', 130101],
])('a robot of the kind %s', (kind, queue, tooMany) => {
  const robot = () =>
    channel(kind, { secret: 'SEC0123456789', ...(kind === 'DINGTALK_ROBOT' && { accessToken: TOKEN }) });

  it('gets a text with the name of the place', async () => {
    await test(await robot());
    await worked(queue, 'SENT');
    const [{ body, url: called }] = receiver.heard as [Heard];
    expect(JSON.parse(body)).toEqual({
      msgtype: 'text',
      text: { content: '通道测试\n县人民医院的消息通道测试，发送时间：2026-03-04 09:00。' },
    });
    const expected =
      kind === 'WECOM_ROBOT'
        ? { key: 'SEC0123456789' }
        : { access_token: TOKEN, timestamp: String(+START), sign: dingtalkSign(+START, 'SEC0123456789') };
    expect(Object.fromEntries(called.searchParams)).toEqual(expected);
  });

  it('is asked again later where it takes no more for now, and not where it refuses', async () => {
    const id = await robot();
    for (const reply of [answer(200, {}, `{"errcode":${tooMany}}`), answer(429, { 'retry-after': '60' })]) {
      await test(id);
      receiver.replies.push(reply);
      await worked(queue, 'WAITING');
      app.clock.advance(minutes(1));
      await app.work('deadlines.sweep');
      await worked(queue, 'SENT');
    }
    await test(id);
    receiver.replies.push(answer(200, {}, '{"errcode":93000,"errmsg":"invalid"}'));
    expect(await worked(queue, 'FAILED')).toMatchObject({ failure: 'ERRCODE_93000' });
  });

  it.each([
    ['an error', answer(500)],
    ['a stall', stall],
    ['a closed connection', hangUp],
  ])('is asked again after %s', async (_what, reply) => {
    await test(await robot());
    receiver.replies.push(reply);
    expect(await worked(queue, 'SENT')).toMatchObject({ attempts: 2 });
  });
});

function dingtalkSign(timestamp: number, secret: string): string {
  return createHmac('sha256', secret).update(`${timestamp}\n${secret}`).digest('base64');
}

describe('an SMS gateway', () => {
  it('gets the number, the text and the key, and recognises a repetition', async () => {
    await test(await channel('SMS_GATEWAY', { url: gatewayUrl }), '13900000001');
    gateway.replies.push(answer(500), stall, hangUp, answer(429, { 'retry-after': '5' }));
    await worked('sms', 'WAITING');
    app.clock.advance(seconds(5));
    await app.work('deadlines.sweep');
    const { id } = await worked('sms', 'SENT');
    for (const { headers, body } of gateway.heard) {
      expect(headers).toMatchObject({ 'idempotency-key': id, authorization: 'Bearer gateway-key' });
      expect(JSON.parse(body)).toMatchObject({ id, to: '13900000001' });
    }
    expect(gateway.heard).toHaveLength(5);
  });

  it('that nobody has named in the settings gets the text without the key', async () => {
    await test(await channel('SMS_GATEWAY'), '13900000003');
    await worked('sms', 'SENT');
    expect(receiver.heard[0]!.headers).not.toHaveProperty('authorization');
  });

  it('is not tested without a mobile phone', async () => {
    const id = await channel('SMS_GATEWAY');
    const { errors } = await admin().tries(
      'mutation($input: TestNoticeChannelInput!) { testNoticeChannel(input: $input) { id } }',
      { input: { id } },
    );
    expect(errors[0]!.extensions).toMatchObject({ code: 'NOTICE_CHANNEL_INCOMPLETE', facts: { missing: ['phone'] } });
  });

  it('keeps the telephone encrypted', async () => {
    await test(await channel('SMS_GATEWAY'), '13900000002');
    const { rows } = await withClient(app.database.ownerUrl, (owner) =>
      owner.query<{ row: string }>('SELECT d::text AS row FROM notice_deliveries d'),
    );
    expect(JSON.stringify(rows)).not.toContain('13900000002');
    await worked('sms', 'SENT');
  });
});

describe('a place that no message goes to', () => {
  let strict: TestApp;
  beforeAll(async () => {
    const networks = '127.0.0.0/8, ::1/128';
    const origins = new URL(gatewayUrl).origin;
    strict = await app.startBeside({ ...SETTINGS, SMS_GATEWAY_ORIGINS: origins, NOTICE_FORBIDDEN_NETWORKS: networks });
  });

  it.each(['http://127.0.0.1:9/hook', 'http://2130706433:9/', 'http://[::1]:9/', 'http://[::ffff:127.0.0.1]:9/'])(
    'is refused when it stands in the address: %s',
    async (address) => {
      const input = { idempotencyKey: randomUUID(), kind: 'WEBHOOK', name: '测试', url: address, secret: SECRET };
      const { errors } = await strict.graphql(
        'mutation($input: AddNoticeChannelInput!) { addNoticeChannel(input: $input) { id } }',
        { input: { ...input, lowestUrgency: 'ROUTINE' } },
        { token: admin().token },
      );
      expect(errors[0]!.extensions.facts['fields']).toEqual([{ path: 'url', constraint: 'ADDRESS_FORBIDDEN' }]);
    },
  );

  it.each(['webhook', 'mail'])(
    'is not called either when a name leads there or the rule has become stricter: %s',
    async (queue) => {
      const named = url.replace('127.0.0.1', 'localhost');
      if (queue === 'webhook') await channel('WEBHOOK', { secret: SECRET, url: named });
      else
        await channel('SMTP', {
          url: named.replace('http', 'smtp').replace('/hook', ''),
          sender: 'a@b.test',
          mailTo: ['c@b.test'],
        });
      await test(current);
      await strict.work(`deliver.notification.${queue}`);
      expect(await latest()).toMatchObject({ state: 'FAILED', attempts: 1, failure: 'ADDRESS_FORBIDDEN' });
      expect(receiver.heard).toEqual([]);
    },
  );

  it('does not learn the secrets of the server before it', async () => {
    const id = await channel('SMTP', {
      url: 'smtp://mail.county.test',
      sender: 'a@b.test',
      mailTo: ['c@b.test'],
      account: 'platform',
      secret: 'password-of-the-mailbox',
    });
    const terms = { name: '测试', sender: 'a@b.test', mailTo: ['c@b.test'], lowestUrgency: 'ROUTINE' };
    const CHANGE = 'mutation($input: ChangeNoticeChannelInput!) { changeNoticeChannel(input: $input) { hasSecret } }';
    const change = (expectedVersion: number, address: string) =>
      admin().asks(CHANGE, { input: { id, expectedVersion, ...terms, url: address } });
    expect(await change(1, 'smtp://mail.county.test:587')).toEqual({ changeNoticeChannel: { hasSecret: false } });
  });
});

describe('e-mail', () => {
  const mails: string[] = [];
  /** Answers to the next recipients; null takes the mail. */
  const refusals: (number | 'hang-up' | 'stall')[] = [];
  const sockets = new Set<Socket>();
  let server: SMTPServer;

  beforeEach(async () => {
    mails.length = 0;
    sockets.clear();
    server = new SMTPServer({
      authOptional: true,
      disabledCommands: ['STARTTLS', 'AUTH'],
      logger: false,
      onRcptTo(_address, _session, done) {
        const refusal = refusals.shift();
        if (refusal === 'stall') return;
        if (refusal === 'hang-up') {
          for (const socket of sockets) socket.destroy();
          return;
        }
        done(refusal ? Object.assign(new Error('refused'), { responseCode: refusal }) : undefined);
      },
      onData(stream, _session, done) {
        const parts: Buffer[] = [];
        stream.on('data', (part: Buffer) => parts.push(part));
        stream.on('end', () => {
          mails.push(Buffer.concat(parts).toString('utf8'));
          done();
        });
      },
    });
    server.server.on('connection', (socket) => sockets.add(socket));
    server.on('error', () => undefined);
    const listening = server.listen(0, '127.0.0.1');
    await once(listening, 'listening');
    url = `smtp://127.0.0.1:${(listening.address() as AddressInfo).port}`;
  });
  afterEach(async () => {
    await new Promise<void>((resolve) => server.close(() => resolve()));
  });

  const mailbox = () => channel('SMTP', { sender: 'platform@county.test', mailTo: ['duty@county.test'] });

  it('goes to the mailboxes of the channel under an id of its own', async () => {
    await test(await mailbox());
    const { id, status } = await worked('mail', 'SENT');
    expect(status).toBe(250);
    expect(mails[0]).toContain(`Message-ID: <${id}@county.test>`);
    expect(mails[0]).toContain('To: duty@county.test');
  });

  it.each([['hang-up' as const], ['stall' as const], [451]])('is sent again after %s', async (refusal) => {
    await test(await mailbox());
    refusals.push(refusal);
    expect(await worked('mail', 'SENT')).toMatchObject({ attempts: 2 });
    expect(mails).toHaveLength(1);
  });

  it('is not sent again where the server refuses for good', async () => {
    await test(await mailbox());
    refusals.push(550);
    expect(await worked('mail', 'FAILED')).toMatchObject({ attempts: 1, status: 550, failure: 'SMTP_550' });
  });
});

describe('the secrets of a channel', () => {
  it('are never answered back, and lie encrypted', async () => {
    await webhook();
    const answered = await admin().asks('{ noticeChannels { nodes { id name url hasSecret active version } } }');
    const { rows } = await withClient(app.database.ownerUrl, (owner) =>
      owner.query<{ row: string }>(
        `SELECT c::text AS row FROM notice_channels c UNION ALL SELECT e::text FROM domain_events e`,
      ),
    );
    expect(JSON.stringify([answered, rows])).not.toContain(SECRET.slice(6));
  });

  it.each([
    ['WEBHOOK', { secret: 'whsec_short' }, 'secret'],
    ['WEBHOOK', { secret: SECRET, url: 'https://user:password@host/hook' }, 'url'],
    ['WEBHOOK', { secret: SECRET, url: 'https://host/hook?key=secret' }, 'url'],
    ['WEBHOOK', { secret: SECRET, url: 'file:///etc/passwd' }, 'url'],
    ['DINGTALK_ROBOT', { secret: 'SEC0123456789' }, 'accessToken'],
    ['SMTP', { url: 'smtp://host', sender: 'nobody', mailTo: ['duty@county.test'] }, 'sender'],
    ['SMTP', { url: 'smtp://host', sender: 'a@b', mailTo: [] }, 'mailTo'],
  ])('and addresses of %s are refused out of form: %j', async (kind, more, path) => {
    await expect(channel(kind, more)).rejects.toThrow(`"path":"${path}"`);
  });
});

describe('quiet hours', () => {
  it('keep a message to a robot until the morning, and an emergency goes at once', async () => {
    app.clock.set(new Date('2026-03-04T23:00:00+08:00'));
    await channel('WECOM_ROBOT', { secret: 'SEC0123456789' });
    await send({ urgency: Urgency.EMERGENCY });
    await worked('wecom', 'SENT');
    app.clock.advance(seconds(1));
    await send({ urgency: Urgency.URGENT });
    expect(await worked('wecom', 'WAITING')).toMatchObject({ attempts: 0 });
    app.clock.advance(hours(8));
    await app.work('deadlines.sweep');
    await worked('wecom', 'SENT');
    expect(receiver.heard).toHaveLength(2);
  });

  it('are those that a person has chosen, for what goes to the person', async () => {
    app.clock.set(new Date('2026-03-04T23:00:00+08:00'));
    const surgeon = world.person('surgeon');
    await surgeon.asks('mutation($input: SetMyQuietHoursInput!) { setMyQuietHours(input: $input) { from } }', {
      input: { from: '00:00', to: '00:00' },
    });
    const cipher = await withPhone(surgeon.staffId);
    expect(cipher).toBe(1);
    await channel('SMS_GATEWAY');
    await send({ recipients: { staffIds: [surgeon.staffId] }, urgency: Urgency.URGENT });
    await worked('sms', 'SENT');
    expect(JSON.parse(receiver.heard[0]!.body)).toMatchObject({ to: '13900000009' });
  });
});

/** Puts a telephone on file for somebody, as the directory would. */
async function withPhone(staffId: string): Promise<number | null> {
  const phone = app.nest.get(Cipher, { strict: false }).encrypt('13900000009', 'staff.phone');
  const { rowCount } = await withClient(app.database.ownerUrl, (owner) =>
    owner.query(`UPDATE staff SET phone_ciphertext = $1, phone_masked = '139****0009' WHERE id = $2`, [phone, staffId]),
  );
  return rowCount;
}

describe('somebody without an account', () => {
  const calls = async (): Promise<{ id: string; version: number; phone: string; body: string; relation: string }[]> => {
    const { callTasks } = await world
      .person('coordinator')
      .asks<{ callTasks: { nodes: never[] } }>('{ callTasks { nodes { id version phone body relation } } }');
    return callTasks.nodes;
  };
  const patient = async (): Promise<string> => {
    const { registerPatient } = await world
      .person('cardiologist')
      .asks<{ registerPatient: { id: string } }>(
        'mutation($input: RegisterPatientInput!) { registerPatient(input: $input) { id } }',
        {
          input: {
            idempotencyKey: randomUUID(),
            name: '测试患者',
            idType: 'RESIDENT_ID',
            idNumber: fictionalIdNumber(),
          },
        },
      );
    return registerPatient.id;
  };
  const tell = async (phone: string | null, mayText: boolean): Promise<void> => {
    const person = { patientId: await patient(), relation: OutsideRelation.PATIENT, phone, mayText };
    await send({ recipients: { people: [person] } });
  };

  it('gets a text message where there is consent and a mobile phone', async () => {
    await channel('SMS_GATEWAY', { lowestUrgency: 'EMERGENCY' });
    await tell('13900000003', true);
    await worked('sms', 'SENT');
    expect(await calls()).toEqual([]);
  });

  it.each([
    ['there is no consent', '13900000004', false],
    ['the telephone is no mobile phone', '08881234567', true],
  ])('is called where %s, until somebody logs that they were reached', async (_why, phone, mayText) => {
    await channel('SMS_GATEWAY');
    await tell(phone, mayText);
    const [call] = await calls();
    expect(call).toMatchObject({ phone, relation: 'PATIENT' });
    expect(call!.body).toContain('县人民医院');
    const log = (version: number, outcome: string) =>
      world.person('coordinator').asks('mutation($input: LogCallInput!) { logCall(input: $input) { open attempts } }', {
        input: { id: call!.id, expectedVersion: version, outcome },
      });
    expect(await log(1, 'NO_ANSWER')).toEqual({ logCall: { open: true, attempts: 1 } });
    expect(await log(2, 'REACHED')).toEqual({ logCall: { open: false, attempts: 2 } });
    expect(await calls()).toEqual([]);
    expect(receiver.heard).toEqual([]);
  });

  it('is called when the text message could not be delivered', async () => {
    await channel('SMS_GATEWAY');
    await tell('13900000005', true);
    receiver.replies.push(answer(400));
    await worked('sms', 'FAILED');
    await app.work('deliver.notification.failed-texts');
    expect(await calls()).toMatchObject([{ phone: '13900000005' }]);
  });
});
