/** Why people look at patients, and what becomes of their records; written as the reasons of referrals are. */
export const patientReasons: Readonly<Record<string, readonly (readonly [string, string, string])[]>> = {
  'patient.reveal': [
    ['contact_patient', '联系患者', 'To reach the patient'],
    ['verify_identity', '核对身份', 'To verify who they are'],
    ['referral_papers', '办理转诊手续', 'Papers of a referral'],
    ['insurance', '医保结算', 'Health insurance'],
    ['public_health', '公共卫生上报', 'Report to public health'],
    ['supervision', '管理督查', 'Supervision'],
    ['legal', '依法查询', 'Request by law'],
    ['*other', '其他', 'Other'],
  ],
  'patient.break-glass': [
    ['life_threatening', '危及生命', 'Life in danger'],
    ['unconscious', '意识不清无法告知', 'Unconscious, cannot say'],
    ['allergy_or_medicine', '急需过敏史或用药史', 'Allergies or medicines needed at once'],
    ['mass_casualty', '群体伤急救', 'Many injured at once'],
    ['*other', '其他紧急情况', 'Another emergency'],
  ],
};
