/** Lists of reasons for rotas, written as those of referrals are. */
export const dispatchReasons: Readonly<Record<string, readonly (readonly [string, string, string])[]>> = {
  'dispatch.change': [
    ['expert_leave', '专家休假', 'Leave of the expert'],
    ['expert_ill', '专家患病', 'Illness of the expert'],
    ['home_emergency', '本院紧急任务', 'Urgent work at home'],
    ['township_request', '乡镇卫生院要求', 'At the request of the township'],
    ['weather_traffic', '天气或交通原因', 'Weather or traffic'],
    ['record_error', '登记有误', 'Put on record by mistake'],
    ['*other', '其他', 'Other'],
  ],
  'dispatch.booking': [
    ['patient_request', '患者要求', 'At the wish of the patient'],
    ['session_called_off', '停诊或取消出诊', 'The session does not take place'],
    ['seen_elsewhere', '已在他处就诊', 'Seen elsewhere meanwhile'],
    ['booked_by_mistake', '预约有误', 'Booked by mistake'],
    ['*other', '其他', 'Other'],
  ],
};
