import type { Client } from 'pg';

type Origin = 'COMPUTED' | 'EVIDENCED' | 'IMPORTED';

/** The items of 2024 in the order of the list; wording is to be checked against the current one, and is kept as rows. */
const items: readonly (readonly [zh: string, en: string, origin: Origin, unit: string])[] = [
  ['统一管理', 'Managed as one', 'IMPORTED', '分'],
  ['内部民主决策', 'Decisions taken together', 'IMPORTED', '分'],
  ['服务协同联动', 'Services that work together', 'EVIDENCED', ''],
  ['中级及以上医师派驻满6个月人数', 'Physicians of intermediate rank or above sent for six months', 'COMPUTED', '人'],
  [
    '影像、心电中心服务量及村级心电覆盖率',
    'Service of imaging and ECG centres, and ECG in villages',
    'COMPUTED',
    '人次',
  ],
  ['基层与牵头医院人均收入比', 'Income at the grassroots against the lead hospital', 'IMPORTED', '%'],
  ['基层诊疗人次占比', 'Visits at the grassroots', 'IMPORTED', '%'],
  ['县域内医保基金支出占比', 'Insurance spent within the county', 'IMPORTED', '%'],
  ['基层医保基金支出占比', 'Insurance spent at the grassroots', 'IMPORTED', '%'],
  ['参保人员县域内住院人均费用', 'Cost of a stay within the county', 'IMPORTED', '元'],
  ['县域内住院人次占比', 'Stays within the county', 'IMPORTED', '%'],
  ['中医类诊疗量占比', 'Traditional Chinese medicine', 'IMPORTED', '%'],
  ['慢病健康管理人群住院率', 'Stays of chronic patients under care', 'IMPORTED', '%'],
  ['四类慢性病过早死亡率', 'Premature deaths by four chronic diseases', 'IMPORTED', '%'],
];

/** Adds what is missing; an item that an administrator has worded anew stays. */
export async function seedNationalItems(owner: Client, effectiveFrom: string): Promise<void> {
  const rows = items.map(([nameZh, nameEn, origin, unit], at) => ({ number: at + 1, nameZh, nameEn, origin, unit }));
  await owner.query(
    `INSERT INTO national_items (number, effective_from, name_zh, name_en, origin, unit)
     SELECT number, $2, "nameZh", "nameEn", origin, unit
     FROM jsonb_to_recordset($1::jsonb) AS i(number int, "nameZh" text, "nameEn" text, origin text, unit text)
     WHERE NOT EXISTS (SELECT 1 FROM national_items c WHERE c.number = i.number)`,
    [JSON.stringify(rows), effectiveFrom],
  );
}
