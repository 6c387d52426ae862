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
  'patient.merge': [
    ['registered_twice', '重复登记', 'Registered twice'],
    ['document_mistyped', '证件号码录入错误', 'A number was mistyped'],
    ['document_changed', '更换证件', 'Another document'],
    ['name_changed', '姓名变更', 'The name has changed'],
    ['*other', '其他', 'Other'],
  ],
  'patient.duplicate-dismissal': [
    ['different_people', '不同的人', 'Different people'],
    ['relatives', '亲属共用电话', 'Relatives with one telephone'],
    ['twins', '双胞胎', 'Twins'],
    ['*other', '其他', 'Other'],
  ],
  'patient.contract-end': [
    ['moved_away', '迁出', 'Moved away'],
    ['patient_wish', '居民要求', 'As the patient wishes'],
    ['died', '死亡', 'Died'],
    ['team_closed', '团队撤销', 'The team is closed'],
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
