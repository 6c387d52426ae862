import { createHash, randomUUID } from 'node:crypto';
import { Role } from '#identity';
import { ALLIANCE_ZONE, after, days, localDate, minutes } from '#kernel';
import {
  DownStory,
  completePackage,
  JPEG,
  PNG,
  ReferralStory,
  S3Server,
  TestApp,
  World,
  pdf,
  type Person,
  type SeenReferral,
} from '#testing';

const PDF = pdf({ padding: 200_000 });
const NAME = '欧阳无痕 胸片.pdf';
const SEEN = `id version state attachments { id name contentType size sha256 attachedByName downloadUrl }`;
const ATTACH = `mutation($input: AttachToReferralInput!) { attachToReferral(input: $input) { ${SEEN} } }`;
const REMOVE = `mutation($input: RemoveAttachmentInput!) { removeAttachment(input: $input) { ${SEEN} } }`;

interface Attachment {
  readonly id: string;
  readonly name: string;
  readonly downloadUrl: string;
}
interface WithAttachments extends SeenReferral {
  readonly attachments: readonly Attachment[];
}

const lines: string[] = [];
let s3: S3Server;
let app: TestApp;
let world: World;
let story: ReferralStory;
let doctor: Person;

beforeAll(async () => {
  s3 = await S3Server.start();
  app = await TestApp.start({ LOG_LEVEL: 'debug' }, { write: (line) => void lines.push(line) });
  world = await World.create(app);
  story = new ReferralStory(world);
  doctor = world.person('township-doctor');
});

afterAll(async () => {
  await app.stop();
  await s3.stop();
});

interface Sending {
  readonly by?: Person;
  readonly to?: TestApp;
}

async function upload(content: Buffer, { by = doctor, to = app }: Sending = {}): Promise<string> {
  const response = await to.nest.inject({
    method: 'POST',
    url: '/referral-attachments',
    headers: {
      'content-type': 'application/pdf',
      'idempotency-key': randomUUID(),
      authorization: `Bearer ${by.token}`,
    },
    payload: content,
  });
  expect(response.statusCode).toBe(201);
  return response.json<{ id: string }>().id;
}

const attachInput = ({ id, version }: Pick<SeenReferral, 'id' | 'version'>, fileId: string, name = NAME): object => ({
  input: { id, expectedVersion: version, fileId, name },
});

async function attach(referral: SeenReferral, fileId: string, by = doctor): Promise<WithAttachments> {
  const data = await by.asks<{ attachToReferral: WithAttachments }>(ATTACH, { ...attachInput(referral, fileId) });
  return data.attachToReferral;
}

async function look(by: Person, id: string): Promise<WithAttachments> {
  const data = await by.asks<{ referral: WithAttachments }>(`query($id: ID!) { referral(id: $id) { ${SEEN} } }`, {
    id,
  });
  return data.referral;
}

/** A submitted referral with one attachment, as the author and the receiver see it. */
async function sent(): Promise<{ id: string; mine: Attachment; theirs: Attachment }> {
  const referral = await story.submit(doctor, await attach(await story.draft(doctor), await upload(PDF)));
  const mine = (await look(doctor, referral.id)).attachments[0]!;
  const theirs = (await look(world.person('cardiologist'), referral.id)).attachments[0]!;
  return { id: referral.id, mine, theirs };
}

const download = (url: string, from = app) => from.nest.inject({ method: 'GET', url });
async function refusalOf(url: string): Promise<string> {
  const response = await download(url);
  return `${response.statusCode} ${response.json<{ errors: [{ extensions: { code: string } }] }>().errors[0].extensions.code}`;
}
async function codeOf(answer: Promise<{ errors: readonly { extensions: { code: string; rule?: string } }[] }>) {
  const { errors } = await answer;
  return errors.map(({ extensions }) => [extensions.code, extensions.rule].filter(Boolean).join(' ')).join();
}

describe('a file that is attached', () => {
  it('is seen by both sides, and comes back as it was by a link alone', async () => {
    const { theirs } = await sent();
    expect(theirs).toEqual({
      id: expect.any(String) as string,
      name: NAME,
      contentType: 'application/pdf',
      size: PDF.length,
      sha256: createHash('sha256').update(PDF).digest('hex'),
      attachedByName: 'township-doctor 医生',
      downloadUrl: expect.stringMatching(/^\/referral-attachments\/[0-9a-f-]{36}\?link=[\w.-]+$/) as string,
    });
    const response = await download(theirs.downloadUrl);
    expect(response.statusCode).toBe(200);
    expect(response.rawPayload.equals(PDF)).toBe(true);
    expect(response.headers).toMatchObject({
      'content-type': 'application/pdf',
      'content-disposition': `attachment; filename="file.pdf"; filename*=UTF-8''${encodeURIComponent(NAME)}`,
      'x-content-type-options': 'nosniff',
      'content-security-policy': "default-src 'none'; frame-ancestors 'none'; sandbox",
      'cache-control': 'no-store',
    });
  });

  it('leaves a trace of each download: who, and whose data', async () => {
    const { theirs } = await sent();
    await download(theirs.downloadUrl);
    const entries = await app.asOwner(
      `SELECT a.staff_id, a.object_id, a.basis, a.patient_ids = ARRAY[r.patient_id] AS about_patient
       FROM audit_entries a JOIN referral_attachments t ON t.id = a.object_id JOIN referrals r ON r.package_id = t.package_id
       WHERE a.action = 'referral.attachment-read' AND a.object_id = $1`,
      [theirs.id],
    );
    const staffId = world.person('cardiologist').staffId;
    expect(entries).toEqual([{ staff_id: staffId, object_id: theirs.id, basis: 'REFERRAL', about_patient: true }]);
  });

  it('is called by a name that stands nowhere in clear', async () => {
    const { theirs } = await sent();
    await download(theirs.downloadUrl);
    const [row] = await app.asOwner<{ text: string }>(
      `SELECT string_agg(x::text, '') AS text FROM (
         SELECT to_jsonb(t) AS x FROM referral_attachments t UNION ALL SELECT to_jsonb(f) FROM stored_files f
         UNION ALL SELECT to_jsonb(e) FROM domain_events e UNION ALL SELECT to_jsonb(a) FROM audit_entries a) every`,
    );
    for (const text of [row!.text, lines.join('')]) expect(text).not.toMatch(/欧阳|%E6%AC%A7/);
    expect(lines.join('')).toMatch('/referral-attachments/:id');
  });

  it('goes once, however often the same request comes', async () => {
    const referral = await story.draft(doctor);
    const { input } = attachInput(referral, await upload(PDF)) as { input: object };
    const variables = { input: { ...input, idempotencyKey: randomUUID() } };
    for (let time = 0; time < 2; time++) await doctor.asks(ATTACH, variables);
    expect((await look(doctor, referral.id)).attachments).toHaveLength(1);
  });
});

describe('a bucket instead of a disk', () => {
  it('keeps the same files', async () => {
    const beside = await app.startBeside(s3.settings);
    const referral = await attach(await story.draft(doctor), await upload(PDF, { to: beside }));
    expect([...s3.objects.values()]).toEqual([PDF]);
    const response = await download(referral.attachments[0]!.downloadUrl, beside);
    expect(response.rawPayload.equals(PDF)).toBe(true);
  });
});

describe('what may be attached', () => {
  it('is a file that the same person has uploaded, and that nothing uses yet', async () => {
    const draft = await story.draft(doctor);
    const foreign = await upload(PNG, { by: world.person('township-colleague') });
    expect(await codeOf(doctor.tries(ATTACH, { ...attachInput(draft, foreign) }))).toBe('NOT_FOUND');
    const used = await upload(PNG);
    const referral = await attach(draft, used);
    expect(await codeOf(doctor.tries(ATTACH, { ...attachInput(referral, used) }))).toBe('NOT_FOUND');
  });

  it.each(['../etc/passwd', 'C:\\x.pdf', 'a\u202Efdp.exe', 'line\nbreak.pdf', ' '])(
    'has no name like %j',
    async (name) => {
      const draft = await story.draft(doctor);
      expect(await codeOf(doctor.tries(ATTACH, { ...attachInput(draft, randomUUID(), name) }))).toBe('INVALID_INPUT');
    },
  );

  it('is not more than the limit, also where several come at once', async () => {
    await app.asOwner(`UPDATE reference_settings SET value = 2 WHERE key = 'referral.attachment_limit_files'`);
    const draft = await attach(await story.draft(doctor), await upload(PDF));
    const files = await Promise.all([upload(PNG), upload(JPEG)]);
    const codes = await Promise.all(files.map((file) => codeOf(doctor.tries(ATTACH, { ...attachInput(draft, file) }))));
    expect(codes.toSorted()).toEqual(['', 'TRANSITION_REFUSED TOO_MANY_ATTACHMENTS']);
    await app.asOwner(`UPDATE reference_settings SET value = 20 WHERE key = 'referral.attachment_limit_files'`);
  });
});

describe('attachments change', () => {
  it('while the author may edit, and not while the referral is at the receiver', async () => {
    const draft = await attach(await story.draft(doctor), await upload(PDF));
    const submitted = await story.submit(doctor, draft);
    const file = await upload(PNG);
    const remove = ({ id, version }: SeenReferral) => ({
      input: { id, expectedVersion: version, attachmentId: draft.attachments[0]!.id },
    });
    expect(await codeOf(doctor.tries(ATTACH, { ...attachInput(submitted, file) }))).toBe('TRANSITION_REFUSED STATE');
    expect(await codeOf(doctor.tries(REMOVE, remove(submitted)))).toBe('TRANSITION_REFUSED STATE');

    const cardiologist = world.person('cardiologist');
    const claimed = await story.claim(cardiologist, submitted);
    await cardiologist.asks('mutation($input: ReferralReasonInput!) { returnReferralForEdit(input: $input) { id } }', {
      input: { id: claimed.id, expectedVersion: claimed.version, reasonCode: 'incomplete_info' },
    });
    const changed = await attach(await look(doctor, draft.id), file);
    const { removeAttachment } = await doctor.asks<{ removeAttachment: WithAttachments }>(REMOVE, remove(changed));
    expect(removeAttachment.attachments).toMatchObject([{ contentType: 'image/png' }]);
    expect(await refusalOf(draft.attachments[0]!.downloadUrl)).toBe('404 NOT_FOUND');
  });

  it('and a draft that somebody has gone on with so is not archived', async () => {
    const { id } = await story.draft(doctor);
    const archived = async () => {
      await app.work('referral.overdue');
      const [row] = await app.asOwner<{ archived: boolean }>(
        'SELECT archived_at IS NOT NULL AS archived FROM referrals WHERE id = $1',
        [id],
      );
      return row!.archived;
    };
    app.clock.advance(days(29));
    await attach(await story.look(doctor, id), await upload(PNG));
    app.clock.advance(days(29));
    expect(await archived()).toBe(false);
    app.clock.advance(days(1));
    expect(await archived()).toBe(true);
    await attach(await story.look(doctor, id), await upload(PNG));
    expect(await archived()).toBe(false);
  });

  it('under the version that was read, and by nobody but the author', async () => {
    const draft = await story.draft(doctor);
    await attach(draft, await upload(PDF));
    expect(await codeOf(doctor.tries(ATTACH, { ...attachInput(draft, await upload(PNG)) }))).toBe('STALE_VERSION');
    const colleague = world.person('township-colleague');
    const file = await upload(PNG, { by: colleague });
    expect(await codeOf(colleague.tries(ATTACH, { ...attachInput(draft, file) }))).toBe('NOT_FOUND');
  });

  it('and what was removed is gone for good an hour later', async () => {
    const { id, attachments, version } = await attach(await story.draft(doctor), await upload(PDF));
    const [file] = await app.asOwner<{ id: string }>('SELECT file_id AS id FROM referral_attachments WHERE id = $1', [
      attachments[0]!.id,
    ]);
    const left = () => app.asOwner('SELECT id FROM stored_files WHERE id = $1', [file!.id]);
    await doctor.asks(REMOVE, { input: { id, expectedVersion: version, attachmentId: attachments[0]!.id } });
    await app.work('files.housekeeping');
    expect(await left()).toEqual([file]);
    app.clock.advance(minutes(61));
    await app.work('files.housekeeping');
    expect(await left()).toEqual([]);
  });
});

describe('a link', () => {
  it('is of no use once five minutes have passed', async () => {
    const { mine } = await sent();
    app.clock.advance(minutes(4));
    expect((await download(mine.downloadUrl)).statusCode).toBe(200);
    app.clock.advance(minutes(1));
    expect(await refusalOf(mine.downloadUrl)).toBe('403 FILE_LINK_INVALID');
  });

  it('opens nothing when anything of it is changed', async () => {
    const [{ mine }, other] = [await sent(), await sent()];
    const [address, link] = mine.downloadUrl.split('?link=') as [string, string];
    const [session, expiry, keyId, mac] = link.split('.') as [string, string, string, string];
    const altered = [
      `${address}?link=${session}.${Number(expiry) + 60}.${keyId}.${mac}`,
      `${address}?link=${randomUUID()}.${expiry}.${keyId}.${mac}`,
      `${address}?link=${session}.${expiry}.${keyId}.${mac.startsWith('A') ? 'B' : 'A'}${mac.slice(1)}`,
      `${address}?link=${session}.${expiry}.other.${mac}`,
      `${address}?link=x`,
      other.mine.downloadUrl.replace(other.mine.id, mine.id),
    ];
    for (const url of altered) expect(await refusalOf(url)).toBe('403 FILE_LINK_INVALID');
    expect(await refusalOf(address)).toBe('422 INVALID_INPUT');
  });

  it('ends with the session, and shows no more than the session may still see', async () => {
    const { id, theirs } = await sent();
    const cardiologist = await world.hire('COUNTY_DOCTOR', 'county', 'cardiology');
    const { downloadUrl } = (await look(cardiologist, id)).attachments[0]!;
    await app.asOwner(`UPDATE role_assignments SET department_id = $2 WHERE staff_id = $1`, [
      cardiologist.staffId,
      world.departmentId('surgery'),
    ]);
    expect(await refusalOf(downloadUrl)).toBe('404 NOT_FOUND');
    await app.asOwner(`UPDATE role_assignments SET role = 'EXPERT' WHERE staff_id = $1`, [cardiologist.staffId]);
    expect(await refusalOf(downloadUrl)).toBe('403 FORBIDDEN');
    await cardiologist.asks('mutation { signOut }');
    expect(await refusalOf(downloadUrl)).toBe('403 FILE_LINK_INVALID');
    expect((await download(theirs.downloadUrl)).statusCode).toBe(200);
  });
});

describe('of another institution', () => {
  it('nobody sees attachments, and nobody can tell whether they exist', async () => {
    const { id, mine } = await sent();
    for (const role of Object.values(Role)) {
      const stranger = await world.hire(
        role,
        'tcm',
        ['DEPT_HEAD', 'COUNTY_DOCTOR'].includes(role) ? 'tcm-internal' : undefined,
      );
      const answer = await stranger.tries(`query($id: ID!) { referral(id: $id) { attachments { downloadUrl } } }`, {
        id,
      });
      expect(answer.errors[0]!.extensions.code).toMatch(/^(NOT_FOUND|FORBIDDEN)$/);
      const remove = { input: { id, expectedVersion: 1, attachmentId: mine.id } };
      expect(await codeOf(stranger.tries(REMOVE, remove))).toMatch(/^(NOT_FOUND|FORBIDDEN)$/);
    }
  });
});

describe('what goes on carries its files along', () => {
  const opens = async (by: Person, { downloadUrl }: Attachment): Promise<number> =>
    (await app.nest.inject({ method: 'GET', url: downloadUrl, headers: { authorization: `Bearer ${by.token}` } }))
      .statusCode;

  it('to the department that a referral is redirected to', async () => {
    const referral = await story.submit(doctor, await attach(await story.draft(doctor), await upload(PDF)));
    const coordinator = world.person('coordinator');
    const { redirectReferral } = await coordinator.asks<{ redirectReferral: { children: { id: string }[] } }>(
      'mutation($input: RedirectReferralInput!) { redirectReferral(input: $input) { children { id } } }',
      { input: { id: referral.id, expectedVersion: referral.version, toDepartmentId: world.departmentId('surgery') } },
    );
    const surgeon = world.person('surgeon');
    const child = await look(surgeon, redirectReferral.children[0]!.id);
    expect(child.attachments).toMatchObject([{ name: NAME }]);
    expect(await opens(surgeon, child.attachments[0]!)).toBe(200);
  });

  it('to the township that a patient is sent down to, and to the next one', async () => {
    const down = new DownStory(world);
    const cardiologist = world.person('cardiologist');
    const firstFollowUpOn = localDate(after(app.clock.now(), days(3)), ALLIANCE_ZONE);
    const draft = await down.draft(cardiologist, { package: { ...completePackage, firstFollowUpOn } });
    const fileId = await upload(PNG, { by: cardiologist });
    const document = (mutation: string, type: string) =>
      `mutation($input: ${type}!) { ${mutation}(input: $input) { ${SEEN} } }`;
    const { attachToDownReferral: attached } = await cardiologist.asks<{ attachToDownReferral: WithAttachments }>(
      document('attachToDownReferral', 'AttachToReferralInput'),
      { ...attachInput(draft, fileId, '出院小结.png') },
    );
    const other = await upload(PDF, { by: cardiologist });
    const { attachToDownReferral: twice } = await cardiologist.asks<{ attachToDownReferral: WithAttachments }>(
      document('attachToDownReferral', 'AttachToReferralInput'),
      { ...attachInput(attached, other, '心电图.pdf') },
    );
    const { removeDownReferralAttachment: one } = await cardiologist.asks<{
      removeDownReferralAttachment: WithAttachments;
    }>(document('removeDownReferralAttachment', 'RemoveAttachmentInput'), {
      input: {
        id: twice.id,
        expectedVersion: twice.version,
        attachmentId: twice.attachments.find(({ name }) => name === '心电图.pdf')!.id,
      },
    });
    expect(one.attachments).toMatchObject([{ name: '出院小结.png' }]);
    const onTheWay = await down.submit(cardiologist, { ...draft, version: one.version });
    const head = world.person('township-head');
    const theirs = (await look(head, onTheWay.id)).attachments[0]!;
    expect(await opens(head, theirs)).toBe(200);
    const { redirectDownReferral: redirected } = await world
      .person('coordinator')
      .asks<{ redirectDownReferral: { children: { id: string }[] } }>(
        'mutation($input: RedirectDownReferralInput!) { redirectDownReferral(input: $input) { children { id } } }',
        {
          input: {
            id: onTheWay.id,
            expectedVersion: onTheWay.version,
            toDepartmentId: world.departmentId('general-south'),
          },
        },
      );
    const next = world.person('other-township-head');
    const passedOn = await look(next, redirected.children[0]!.id);
    expect(passedOn.attachments).toMatchObject([{ name: '出院小结.png' }]);
    expect(await opens(next, passedOn.attachments[0]!)).toBe(200);
  });

  it('up again with a patient who goes back, and they stay with the down-referral whatever becomes of them there', async () => {
    const down = new DownStory(world);
    const cardiologist = world.person('cardiologist');
    const firstFollowUpOn = localDate(after(app.clock.now(), days(3)), ALLIANCE_ZONE);
    const patientId = await story.patient(doctor);
    await story.submit(doctor, await story.draft(doctor, { patientId }));
    const draft = await down.draft(cardiologist, {
      patientId,
      receiverStaffId: doctor.staffId,
      package: { ...completePackage, firstFollowUpOn },
    });
    await cardiologist.asks('mutation($input: AttachToReferralInput!) { attachToDownReferral(input: $input) { id } }', {
      ...attachInput(draft, await upload(PNG, { by: cardiologist }), '出院小结.png'),
    });
    const sentDown = await down.submit(cardiologist, { ...draft, version: draft.version + 1 });
    const back = await down.confirmArrival(doctor, await down.receive(doctor, sentDown));
    const { referBackToCounty } = await doctor.asks<{ referBackToCounty: { children: { id: string }[] } }>(
      'mutation($input: ReferBackToCountyInput!) { referBackToCounty(input: $input) { children { id } } }',
      { input: { id: back.id, expectedVersion: back.version, priority: 'II', purposeCode: 'followup_abnormal' } },
    );
    const upwards = await look(doctor, referBackToCounty.children[0]!.id);
    expect(upwards.attachments).toMatchObject([{ name: '出院小结.png', contentType: 'image/png' }]);
    expect(await opens(doctor, upwards.attachments[0]!)).toBe(200);

    const { removeAttachment } = await doctor.asks<{ removeAttachment: WithAttachments }>(REMOVE, {
      input: { id: upwards.id, expectedVersion: upwards.version, attachmentId: upwards.attachments[0]!.id },
    });
    expect(removeAttachment.attachments).toEqual([]);
    app.clock.advance(minutes(61));
    await app.work('files.housekeeping');
    const kept = (await look(cardiologist, back.id)).attachments[0]!;
    expect(await opens(cardiologist, kept)).toBe(200);
  });
});
