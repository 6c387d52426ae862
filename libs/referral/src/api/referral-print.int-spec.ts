import { randomUUID } from 'node:crypto';
import { after, days, maskIdNumber } from '#kernel';
import {
  DownStory,
  ReferralStory,
  TestApp,
  World,
  completeForm,
  completePackage,
  fictionalIdNumber,
  readPdf,
  withClient,
  type Person,
  type SeenPdf,
  type SeenReferral,
} from '#testing';

let app: TestApp;
let world: World;
let story: ReferralStory;
let doctor: Person;

beforeAll(async () => {
  app = await TestApp.start();
  world = await World.create(app);
  story = new ReferralStory(world);
  doctor = world.person('township-doctor');
});

afterAll(() => app.stop());

/** Of a minority people, with characters that few fonts have. */
const NAME = '𠮷䶮古丽·阿卜杜热合曼';
const ID_NUMBER = fictionalIdNumber('19791231');
const FORMS = ['stub', 'transfer', 'return', 'handout', 'consent'] as const;

const download = (person: Person | null, id: string, form: string) =>
  app.nest.inject({
    url: `/referrals/${id}/prints/${form}`,
    headers: person ? { authorization: `Bearer ${person.token}` } : {},
  });

async function printed(person: Person, id: string, form: string): Promise<SeenPdf> {
  const { statusCode, rawPayload, headers } = await download(person, id, form);
  expect([statusCode, headers['content-type']]).toEqual([200, 'application/pdf']);
  expect(rawPayload.length).toBeLessThan(150_000);
  return readPdf(rawPayload);
}

async function patient(name = NAME, idNumber = ID_NUMBER): Promise<string> {
  const { registerPatient } = await doctor.asks<{ registerPatient: { id: string } }>(
    'mutation($input: RegisterPatientInput!) { registerPatient(input: $input) { id } }',
    {
      input: {
        idempotencyKey: randomUUID(),
        name,
        idType: 'RESIDENT_ID',
        idNumber,
        phone: '13800138000',
        address: '浙江省青山县北镇和平村十二组8号',
        archiveNo: 'DA-000123',
      },
    },
  );
  await story.consent(doctor, registerPatient.id);
  return registerPatient.id;
}

/** From the draft to the outcome, with the form changed as told. */
async function treated(patientId: string, changes: object = {}): Promise<SeenReferral> {
  const cardiologist = world.person('cardiologist');
  const draft = await story.draft(doctor, { patientId, form: { ...completeForm, ...changes } });
  const accepted = await story.accept(cardiologist, await story.claim(cardiologist, await story.submit(doctor, draft)));
  const visit = after(app.clock.now(), days(1));
  const { id, arrangement } = await story.arrange(world.person('coordinator'), accepted, visit);
  await story.arrive(world.person('registrar'), arrangement!.code);
  return story.recordOutcome(cardiologist, await story.look(cardiologist, id));
}

describe('the papers of a referral', () => {
  let referral: SeenReferral;
  const shown = new Map<string, SeenPdf>();

  beforeAll(async () => {
    referral = await treated(await patient());
    for (const form of FORMS) shown.set(form, await printed(doctor, referral.id, form));
  });

  it.each(FORMS)('%s: one A4 page with its fonts in it', (form) => {
    const { pages, fonts, size } = shown.get(form)!;
    expect(pages).toHaveLength(1);
    expect(size).toEqual([210, 297]);
    expect(fonts.map(({ embedded }) => embedded)).not.toContain(false);
    expect(fonts.map(({ name }) => name).join()).toContain('NotoSansSC-Regular');
    expect(pages[0]).toContain(NAME);
    expect(pages[0]).toContain(`编号：${referral.referralNo}`);
    expect(pages[0]).toContain('第1页/共1页');
  });

  it.each([
    [
      'stub',
      [
        '存根',
        '性别女',
        '年龄46岁',
        '档案编号DA-000123',
        '北镇和平村十二组8号',
        '13800138000',
        '2026年03月04日因病情需要',
      ],
    ],
    [
      'transfer',
      ['双向转诊（转出）单', '不稳定型心绞痛（I20.0）', '反复胸痛3天', '压榨样疼痛', '需专科诊治', '过敏史：无'],
    ],
    ['return', ['双向转诊（回转）单', '住院病案号', '冠脉造影后药物治疗', '请继续双联抗血小板治疗', 'cardiologist']],
    ['handout', ['转诊就诊须知', '2026年03月05日（周四）09:00', '302', '请携带', '预约码']],
    ['consent', ['知情同意书', '□我已了解以上内容，同意转诊', '系统已登记转诊知情同意']],
  ])('%s: says what the national form asks for', (form, words) => {
    const [page] = shown.get(form)!.pages;
    for (const word of words) expect(page).toContain(word);
  });

  it('give the patient the code, and not the illness', () => {
    const [page] = shown.get('handout')!.pages;
    expect(page).toContain(referral.arrangement!.code);
    expect(page).not.toContain('心绞痛');
  });

  it('show an id number only masked', () => {
    expect(shown.get('consent')!.pages[0]).toContain(maskIdNumber(ID_NUMBER));
    for (const { pages } of shown.values()) expect(pages[0]).not.toContain(ID_NUMBER);
  });

  it('stay on one page where texts are long, with smaller letters', async () => {
    const sentence = '活动后胸闷气促，休息十分钟后缓解，夜间可平卧。';
    const { id } = await treated(await patient('阿依·𠮷', fictionalIdNumber()), {
      presentIllness: `${sentence.repeat(40)}完`,
      treatmentCourse: sentence.repeat(20),
    });
    const { pages, sizes } = await printed(doctor, id, 'transfer');
    expect(pages).toHaveLength(1);
    expect(pages[0]!.split(sentence)).toHaveLength(61);
    expect(pages[0]).toContain('机构名称：北乡卫生院');
    expect(Math.min(...sizes)).toBeGreaterThan(6.5);
  });

  it('go on over a marked second page where texts are very long, and lose nothing', async () => {
    const illness = Array.from({ length: 280 }, (_, line) => `第${line}次发作持续约五分`).join('，');
    const treatment = 'Q'.repeat(3_000);
    const { id } = await treated(await patient('阿依·𪚥', fictionalIdNumber()), {
      presentIllness: `${illness}完`,
      treatmentCourse: treatment,
    });
    const { pages } = await printed(doctor, id, 'transfer');
    expect(illness.length).toBeGreaterThan(2_000);
    expect(pages.length).toBeGreaterThan(1);
    expect(pages[0]).toContain('（转下页）');
    expect(pages[1]).toContain('（续页）双向转诊（转出）单');
    const edges = /（续页）双向转诊（转出）单|编号：\w+|打印：.*?第\d页\/共\d页(?:（转下页）)?/g;
    const whole = pages.map((page) => page.replaceAll(edges, '')).join('');
    expect(whole).toContain(`${illness}完`);
    expect(whole.match(/Q/g)).toHaveLength(3_000);
    expect(whole).toContain('阿依·〔U+2A6A5〕');
  });
});

describe('the papers of a patient who is sent down', () => {
  const down = () => new DownStory(world);
  const sentDown = async (changes: object = {}) => {
    const patientId = await story.patient(doctor);
    await story.submit(doctor, await story.draft(doctor, { patientId }));
    return down().submitted(world.person('cardiologist'), {
      patientId,
      receiverStaffId: doctor.staffId,
      package: {
        ...completePackage,
        rehabilitationGoals: '六分钟步行三百米',
        nursingPoints: '低盐低脂饮食',
        monitoringIndicators: '血压、心率',
        ...changes,
      },
    });
  };

  it('the return slip says what the township goes on with', async () => {
    const { pages } = await printed(doctor, (await sentDown()).id, 'return');
    expect(pages).toHaveLength(1);
    for (const words of [
      '双向转诊（回转）单',
      '北乡卫生院general-north：',
      '不稳定型心绞痛（I20.0）',
      '下转原因术后恢复',
      '诊疗小结：冠脉支架植入术后恢复良好',
      '复查建议：一个月后复查血脂',
      '康复目标：六分钟步行三百米',
      '护理要点：低盐低脂饮食',
      '监测指标：血压、心率',
      '预警症状：胸痛持续超过15分钟',
      '首次随访日期2026年03月09日',
      '阿司匹林肠溶片100mg1片口服每日一次长期',
      '机构名称：县人民医院',
    ])
      expect(pages[0]).toContain(words);
  });

  it('the handout tells the patient when to call for help, and not the illness', async () => {
    const { pages } = await printed(doctor, (await sentDown()).id, 'handout');
    expect(pages).toHaveLength(1);
    const [, referralNo] = /转诊单号(ZZ\d{14})/.exec(pages[0]!) ?? [];
    expect(pages[0]).toContain(`编号：${referralNo}`);
    for (const words of [
      '康复目标：六分钟步行三百米',
      '自我监测：血压、心率',
      '出现以下情况请立即就医或拨打120',
      '胸痛持续超过15分钟',
      '2026年03月09日',
      '阿司匹林',
      '低盐低脂',
    ])
      expect(pages[0]).toContain(words);
    expect(pages[0]).not.toContain('心绞痛');
  });

  it.each([
    ['return', 12],
    ['handout', 8],
  ])('%s: a package of %s medicines stays on one page', async (form, count) => {
    const medicine = { ...completePackage.medicines[0]!, note: '餐后服用，如有黑便请停药并就诊' };
    const { id } = await sentDown({ medicines: Array.from({ length: count }, () => medicine) });
    const { pages } = await printed(doctor, id, form);
    expect(pages).toHaveLength(1);
    expect(pages[0]!.match(/餐后服用，如有黑便请停药并就诊/g)).toHaveLength(count);
  });

  it('a package of more medicines goes on over a further page, under the same headings', async () => {
    const medicine = { ...completePackage.medicines[0]!, note: '餐后服用，如有黑便请停药并就诊' };
    const { id } = await sentDown({ medicines: Array.from({ length: 30 }, () => medicine) });
    const { pages } = await printed(doctor, id, 'return');
    expect(pages.length).toBeGreaterThan(1);
    expect(pages.join('').match(/阿司匹林肠溶片/g)).toHaveLength(30);
    expect(pages.filter((page) => page.includes('阿司匹林') && !page.includes('带药及用药方案药品规格'))).toEqual([]);
  });

  it('has a stub, and no transfer slip', async () => {
    const { id } = await sentDown();
    expect((await printed(doctor, id, 'stub')).pages[0]).toContain('北乡卫生院');
    const answer = await download(doctor, id, 'transfer');
    expect(answer.json()).toMatchObject({
      errors: [{ extensions: { code: 'PRINT_NOT_READY', rule: 'NOT_FOR_DOWN' } }],
    });
  });
});

describe('a paper that has nothing to say yet', () => {
  it.each([
    ['stub', 'NOT_SUBMITTED'],
    ['transfer', 'NOT_SUBMITTED'],
    ['handout', 'NOT_ARRANGED'],
    ['return', 'OUTCOME_MISSING'],
  ])('%s is refused: %s', async (form, rule) => {
    const { id } = await story.draft(doctor);
    const answer = await download(doctor, id, form);
    const [{ extensions }] = answer.json<{ errors: [{ extensions: object }] }>().errors;
    expect([answer.statusCode, extensions]).toEqual([422, expect.objectContaining({ code: 'PRINT_NOT_READY', rule })]);
  });

  it('but the consent is printed from a draft, to be signed', async () => {
    const { id } = await story.draft(doctor);
    expect((await printed(doctor, id, 'consent')).pages).toHaveLength(1);
  });
});

describe('the way to a paper', () => {
  it('is told by GraphQL, without a name in it', async () => {
    const { id, referralNo } = await story.submitted(doctor);
    const { referralPrint } = await doctor.asks<{ referralPrint: { path: string; fileName: string } }>(
      'query($id: ID!) { referralPrint(id: $id, form: STUB) { path fileName } }',
      { id },
    );
    expect(referralPrint).toEqual({
      path: `/referrals/${id}/prints/stub`,
      fileName: `referral-stub-${referralNo}.pdf`,
    });
    const { statusCode, headers } = await download(doctor, id, 'stub');
    expect(statusCode).toBe(200);
    expect(headers['content-disposition']).toBe(`inline; filename="${referralPrint.fileName}"`);
  });

  it('is open to both sides, closed to everybody else, and leaves an entry each time', async () => {
    const { id } = await story.submitted(doctor);
    const statuses: Record<string, number> = {};
    for (const name of ['cardiologist', 'coordinator', 'other-township-doctor', 'registrar'] as const) {
      statuses[name] = (await download(world.person(name), id, 'transfer')).statusCode;
    }
    expect(statuses).toEqual({ cardiologist: 200, coordinator: 200, 'other-township-doctor': 404, registrar: 403 });
    expect((await download(null, id, 'transfer')).statusCode).toBe(401);
    expect((await download(doctor, id, 'secret')).statusCode).toBe(422);
    const entries = await withClient(app.database.ownerUrl, async (owner) => {
      const { rows } = await owner.query<{ staff_id: string; detail: object }>(
        `SELECT staff_id, detail FROM audit_entries WHERE action = 'referral.printed' AND object_id = $1 ORDER BY staff_id`,
        [id],
      );
      return rows;
    });
    const people = [world.person('cardiologist').staffId, world.person('coordinator').staffId].toSorted();
    expect(entries).toEqual(people.map((staffId) => ({ staff_id: staffId, detail: { form: 'transfer' } })));
  });
});
