/** Lists of reasons for referrals: list → [code, Chinese, English]. Where a comment must come with it, `*` leads the code. */
export const referralReasons: Readonly<Record<string, readonly (readonly [string, string, string])[]>> = {
  'referral.purpose.up': [
    ['lack_examination', '缺乏检查条件', 'Examination not available here'],
    ['lack_treatment', '缺乏治疗条件', 'Treatment not available here'],
    ['specialist_needed', '需专科诊治', 'Specialist needed'],
    ['surgery_intervention', '需手术或介入', 'Surgery or intervention'],
    ['condition_deteriorating', '病情加重', 'Condition deteriorating'],
    ['followup_abnormal', '随访异常', 'Abnormal follow-up'],
    ['admission_evaluation', '住院评估', 'Evaluation for admission'],
    ['patient_request', '患者要求', "Patient's request"],
    ['*other', '其他', 'Other'],
  ],
  'referral.reject': [
    ['out_of_scope', '不属本科诊治范围', 'Out of scope'],
    ['insufficient_info', '资料不足', 'Insufficient information'],
    ['not_meet_admission', '不符合收治指征', 'Admission criteria not met'],
    ['suggest_other_dept', '建议转其他科室', 'Another department suggested'],
    ['suggest_higher_level', '建议转上级医院', 'Higher level suggested'],
    ['resource_limited', '资源受限', 'No capacity'],
    ['*other', '其他', 'Other'],
  ],
  'referral.routing_choice': [
    ['patient_preference', '患者意愿', "Patient's wish"],
    ['clinical_need', '病情需要', 'Clinical need'],
    ['known_doctor', '既往就诊医生', 'Doctor who knows the patient'],
    ['arranged_by_phone', '已电话联系', 'Arranged by telephone'],
    ['insurance', '医保原因', 'Insurance'],
    ['other', '其他', 'Other'],
  ],
  'referral.green_channel_correction': [
    ['typing_error', '录入错误', 'Typing error'],
    ['clock_difference', '时钟不一致', 'Clocks that differed'],
    ['better_source', '依据原始记录更正', 'Corrected by the original record'],
    ['*other', '其他', 'Other'],
  ],
  'referral.return': [
    ['incomplete_info', '资料不完整', 'Information incomplete'],
    ['insufficient_indication', '转诊指征不足', 'Indication insufficient'],
    ['insufficient_diagnosis', '诊断依据不足', 'Diagnosis insufficiently founded'],
    ['handle_locally', '建议就地处理', 'To be treated locally'],
    ['*other', '其他', 'Other'],
  ],
};
