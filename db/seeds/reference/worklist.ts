import type { Client } from 'pg';

/** Groups of readers: name, lease in minutes, signatures, minutes that reading takes. */
const GROUPS = {
  CT: ['CT', 'CT', 40, 2, 15],
  MR: ['磁共振', 'Magnetic resonance', 40, 2, 20],
  DR: ['X线', 'Plain film', 20, 2, 8],
  US: ['超声', 'Ultrasound', 20, 1, 8],
  ECG: ['心电图', 'Electrocardiogram', 20, 1, 4],
  LAB_GENERAL: ['临检', 'General laboratory', 20, 2, 3],
  LAB_CHEMISTRY: ['生化免疫', 'Chemistry and immunology', 20, 2, 3],
  LAB_MICRO: ['微生物（初步报告）', 'Microbiology, preliminary', 30, 2, 10],
  LAB_MICRO_FINAL: ['微生物（最终报告）', 'Microbiology, final', 30, 2, 10],
  PATH_FROZEN: ['术中冰冻', 'Frozen section', 30, 2, 10],
  PATH_SMALL: ['小标本病理', 'Small pathology specimen', 60, 2, 20],
  PATH_LARGE: ['大标本病理', 'Large pathology specimen', 60, 2, 40],
} as const;

const HOURS = 60;
/** Working hours of a day are seven and a half. */
const WORKING_DAYS = 450;
/** Minutes until the report is due: green channel, emergency, inpatient, routine. */
const DUE = {
  CT: [30, 120, 24 * HOURS, 24 * HOURS],
  MR: [60, 120, 48 * HOURS, 48 * HOURS],
  DR: [30, 30, 24 * HOURS, 24 * HOURS],
  US: [30, 30, 24 * HOURS, 24 * HOURS],
  ECG: [10, 10, 30, 30],
  LAB_GENERAL: [30, 30, 2 * HOURS, 2 * HOURS],
  LAB_CHEMISTRY: [2 * HOURS, 2 * HOURS, 8 * HOURS, 8 * HOURS],
  LAB_MICRO: [48 * HOURS, 48 * HOURS, 48 * HOURS, 48 * HOURS],
  LAB_MICRO_FINAL: [120 * HOURS, 120 * HOURS, 120 * HOURS, 120 * HOURS],
  PATH_FROZEN: [30, 30, 30, 30],
  PATH_SMALL: [3 * WORKING_DAYS, 3 * WORKING_DAYS, 3 * WORKING_DAYS, 3 * WORKING_DAYS],
  PATH_LARGE: [5 * WORKING_DAYS, 5 * WORKING_DAYS, 5 * WORKING_DAYS, 5 * WORKING_DAYS],
} as const satisfies Readonly<Record<keyof typeof GROUPS, readonly [number, number, number, number]>>;
/** Groups whose minutes are of working time. */
const BY_WORKING_TIME: readonly string[] = ['PATH_SMALL', 'PATH_LARGE'];
const URGENCIES = ['GREEN', 'EMERGENCY', 'INPATIENT', 'ROUTINE'];

/** Reasons of the queue, written as those of referrals are. */
export const worklistReasons: Readonly<Record<string, readonly (readonly [string, string, string])[]>> = {
  'worklist.take_over': [
    ['shift_change', '交接班', 'Change of shift'],
    ['reader_unavailable', '原医生无法继续', 'The reader cannot go on'],
    ['urgent', '临床急需', 'Needed urgently'],
    ['*other', '其他', 'Other'],
  ],
  'worklist.return_to_reporter': [
    ['finding_missed', '漏诊', 'A finding was missed'],
    ['wording', '描述与结论不符', 'Findings and conclusion do not agree'],
    ['incomplete', '报告不完整', 'Incomplete'],
    ['wrong_side', '部位或侧别错误', 'Wrong part or side'],
    ['*other', '其他', 'Other'],
  ],
  'worklist.return_for_repeat': [
    ['poor_quality', '图像质量不合格', 'Poor quality'],
    ['incomplete_images', '图像不完整', 'Incomplete images'],
    ['wrong_part', '检查部位错误', 'Wrong part'],
    ['wrong_patient', '患者身份不符', 'Another patient'],
    ['*other', '其他', 'Other'],
  ],
};

/** Adds groups and due times that are missing; what an administrator has changed stays. */
export async function seedWorklist(owner: Client, effectiveFrom: string): Promise<void> {
  const groups = Object.entries(GROUPS).map(([code, [label_zh, label_en, lease, signatures, expected]]) => ({
    code,
    label_zh,
    label_en,
    lease,
    signatures,
    expected,
    reads: /^(LAB|PATH)_/.test(code) ? 'laboratory' : 'imaging',
  }));
  await owner.query(
    `INSERT INTO reading_groups (code, effective_from, label_zh, label_en, lease_minutes, signatures, expected_minutes,
       subject_domain)
     SELECT code, $2, label_zh, label_en, lease, signatures, expected, reads FROM jsonb_to_recordset($1::jsonb)
       AS g(code text, label_zh text, label_en text, lease int, signatures int, expected int, reads text)
     WHERE NOT EXISTS (SELECT 1 FROM reading_groups c WHERE c.code = g.code)`,
    [JSON.stringify(groups), effectiveFrom],
  );
  const due = Object.entries(DUE).flatMap(([code, minutes]) =>
    minutes.map((due_minutes, index) => ({
      code,
      urgency: URGENCIES[index],
      due_minutes,
      clock: BY_WORKING_TIME.includes(code) ? 'WORK' : 'WALL',
    })),
  );
  await owner.query(
    `INSERT INTO reading_due_times (group_code, urgency, effective_from, due_minutes, clock)
     SELECT code, urgency, $2, due_minutes, clock
     FROM jsonb_to_recordset($1::jsonb) AS d(code text, urgency text, due_minutes int, clock text)
     WHERE NOT EXISTS (SELECT 1 FROM reading_due_times c WHERE c.group_code = d.code AND c.urgency = d.urgency)`,
    [JSON.stringify(due), effectiveFrom],
  );
}
