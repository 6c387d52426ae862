import type { Client } from 'pg';
import type { Template, Texts } from './notice-template.js';

type Finding = readonly [code: string, zh: string, en: string, channel?: string];

/** Radiology: the list that the law gives. ECG: defaults that an alliance changes to its own. */
const findings: Readonly<Record<string, readonly Finding[]>> = {
  IMAGING: [
    ['pulmonary_embolism', '急性肺栓塞', 'Acute pulmonary embolism', 'CHEST_PAIN'],
    ['aortic_dissection', '急性主动脉夹层/主动脉瘤破裂', 'Acute aortic dissection or ruptured aneurysm', 'CHEST_PAIN'],
    ['cardiac_tamponade', '心包填塞', 'Cardiac tamponade', 'CHEST_PAIN'],
    ['massive_haemopneumothorax', '大量液气血胸', 'Massive hydro-, pneumo- or haemothorax', 'TRAUMA'],
    ['airway_foreign_body', '气管支气管异物', 'Foreign body in the airway'],
    ['cerebral_infarction', '急性脑梗死', 'Acute cerebral infarction', 'STROKE'],
    ['cerebral_haemorrhage', '急性脑出血', 'Acute cerebral haemorrhage', 'STROKE'],
    ['epidural_subdural_haemorrhage', '急性硬膜外/硬膜下出血', 'Acute epidural or subdural haemorrhage', 'TRAUMA'],
    ['subarachnoid_haemorrhage', '急性蛛网膜下腔出血', 'Acute subarachnoid haemorrhage', 'STROKE'],
    ['brain_herniation', '脑疝', 'Brain herniation', 'STROKE'],
    ['gastrointestinal_perforation', '消化道穿孔', 'Gastrointestinal perforation'],
    ['organ_rupture', '腹腔内脏器破裂出血', 'Ruptured abdominal organ', 'TRAUMA'],
    ['strangulated_obstruction', '绞窄性肠梗阻', 'Strangulated bowel obstruction'],
  ],
  ECG: [
    ['st_elevation_infarction', '急性ST段抬高型心肌梗死', 'ST-elevation myocardial infarction', 'CHEST_PAIN'],
    ['ventricular_fibrillation', '心室颤动/扑动', 'Ventricular fibrillation or flutter', 'CHEST_PAIN'],
    ['ventricular_tachycardia', '持续性室性心动过速', 'Sustained ventricular tachycardia', 'CHEST_PAIN'],
    ['complete_block', '三度房室传导阻滞', 'Complete atrioventricular block', 'CHEST_PAIN'],
    ['asystole', '心脏停搏（＞3秒）', 'Asystole of more than 3 s', 'CHEST_PAIN'],
  ],
};

interface Threshold {
  readonly item_code: string;
  readonly item_name: string;
  readonly unit: string;
  readonly before_age_days?: number;
  readonly below?: number;
  readonly above?: number;
  readonly text?: string;
}

/** Before the 28th day of life. */
const NEWBORN_DAYS = 28;
const item = (item_code: string, item_name: string, unit: string) => ({ item_code, item_name, unit });

const thresholds: readonly Threshold[] = [
  { ...item('K', '血钾', 'mmol/L'), below: 2.8, above: 6.2 },
  { ...item('NA', '血钠', 'mmol/L'), below: 120, above: 160 },
  { ...item('CA', '血钙', 'mmol/L'), below: 1.6, above: 3.5 },
  { ...item('GLU', '血糖', 'mmol/L'), below: 2.5, above: 22.2 },
  { ...item('GLU', '血糖', 'mmol/L'), before_age_days: NEWBORN_DAYS, below: 2.2, above: 16.6 },
  { ...item('WBC', '白细胞', '10^9/L'), below: 1, above: 30 },
  { ...item('HB', '血红蛋白', 'g/L'), below: 50 },
  { ...item('PLT', '血小板', '10^9/L'), below: 30 },
  { ...item('INR', '国际标准化比值', 'INR'), above: 5 },
  { ...item('PH', '血气pH', 'pH'), below: 7.2, above: 7.6 },
  { ...item('PO2', '血气氧分压', 'mmHg'), below: 45 },
  { ...item('BLOOD_CULTURE', '血培养', '定性'), text: '阳性' },
];

/** Adds what counts as critical, where nothing of the kind is there. */
export async function seedCriticalValues(owner: Client, effectiveFrom: string): Promise<void> {
  const rows = Object.entries(findings).flatMap(([domain, list]) =>
    list.map(([code, label_zh, label_en, channel = null], position) => {
      return { domain, code, label_zh, label_en, channel, position };
    }),
  );
  await owner.query(
    `INSERT INTO critical_findings (code, effective_from, domain, label_zh, label_en, green_channel, position)
     SELECT code, $2, domain, label_zh, label_en, channel, position FROM jsonb_to_recordset($1::jsonb)
       AS f(code text, domain text, label_zh text, label_en text, channel text, position int)
     WHERE NOT EXISTS (SELECT 1 FROM critical_findings c WHERE c.code = f.code)`,
    [JSON.stringify(rows), effectiveFrom],
  );
  await owner.query(
    `INSERT INTO critical_thresholds (id, item_code, item_name, unit, before_age_days, below, above, text, effective_from)
     SELECT gen_random_uuid(), item_code, item_name, unit, before_age_days, below, above, text, $2
     FROM jsonb_to_recordset($1::jsonb) AS t(item_code text, item_name text, unit text, before_age_days int,
       below float8, above float8, text text)
     WHERE NOT EXISTS (SELECT 1 FROM critical_thresholds c WHERE c.item_code = t.item_code AND c.institution_id IS NULL
       AND c.before_age_days IS NOT DISTINCT FROM t.before_age_days)`,
    [JSON.stringify(thresholds), effectiveFrom],
  );
}

/** Lists of reasons for critical values, written as those of referrals are. */
export const criticalValueReasons: Readonly<Record<string, readonly (readonly [string, string, string])[]>> = {
  'critical-value.false': [
    ['specimen_problem', '标本问题（溶血、污染、采集不当）', 'Problem of the specimen'],
    ['instrument_problem', '仪器或图像伪影', 'Instrument or artefact'],
    ['wrong_patient', '患者信息错误', 'Another patient'],
    ['read_again', '复读后排除', 'Ruled out on another reading'],
    ['result_corrected', '结果已更正为非危急', 'The result was corrected to one that is not critical'],
    ['*other', '其他', 'Other'],
  ],
};

type Words = readonly [title: string, body: string];

/** What people are told: the number and the places, never who or what. */
const words: Readonly<Record<string, readonly [zh: Words, en: Words, sms?: boolean]>> = {
  notified: [
    ['危急值通知', '{fromInstitution}报告危急值 {criticalNo}（{toInstitution}开单），请立即登录复述确认。'],
    [
      'Critical value',
      '{fromInstitution} has found critical value {criticalNo} for {toInstitution}. Read it back at once.',
    ],
    true,
  ],
  'notified-unverified': [
    [
      '危急值通知（待复核）',
      '{fromInstitution}报告危急值 {criticalNo}（{toInstitution}开单，待复核），请立即登录复述确认。',
    ],
    [
      'Critical value, not verified yet',
      '{fromInstitution} has found critical value {criticalNo} for {toInstitution}, not verified yet. Read it back at once.',
    ],
    true,
  ],
  unacknowledged: [
    ['危急值超时未确认', '{toInstitution}的危急值 {criticalNo} 超时无人确认，请立即处理。'],
    [
      'Critical value not acknowledged',
      'Nobody at {toInstitution} has acknowledged critical value {criticalNo} in time.',
    ],
    true,
  ],
  'read-back-mismatched': [
    ['危急值复述不一致', '{toInstitution}对危急值 {criticalNo} 的复述不一致，未确认。'],
    ['Read-back does not match', 'What {toInstitution} has read back of critical value {criticalNo} does not match.'],
  ],
  acknowledged: [
    ['危急值已确认', '{toInstitution}已确认危急值 {criticalNo}。'],
    ['Critical value acknowledged', '{toInstitution} has acknowledged critical value {criticalNo}.'],
  ],
  unhandled: [
    ['危急值超时未处置', '危急值 {criticalNo} 已确认，超时未登记处置，请尽快处置并登记。'],
    ['Critical value not handled', 'Critical value {criticalNo} was acknowledged, and nothing has been done in time.'],
    true,
  ],
  unreachable: [
    ['危急值患者失联', '危急值 {criticalNo} 的患者尚未联系上，请继续联系。'],
    [
      'Patient unreachable',
      'The patient of critical value {criticalNo} has not been reached yet. Please go on trying.',
    ],
  ],
  corrected: [
    [
      '危急值结果更正',
      '{fromInstitution}更正了危急值 {criticalNo} 的结果，此前的复述不再有效，请立即登录查看并重新复述确认。',
    ],
    [
      'Critical value corrected',
      '{fromInstitution} has corrected critical value {criticalNo}. What was read back before no longer counts: read it back again at once.',
    ],
    true,
  ],
  'corrected-closed': [
    ['已关闭的危急值结果更正', '{fromInstitution}更正了已关闭的危急值 {criticalNo} 的结果，请立即登录查看。'],
    [
      'Closed critical value corrected',
      '{fromInstitution} has corrected the result of critical value {criticalNo}, which was closed. Please look at it at once.',
    ],
    true,
  ],
  refuted: [
    [
      '危急值更正为非危急',
      '{fromInstitution}更正了危急值 {criticalNo} 的结果：经两人审核，不构成危急值，已撤销，请登录查看。',
    ],
    [
      'Critical value corrected to one that is none',
      '{fromInstitution} has corrected critical value {criticalNo}: as two people have signed, it is not critical. Please look at it.',
    ],
    true,
  ],
  'report-changed': [
    ['危急值相关报告变更', '危急值 {criticalNo} 相关的报告已更正或撤回，危急值流程仍继续，请登录查看。'],
    [
      'Report of a critical value changed',
      'The report that critical value {criticalNo} belongs to was amended or taken back. The critical value goes on; please look at it.',
    ],
  ],
  cancelled: [
    ['危急值已撤销', '{fromInstitution}的危急值 {criticalNo} 经审核为误报，已撤销。'],
    ['Critical value cancelled', 'Critical value {criticalNo} of {fromInstitution} was false and is cancelled.'],
  ],
};

const SIGNATURE = '【县域医共体协同平台】';

function templateOf([zh, en, sms]: (typeof words)[string], mark: readonly [string, string]): Template {
  const marked = (prefix = ''): Texts => ({
    zh: [`${mark[0]}${zh[0]}`, `${prefix}${mark[0]}${zh[1]}`],
    en: [`${mark[1]}${en[0]}`, `${mark[1]}${en[1]}`],
  });
  return { inbox: marked(), ...(sms && { sms: marked(SIGNATURE) }) };
}

/** Each text twice: a drill says so wherever it is read. */
export const criticalValueTemplates: Readonly<Record<string, Template>> = Object.fromEntries(
  Object.entries(words).flatMap(([name, text]) => [
    [`critical-value.${name}`, templateOf(text, ['', ''])],
    [`critical-value.drill-${name}`, templateOf(text, ['【演练】', '[DRILL] '])],
  ]),
);
