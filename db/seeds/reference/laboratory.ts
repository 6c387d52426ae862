import type { Client } from 'pg';

type Item = readonly [
  code: string,
  name: string,
  unit: string,
  group: 'LAB_GENERAL' | 'LAB_CHEMISTRY' | 'LAB_MICRO',
  delta?: readonly [percent: number, days: number],
];

/** What laboratories of a county measure most; an alliance adds its own. */
const items: readonly Item[] = [
  ['WBC', '白细胞', '10^9/L', 'LAB_GENERAL', [100, 7]],
  ['RBC', '红细胞', '10^12/L', 'LAB_GENERAL', [30, 7]],
  ['HB', '血红蛋白', 'g/L', 'LAB_GENERAL', [25, 7]],
  ['HCT', '红细胞压积', '%', 'LAB_GENERAL', [25, 7]],
  ['MCV', '平均红细胞体积', 'fL', 'LAB_GENERAL', [5, 7]],
  ['PLT', '血小板', '10^9/L', 'LAB_GENERAL', [60, 7]],
  ['CRP', 'C反应蛋白', 'mg/L', 'LAB_GENERAL'],
  ['INR', '国际标准化比值', 'INR', 'LAB_GENERAL', [50, 3]],
  ['PH', '血气pH', 'pH', 'LAB_GENERAL'],
  ['PO2', '血气氧分压', 'mmHg', 'LAB_GENERAL'],
  ['GLU', '血糖', 'mmol/L', 'LAB_CHEMISTRY', [100, 3]],
  ['K', '血钾', 'mmol/L', 'LAB_CHEMISTRY', [30, 3]],
  ['NA', '血钠', 'mmol/L', 'LAB_CHEMISTRY', [7, 3]],
  ['CL', '血氯', 'mmol/L', 'LAB_CHEMISTRY', [10, 3]],
  ['CA', '血钙', 'mmol/L', 'LAB_CHEMISTRY', [20, 3]],
  ['ALT', '丙氨酸氨基转移酶', 'U/L', 'LAB_CHEMISTRY', [100, 7]],
  ['AST', '天门冬氨酸氨基转移酶', 'U/L', 'LAB_CHEMISTRY', [100, 7]],
  ['TBIL', '总胆红素', 'μmol/L', 'LAB_CHEMISTRY', [100, 7]],
  ['ALB', '白蛋白', 'g/L', 'LAB_CHEMISTRY', [25, 7]],
  ['CREA', '肌酐', 'μmol/L', 'LAB_CHEMISTRY', [50, 7]],
  ['UREA', '尿素', 'mmol/L', 'LAB_CHEMISTRY', [60, 7]],
  ['HBSAG', '乙肝表面抗原', '定性', 'LAB_CHEMISTRY'],
  ['BLOOD_CULTURE', '血培养', '定性', 'LAB_MICRO'],
];

interface Range {
  readonly item_code: string;
  readonly band: string;
  readonly sex?: '1' | '2';
  readonly from_age_days?: number;
  readonly before_age_days?: number;
  readonly low?: number;
  readonly high?: number;
  readonly text?: string;
}

/** Before the 28th day of life, and before the 18th birthday (of 365.25 days a year). */
const NEWBORN_DAYS = 28;
const ADULT_DAYS = 6_574;
const all = (item_code: string, low?: number, high?: number): Range => ({
  item_code,
  band: 'all',
  ...(low !== undefined && { low }),
  ...(high !== undefined && { high }),
});
const adults = (item_code: string, men: readonly [number, number], women: readonly [number, number]): Range[] => [
  { item_code, band: 'adult-male', sex: '1', from_age_days: ADULT_DAYS, low: men[0], high: men[1] },
  { item_code, band: 'adult-female', sex: '2', from_age_days: ADULT_DAYS, low: women[0], high: women[1] },
];
const newborn = (item_code: string, low: number, high: number): Range => {
  return { item_code, band: 'newborn', before_age_days: NEWBORN_DAYS, low, high };
};

/**
 * Adults by WS/T 405-2012 (blood count), 404-2012 (chemistry) and 402-2024; newborns and children by usual defaults. Every
 * laboratory confirms its ranges for its methods.
 */
const ranges: readonly Range[] = [
  all('WBC', 3.5, 9.5),
  newborn('WBC', 9, 30),
  all('RBC', 4, 5.5),
  ...adults('RBC', [4.3, 5.8], [3.8, 5.1]),
  all('HB', 110, 160),
  ...adults('HB', [130, 175], [115, 150]),
  newborn('HB', 170, 200),
  all('HCT', 33, 48),
  ...adults('HCT', [40, 50], [35, 45]),
  all('MCV', 82, 100),
  all('PLT', 125, 350),
  all('CRP', undefined, 10),
  all('INR', 0.8, 1.2),
  all('PH', 7.35, 7.45),
  all('PO2', 80, 100),
  all('GLU', 3.9, 6.1),
  newborn('GLU', 2.2, 7),
  all('K', 3.5, 5.3),
  all('NA', 137, 147),
  all('CL', 99, 110),
  all('CA', 2.11, 2.52),
  ...adults('ALT', [9, 50], [7, 40]),
  all('ALT', 7, 40),
  ...adults('AST', [15, 40], [13, 35]),
  all('AST', 13, 40),
  all('TBIL', undefined, 23),
  all('ALB', 40, 55),
  ...adults('CREA', [57, 97], [41, 73]),
  all('UREA', 2.6, 8.8),
  { item_code: 'HBSAG', band: 'all', text: '阴性' },
  { item_code: 'BLOOD_CULTURE', band: 'all', text: '阴性' },
];

/** Lists of reasons for laboratories, written as those of referrals are. */
export const laboratoryReasons: Readonly<Record<string, readonly (readonly [string, string, string])[]>> = {
  'laboratory.reject': [
    ['wrong_type', '标本类型错误', 'Wrong type of specimen'],
    ['wrong_container', '容器错误', 'Wrong container'],
    ['volume', '标本量不足', 'Too little of it'],
    ['label', '标签缺失或错误', 'Label missing or wrong'],
    ['haemolysed', '溶血', 'Haemolysed'],
    ['clotted', '凝块', 'Clotted'],
    ['contaminated', '污染', 'Contaminated'],
    ['overdue', '采集至送达超时', 'Too long on its way'],
    ['temperature', '运送温度不符', 'Too cold or too warm on its way'],
    ['fixative_missing', '未加固定液（病理）', 'Fixative missing'],
    ['form_mismatch', '标本与申请单不符', 'Does not match the order'],
    ['*other', '其他', 'Other'],
  ],
  'laboratory.amend': [
    ['wrong_value', '结果录入错误', 'A value was wrong'],
    ['repeated', '复检结果不同', 'Measured again with another result'],
    ['addition', '补充内容', 'Something was added'],
    ['wording', '描述或结论有误', 'Description or conclusion was wrong'],
    ['*other', '其他', 'Other'],
  ],
  'laboratory.retract': [
    ['wrong_patient', '患者信息错误', 'Another patient'],
    ['specimen_exchanged', '标本混淆', 'Specimens were exchanged'],
    ['instrument_problem', '仪器或试剂故障', 'Instrument or reagent at fault'],
    ['*other', '其他', 'Other'],
  ],
};

/** Adds items and ranges that are missing; what an administrator has changed or ended stays. */
export async function seedLaboratory(owner: Client, effectiveFrom: string): Promise<void> {
  const rows = items.map(([code, name, unit, group_code, delta], position) => {
    return { code, name, unit, group_code, position, delta_percent: delta?.[0], delta_days: delta?.[1] };
  });
  await owner.query(
    `INSERT INTO lab_items (code, effective_from, name, unit, group_code, position, delta_percent, delta_days)
     SELECT code, $2, name, unit, group_code, position, delta_percent, delta_days FROM jsonb_to_recordset($1::jsonb)
       AS i(code text, name text, unit text, group_code text, position int, delta_percent int, delta_days int)
     WHERE NOT EXISTS (SELECT 1 FROM lab_items c WHERE c.code = i.code)`,
    [JSON.stringify(rows), effectiveFrom],
  );
  await owner.query(
    `INSERT INTO lab_reference_ranges (item_code, band, effective_from, sex, from_age_days, before_age_days, low, high, text)
     SELECT item_code, band, $2, sex, from_age_days, before_age_days, low, high, text FROM jsonb_to_recordset($1::jsonb)
       AS r(item_code text, band text, sex text, from_age_days int, before_age_days int, low float8, high float8, text text)
     WHERE NOT EXISTS (SELECT 1 FROM lab_reference_ranges c WHERE c.item_code = r.item_code AND c.band = r.band)`,
    [JSON.stringify(ranges), effectiveFrom],
  );
}
