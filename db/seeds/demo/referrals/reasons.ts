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
