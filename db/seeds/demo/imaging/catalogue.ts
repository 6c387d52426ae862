import { ALLIANCE_ZONE, addDays, localDate } from '#kernel';
import type { Rows } from '../bulk-insert.js';
import { leadHospitalOf, type County } from '../county/index.js';
import type { Chance } from '../random.js';

/** What is seen, what it means, and whether that is abnormal. */
export type Reading = readonly [findings: string, conclusion: string, abnormal: boolean];

/** What does not wait for the report: a finding of the list, and how often it is there. */
export interface CriticalFinding {
  readonly code: string;
  readonly text: string;
  readonly share: number;
  readonly reading: Reading;
}

/** An examination of the catalogue, who reads it and what comes out. */
export interface Examination {
  readonly id: string;
  readonly code: string;
  readonly name: string;
  readonly category: 'IMAGING' | 'ULTRASOUND' | 'ECG';
  readonly modality: string | null;
  readonly bodyPart: string | null;
  readonly contrast: string | null;
  readonly priceCents: number;
  readonly windowDays: number;
  readonly groupCode: string;
  /** Townships have the machine. */
  readonly inTownships: boolean;
  /** How often it is ordered. */
  readonly weight: number;
  readonly question: string;
  readonly readings: readonly Reading[];
  readonly critical?: CriticalFinding;
}

type Draft = Omit<Examination, 'id'>;

const imaging = { category: 'IMAGING', contrast: null, windowDays: 90, inTownships: false } as const;
const ct = { ...imaging, modality: 'CT', contrast: 'PLAIN', groupCode: 'CT' } as const;

const EXAMINATIONS: readonly Draft[] = [
  {
    code: 'ECG-12',
    name: '十二导联心电图',
    category: 'ECG',
    modality: 'ECG',
    bodyPart: null,
    contrast: null,
    priceCents: 2_500,
    windowDays: 7,
    groupCode: 'ECG',
    inTownships: true,
    weight: 8,
    question: '胸闷、心悸待查',
    readings: [
      ['窦性心律，心率72次/分，各导联ST-T未见异常。', '正常心电图。', false],
      ['窦性心律，V4～V6导联ST段压低0.05～0.1mV。', 'ST段改变，请结合临床。', true],
      ['P波消失，代之以f波，心室率约96次/分，RR间期绝对不等。', '心房颤动。', true],
    ],
    critical: {
      code: 'st_elevation_infarction',
      text: '急性ST段抬高型心肌梗死',
      share: 0.03,
      reading: ['窦性心律，II、III、aVF导联ST段弓背向上抬高0.2～0.4mV。', '急性下壁心肌梗死，请立即处理。', true],
    },
  },
  {
    ...imaging,
    code: 'DR-CHEST',
    name: '胸部正位片',
    modality: 'DX',
    bodyPart: 'CHEST',
    priceCents: 6_500,
    windowDays: 30,
    groupCode: 'DR',
    inTownships: true,
    weight: 5,
    question: '咳嗽一周',
    readings: [
      ['双肺野清晰，心影大小形态正常，双膈面光整，肋膈角锐利。', '胸部正位片未见明显异常。', false],
      ['右下肺野见斑片状密度增高影，边缘模糊。', '右下肺炎可能，建议复查。', true],
    ],
  },
  {
    ...ct,
    code: 'CT-HEAD',
    name: '头颅CT平扫',
    bodyPart: 'HEAD',
    priceCents: 18_000,
    weight: 4,
    question: '头晕、肢体麻木',
    readings: [
      ['脑实质密度未见异常，脑室系统大小形态正常，中线结构居中。', '头颅CT平扫未见明显异常。', false],
      ['双侧基底节区见多发斑点状低密度影，边界清。', '双侧基底节区腔隙性脑梗死。', true],
    ],
    critical: {
      code: 'cerebral_haemorrhage',
      text: '急性脑出血',
      share: 0.05,
      reading: ['左侧基底节区见团块状高密度影，周围见低密度水肿带，中线结构右移。', '左侧基底节区脑出血。', true],
    },
  },
  {
    ...ct,
    code: 'CT-CHEST',
    name: '胸部CT平扫',
    bodyPart: 'CHEST',
    priceCents: 22_000,
    weight: 4,
    question: '咳嗽、痰中带血',
    readings: [
      ['双肺纹理清晰，未见实变及结节；纵隔未见肿大淋巴结。', '胸部CT平扫未见明显异常。', false],
      ['右肺上叶见直径约6mm磨玻璃结节，边界清。', '右肺上叶磨玻璃结节，建议3个月复查。', true],
    ],
  },
  {
    ...ct,
    code: 'CT-CHEST-C',
    name: '胸部CT增强',
    bodyPart: 'CHEST',
    contrast: 'ENHANCED',
    priceCents: 42_000,
    weight: 1,
    question: '肺结节性质待定',
    readings: [['右肺上叶结节轻度强化，纵隔未见肿大淋巴结。', '右肺上叶结节，考虑炎性，建议随访。', true]],
  },
  {
    ...imaging,
    code: 'MR-HEAD',
    name: '头颅磁共振平扫',
    modality: 'MR',
    bodyPart: 'HEAD',
    priceCents: 48_000,
    groupCode: 'MR',
    weight: 1,
    question: '反复头痛',
    readings: [['脑实质信号未见异常，弥散未见受限。', '头颅磁共振平扫未见明显异常。', false]],
  },
  {
    ...imaging,
    code: 'US-ABDOMEN',
    name: '腹部超声',
    category: 'ULTRASOUND',
    modality: 'US',
    bodyPart: 'ABDOMEN',
    priceCents: 9_000,
    windowDays: 30,
    groupCode: 'US',
    inTownships: true,
    weight: 3,
    question: '右上腹隐痛',
    readings: [
      ['肝脏大小形态正常，回声均匀；胆囊壁光滑，腔内未见结石。', '腹部超声未见明显异常。', false],
      ['肝脏回声细密增强；胆囊内见强回声团，后伴声影，随体位移动。', '脂肪肝；胆囊结石。', true],
    ],
  },
];

/** What can be examined in the county. */
export function examinationsOf(chance: Chance, { since }: County): Examination[] {
  return EXAMINATIONS.map((one) => ({ ...one, id: chance.id(since) }));
}

export const itemRows = (examinations: readonly Examination[], { since }: County): Rows =>
  examinations.map((one) => ({
    id: one.id,
    effective_from: since,
    version: 1,
    code: one.code,
    name: one.name,
    category: one.category,
    modality: one.modality,
    body_part: one.bodyPart,
    contrast: one.contrast,
    panel_members: [],
    price_cents: one.priceCents,
    recognition_scope: 'CITY',
    window_days: one.windowDays,
    window_unlimited: false,
    active: true,
  }));

const VALID_DAYS = 720;

/** The lead hospital takes part in the quality control of the city; its results are recognised. */
export function qualificationRows(chance: Chance, county: County, now: Date): Rows {
  const { since } = county;
  const lead = leadHospitalOf(county);
  const today = localDate(now, ALLIANCE_ZONE);
  return (['IMAGING', 'ULTRASOUND', 'ECG'] as const).map((category, index) => ({
    id: chance.id(since),
    institution_id: lead.id,
    certificate_no: `LX-ZK-${index + 1}`,
    name: '市医学影像质量控制合格证书',
    category,
    item_codes: [],
    scope: 'CITY',
    issued_by: '市医学影像质量控制中心',
    valid_from: addDays(today, -VALID_DAYS),
    valid_to: addDays(today, VALID_DAYS),
    active: true,
    version: 1,
  }));
}
