import { ALLIANCE_ZONE, addDays, localDate } from '#kernel';
import type { Rows } from '../bulk-insert.js';
import { leadHospitalOf, type County } from '../county/index.js';
import type { Chance } from '../random.js';

/** Something that is measured: what is usual for everybody, and how far values of the county stray. */
export interface Measured {
  readonly code: string;
  readonly name: string;
  readonly unit: string;
  readonly position: number;
  readonly low: number;
  readonly high: number;
  readonly decimals: number;
}

/** A value that nobody waits with, and how often one of the panel has it. */
export interface CriticalRange {
  readonly itemCode: string;
  readonly from: number;
  readonly to: number;
  readonly share: number;
}

/** A panel that townships order, and the tube that it needs. */
export interface Panel {
  readonly id: string;
  readonly code: string;
  readonly name: string;
  readonly members: readonly Measured[];
  readonly type: 'BLOOD' | 'SERUM';
  readonly groupCode: 'LAB_GENERAL' | 'LAB_CHEMISTRY';
  readonly priceCents: number;
  readonly windowDays: number;
  readonly question: string;
  readonly critical: CriticalRange;
}

type Numbers = readonly [name: string, unit: string, low: number, high: number, decimals: number];

/** Items whose range is the same for everybody, in the order of reports, as the reference data has them. */
const MEASURED: Readonly<Record<string, Numbers>> = {
  WBC: ['白细胞', '10^9/L', 3.5, 9.5, 1],
  MCV: ['平均红细胞体积', 'fL', 82, 100, 0],
  PLT: ['血小板', '10^9/L', 125, 350, 0],
  GLU: ['血糖', 'mmol/L', 3.9, 6.1, 1],
  K: ['血钾', 'mmol/L', 3.5, 5.3, 1],
  NA: ['血钠', 'mmol/L', 137, 147, 0],
  CL: ['血氯', 'mmol/L', 99, 110, 0],
  CA: ['血钙', 'mmol/L', 2.11, 2.52, 2],
};
const CODES = Object.keys(MEASURED);

function measured(code: string): Measured {
  const [name, unit, low, high, decimals] = MEASURED[code]!;
  return { code, name, unit, low, high, decimals, position: CODES.indexOf(code) };
}

type Draft = Omit<Panel, 'id' | 'members'> & { readonly codes: readonly string[] };

const PANELS: readonly Draft[] = [
  {
    code: 'LAB-CBC',
    name: '血细胞分析',
    codes: ['WBC', 'MCV', 'PLT'],
    type: 'BLOOD',
    groupCode: 'LAB_GENERAL',
    priceCents: 2_000,
    windowDays: 7,
    question: '发热待查',
    critical: { itemCode: 'PLT', from: 12, to: 28, share: 0.02 },
  },
  {
    code: 'LAB-ELECTROLYTES',
    name: '电解质四项',
    codes: ['K', 'NA', 'CL', 'CA'],
    type: 'SERUM',
    groupCode: 'LAB_CHEMISTRY',
    priceCents: 3_000,
    windowDays: 14,
    question: '乏力、纳差',
    critical: { itemCode: 'K', from: 6.4, to: 7.2, share: 0.04 },
  },
  {
    code: 'LAB-GLUCOSE',
    name: '空腹血糖',
    codes: ['GLU'],
    type: 'SERUM',
    groupCode: 'LAB_CHEMISTRY',
    priceCents: 500,
    windowDays: 14,
    question: '糖尿病复诊',
    critical: { itemCode: 'GLU', from: 22.5, to: 29, share: 0.03 },
  },
];

/** What can be measured in the county. */
export const panelsOf = (chance: Chance, { since }: County): Panel[] =>
  PANELS.map(({ codes, ...panel }) => ({ ...panel, id: chance.id(since), members: codes.map(measured) }));

export const panelRows = (panels: readonly Panel[], { since }: County): Rows =>
  panels.map(({ id, code, name, members, priceCents, windowDays }) => ({
    id,
    effective_from: since,
    version: 1,
    code,
    name,
    category: 'LABORATORY',
    panel_members: members.map((member) => member.code),
    price_cents: priceCents,
    recognition_scope: 'CITY',
    window_days: windowDays,
    window_unlimited: false,
    active: true,
  }));

const VALID_DAYS = 720;

/** The lead hospital takes part in the external quality assessment of the city. */
export function labQualificationRows(chance: Chance, county: County, now: Date): Rows {
  const { since } = county;
  const lead = leadHospitalOf(county);
  const today = localDate(now, ALLIANCE_ZONE);
  return [
    {
      id: chance.id(since),
      institution_id: lead.id,
      certificate_no: 'LX-SJZP-1',
      name: '市临床检验室间质量评价合格证书',
      category: 'LABORATORY',
      item_codes: [],
      scope: 'CITY',
      issued_by: '市临床检验中心',
      valid_from: addDays(today, -VALID_DAYS),
      valid_to: addDays(today, VALID_DAYS),
      active: true,
      version: 1,
    },
  ];
}
