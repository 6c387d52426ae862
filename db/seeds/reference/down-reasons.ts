import type { referralReasons } from './referral-reasons.js';

/** Lists of reasons for patients who are sent down, in the form of the others. */
export const downReasons: typeof referralReasons = {
  'referral.purpose.down': [
    ['acute_treatment_completed', '急性期治疗结束', 'Acute treatment completed'],
    ['post_surgery', '术后恢复', 'Recovery after surgery'],
    ['chronic_management', '慢性病管理', 'Management of a chronic disease'],
    ['wound_care', '伤口护理', 'Wound care'],
    ['rehabilitation_training', '康复训练', 'Rehabilitation'],
    ['palliative_care', '安宁疗护', 'Palliative care'],
    ['patient_preference', '患者意愿', "Patient's preference"],
    ['*other', '其他', 'Other'],
  ],
  'referral.down-doctor': [
    ['doctor_unavailable', '医生不在岗', 'Doctor not available'],
    ['not_my_patient', '非本人签约患者', 'Not a patient of mine'],
    ['beyond_capability', '超出诊疗能力', 'Beyond my capability'],
    ['workload_saturated', '工作量已满', 'No capacity left'],
    ['not_suitable_for_downward', '病情不宜下转', 'Not fit to be sent down'],
    ['suggest_other_doctor', '建议其他医生', 'Another doctor suggested'],
    ['*other', '其他', 'Other'],
  ],
  'referral.down-institution': [
    ['no_capability', '不具备诊疗能力', 'No capability'],
    ['medication_shortage', '药品短缺', 'Medicines not available'],
    ['equipment_shortage', '设备不足', 'Equipment not available'],
    ['bed_full', '床位已满', 'No bed'],
    ['all_doctors_rejected', '医生均无法接收', 'No doctor can take the patient'],
    ['out_of_service_area', '不在服务区域', 'Outside the service area'],
    ['*other', '其他', 'Other'],
  ],
  'referral.follow-up-end': [
    ['plan_completed', '随访计划完成', 'Plan completed'],
    ['recovered', '已康复', 'Recovered'],
    ['back_to_county', '再次上转', 'Back to the county'],
    ['lost', '失访', 'Lost'],
    ['died', '死亡', 'Died'],
    ['*other', '其他', 'Other'],
  ],
};
