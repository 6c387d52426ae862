import type { Client } from 'pg';
import type { Template } from './notice-template.js';

type Field = readonly [code: string, labelZh: string, labelEn: string, more?: string | readonly string[]];

/** Group, name, findings and conclusion to begin with, and what is asked for: a unit, options, or words. */
const TEMPLATES: Readonly<
  Record<string, readonly [group: string, zh: string, en: string, findings: string, conclusion: string, ...Field[]]>
> = {
  ecg_12_lead: [
    'ECG',
    '十二导联心电图',
    'Twelve-lead ECG',
    '窦性心律，心电轴不偏，各导联ST-T未见异常。',
    '正常心电图。',
    ['*heart_rate', '心率', 'Heart rate', '次/分'],
    ['pr_interval', 'PR间期', 'PR interval', 'ms'],
    ['qrs_duration', 'QRS时限', 'QRS duration', 'ms'],
    ['qtc_interval', 'QTc间期', 'QTc interval', 'ms'],
    ['axis', '心电轴', 'Axis', '°'],
    ['*rhythm', '心律', 'Rhythm', ['窦性心律', '心房颤动', '心房扑动', '室上性心律', '室性心律', '起搏心律']],
  ],
  ct_head: [
    'CT',
    '头颅CT平扫',
    'CT of the head, plain',
    '脑实质密度未见异常，脑室系统大小形态正常，中线结构居中。',
    '头颅CT平扫未见明显异常。',
    ['*haemorrhage', '出血', 'Haemorrhage', ['无', '脑实质', '蛛网膜下腔', '硬膜下', '硬膜外', '脑室']],
    ['aspects', 'ASPECTS评分', 'ASPECTS', '分'],
    ['midline_shift', '中线移位', 'Midline shift', 'mm'],
  ],
  ct_chest: [
    'CT',
    '胸部CT平扫',
    'CT of the chest, plain',
    '双肺纹理清晰，未见实变及结节；纵隔未见肿大淋巴结；双侧胸腔未见积液。',
    '胸部CT平扫未见明显异常。',
    ['*nodule', '肺结节', 'Nodule', ['无', '实性', '部分实性', '磨玻璃']],
    ['nodule_diameter', '最大结节直径', 'Diameter of the largest nodule', 'mm'],
    ['effusion', '胸腔积液', 'Effusion', ['无', '左侧', '右侧', '双侧']],
  ],
  dr_chest: [
    'DR',
    '胸部正位片',
    'Plain film of the chest',
    '双肺野清晰，心影大小形态正常，双膈面光整，肋膈角锐利。',
    '胸部正位片未见明显异常。',
    ['cardiothoracic_ratio', '心胸比', 'Cardiothoracic ratio', ''],
    ['pneumothorax', '气胸', 'Pneumothorax', ['无', '左侧', '右侧', '双侧']],
  ],
  mr_head: [
    'MR',
    '头颅磁共振平扫',
    'MR of the head, plain',
    '脑实质信号未见异常，弥散未见受限。',
    '头颅磁共振平扫未见明显异常。',
  ],
  us_abdomen: [
    'US',
    '腹部超声',
    'Ultrasound of the abdomen',
    '肝脏大小形态正常，回声均匀；胆囊壁光滑，腔内未见结石；胰、脾、双肾未见异常。',
    '腹部超声未见明显异常。',
    ['gallstone', '胆囊结石', 'Gallstones', ['无', '单发', '多发']],
    ['liver', '肝脏', 'Liver', ['正常', '脂肪肝', '占位', '硬化']],
  ],
};

function fieldOf([marked, labelZh, labelEn, more]: Field): object {
  const isChoice = Array.isArray(more);
  return {
    code: marked.replace('*', ''),
    labelZh,
    labelEn,
    kind: more === undefined ? 'TEXT' : isChoice ? 'CHOICE' : 'NUMBER',
    unit: isChoice || !more ? null : more,
    options: isChoice ? more : [],
    required: marked.startsWith('*'),
  };
}

/** Adds templates that are missing; what an administrator has changed stays. */
export async function seedImaging(owner: Client, effectiveFrom: string): Promise<void> {
  const rows = Object.entries(TEMPLATES).map(([code, row], position) => {
    const [group_code, label_zh, label_en, findings, conclusion, ...fields] = row;
    return { code, group_code, label_zh, label_en, findings, conclusion, fields: fields.map(fieldOf), position };
  });
  await owner.query(
    `INSERT INTO imaging_templates (code, effective_from, group_code, label_zh, label_en, findings, conclusion, fields,
       position)
     SELECT code, $2, group_code, label_zh, label_en, findings, conclusion, fields, position
     FROM jsonb_to_recordset($1::jsonb) AS t(code text, group_code text, label_zh text, label_en text, findings text,
       conclusion text, fields jsonb, position int)
     WHERE NOT EXISTS (SELECT 1 FROM imaging_templates c WHERE c.code = t.code)`,
    [JSON.stringify(rows), effectiveFrom],
  );
}

/** Lists of reasons for exams and their reports, written as those of referrals are. */
export const imagingReasons: Readonly<Record<string, readonly (readonly [string, string, string])[]>> = {
  'imaging.cancel': [
    ['patient_left', '患者未到或离开', 'The patient has left'],
    ['wrong_registration', '登记错误', 'Registered by mistake'],
    ['equipment_down', '设备故障', 'The equipment is down'],
    ['*other', '其他', 'Other'],
  ],
  'imaging.abort': [
    ['intolerance', '患者不能耐受', 'The patient does not bear it'],
    ['contrast_reaction', '对比剂不良反应', 'Reaction to the contrast medium'],
    ['condition_changed', '病情变化', 'The condition has changed'],
    ['contraindicated', '发现检查禁忌', 'A contraindication was found'],
    ['*other', '其他', 'Other'],
  ],
  'imaging.move': [
    ['wrong_group', '登记组别有误', 'Registered with the wrong group'],
    ['other_expertise', '需其他诊断组专业意见', 'It takes the expertise of another group'],
    ['workload', '工作量调配', 'To share the work'],
    ['*other', '其他', 'Other'],
  ],
  'imaging.amend': [
    ['finding_missed', '补充漏诊所见', 'A finding was missed'],
    ['wording', '修正文字错误', 'Wrong words'],
    ['wrong_side', '部位或侧别错误', 'Wrong part or side'],
    ['further_information', '结合补充资料修正', 'More has become known'],
    ['final', '出具正式报告', 'The final report'],
    ['*other', '其他', 'Other'],
  ],
  'imaging.retract': [
    ['wrong_patient', '患者身份错误', 'Another patient'],
    ['wrong_images', '影像关联错误', 'Other images'],
    ['serious_error', '报告存在严重错误', 'A serious error'],
    ['*other', '其他', 'Other'],
  ],
};

type Words = readonly [title: string, body: string];

/** What people are told: where from and to, never who or what. */
const words: Readonly<Record<string, readonly [zh: Words, en: Words]>> = {
  'report-published': [
    ['检查报告已发布', '{fromInstitution}已发布{toInstitution}申请的检查报告，请查看。'],
    ['Report published', '{fromInstitution} has published a report for {toInstitution}.'],
  ],
  'report-preliminary': [
    ['临时报告已发布', '{fromInstitution}已发布{toInstitution}申请的检查临时报告，正式报告随后发布。'],
    ['Preliminary report', '{fromInstitution} has published a preliminary report for {toInstitution}.'],
  ],
  'report-corrected': [
    ['检查报告已更正', '{fromInstitution}更正了{toInstitution}申请的检查报告，请重新查看。'],
    ['Report corrected', '{fromInstitution} has corrected a report for {toInstitution}. Look at it again.'],
  ],
  'report-retracted': [
    ['检查报告已撤回', '{fromInstitution}撤回了{toInstitution}申请的检查报告，请勿继续使用。'],
    ['Report retracted', '{fromInstitution} has taken a report for {toInstitution} back. Do not use it any more.'],
  ],
  'recognised-corrected': [
    ['已互认的报告有更正', '{fromInstitution}更正了{toInstitution}申请的检查报告，您曾互认该结果，请重新查看。'],
    [
      'A report that you recognised is corrected',
      '{fromInstitution} has corrected a report for {toInstitution} that you have recognised. Look at it again.',
    ],
  ],
  'recognised-retracted': [
    ['已互认的报告被撤回', '{fromInstitution}撤回了{toInstitution}申请的检查报告，您曾互认该结果，请勿继续使用。'],
    [
      'A report that you recognised is retracted',
      '{fromInstitution} has taken a report for {toInstitution} back that you have recognised. Do not use it any more.',
    ],
  ],
  'report-returned': [
    ['报告被退回', '审核医生退回了{toInstitution}检查的报告，请修改后重新提交。'],
    ['Report given back', 'The reviewer has given back a report for {toInstitution}.'],
  ],
  'repeat-wanted': [
    ['检查需要重做', '{fromInstitution}退回了一项检查，请安排重做。'],
    ['Exam to be repeated', '{fromInstitution} wants an exam to be done once more.'],
  ],
  'exam-moved': [
    ['检查已转组', '您正在出具报告的一项检查（{toInstitution}申请）已转至其他报告组，已写内容留存，请勿继续。'],
    [
      'Exam given to another group',
      'An exam for {toInstitution} that you were reading is another group’s now. What you had written is kept.',
    ],
  ],
  'retraction-requested': [
    ['报告撤回申请', '{fromInstitution}申请撤回一份已发布的检查报告，请确认。'],
    ['Retraction wanted', 'Somebody at {fromInstitution} wants to take a published report back.'],
  ],
  'report-overdue': [
    ['报告超时', '{toInstitution}申请的检查已超过报告时限，请尽快处理。'],
    ['Report overdue', 'A report for {toInstitution} is overdue.'],
  ],
};

export const imagingTemplates: Readonly<Record<string, Template>> = Object.fromEntries(
  Object.entries(words).map(([name, [zh, en]]) => [`imaging.${name}`, { inbox: { zh, en } }]),
);
