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
};
