/** Clinical refusals and what a county doctor writes with them. */
export const rejections: readonly (readonly [string, string])[] = [
  ['not_meet_admission', '目前病情平稳，暂无住院指征，建议门诊随诊，调整用药后2周复查。'],
  ['suggest_other_dept', '结合检查结果考虑非本科疾病，建议转相关专科门诊进一步诊治。'],
  ['suggest_higher_level', '病情复杂，超出我院诊治能力，建议直接联系市级医院，转诊中心可协助。'],
  ['resource_limited', '本周床位已满，患者病情允许择期，建议下周一后重新提交。'],
  ['insufficient_info', '缺少关键检查资料，电话沟通后仍无法判断，建议完善后重新发起。'],
];

/** Clerical returns and what is to be mended. */
export const returns: readonly (readonly [string, string])[] = [
  ['incomplete_info', '请补充近期检验结果及目前用药的剂量。'],
  ['incomplete_info', '请上传心电图或影像报告，并注明检查日期。'],
  ['insufficient_diagnosis', '初步诊断依据不充分，请补充主要阳性体征。'],
  ['insufficient_indication', '请写明转诊目的及已采取的处理措施。'],
];

/** Why a receiver judges that a referral need not have been. */
export const inappropriateReasons = [
  '病情在基层可处理，建议先通过远程会诊评估。',
  '检查项目基层已可开展，结果可互认，无需上转。',
  '上转时机偏早，规范治疗疗程未完成。',
];

/** What county doctors ask before they decide, and what they are told. */
export const questions: readonly string[] = [
  '请补充近3天血压记录及最近一次心电图。',
  '请提供肾功能、电解质结果，并说明目前是否使用利尿剂。',
  '请说明外院影像检查的日期和结论，如有胶片请让患者随身携带。',
  '请核实过敏史及近期是否服用抗凝药物。',
];
export const answers: readonly string[] = [
  '近3天血压152～168/90～98mmHg，心电图今晨复查：窦性心律，ST-T无动态改变。',
  '今日复查肌酐96μmol/L、血钾4.1mmol/L，呋塞米20mg每日一次。',
  '外院CT为本月检查，结论已写入现病史，患者会携带胶片。',
  '已电话核实：无药物过敏，未服抗凝药，阿司匹林已停一周。',
];

/** What can be done where the patient is. */
export const advice: readonly string[] = [
  '目前可在贵院继续处理：氨氯地平加至10mg每日一次，两周后复测血压，仍不达标再联系。',
  '建议先完善幽门螺杆菌检测并规范四联治疗14天，症状不缓解再转诊。',
  '胸部X线及血常规支持普通上呼吸道感染，对症处理，如发热超过3天请再次联系。',
  '建议先行腰背肌锻炼及口服非甾体抗炎药两周，无神经症状暂不需要转诊。',
];

export const cancellations: readonly (readonly [string, string])[] = [
  ['patient_withdraw', '患者症状缓解，暂不愿前往县城。'],
  ['condition_changed', '复查后病情好转，先在本院观察。'],
  ['form_error', '接收科室选择有误，重新发起。'],
];

export const closures: readonly (readonly [string, string])[] = [
  ['patient_other_hospital', '电话联系，患者已自行前往市人民医院就诊。'],
  ['patient_giveup', '患者因家中农忙要求延期，双方同意先行关闭。'],
  ['condition_changed', '病情明显好转，经与基层医生沟通不再来院。'],
];

export const noShows: readonly (readonly [string, string])[] = [
  ['patient_forgot', '电话提醒后患者表示记错日期。'],
  ['arrived_too_late', '班车延误，到院时已停诊。'],
  ['patient_ill', '患者因发热未能出行。'],
  ['unknown', '两次电话无人接听。'],
];
