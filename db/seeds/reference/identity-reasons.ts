/** Why people let colleagues act in their name, and why administrators take a second factor or an account from them; written as the reasons of referrals are. */
export const identityReasons: Readonly<Record<string, readonly (readonly [string, string, string])[]>> = {
  'identity.delegation': [
    ['leave', '休假', 'Leave'],
    ['illness', '病假', 'Illness'],
    ['training', '进修培训', 'Training'],
    ['secondment', '外派', 'Secondment'],
    ['workload', '工作分担', 'Shared workload'],
    ['*other', '其他', 'Other'],
  ],
  'identity.leaving': [
    ['resigned', '离职', 'Resigned'],
    ['retired', '退休', 'Retired'],
    ['transferred', '调离', 'Transferred'],
    ['dismissed', '辞退', 'Dismissed'],
    ['deceased', '去世', 'Deceased'],
    ['*other', '其他', 'Other'],
  ],
  'identity.second_factor_reset': [
    ['lost_device', '设备遗失', 'Device lost'],
    ['new_device', '更换设备', 'New device'],
    ['suspected_misuse', '疑似被盗用', 'Misuse suspected'],
    ['*other', '其他', 'Other'],
  ],
};
