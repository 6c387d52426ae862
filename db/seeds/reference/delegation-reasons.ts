/** Why people let colleagues act in their name; written as the reasons of referrals are. */
export const delegationReasons: Readonly<Record<string, readonly (readonly [string, string, string])[]>> = {
  'identity.delegation': [
    ['leave', '休假', 'Leave'],
    ['illness', '病假', 'Illness'],
    ['training', '进修培训', 'Training'],
    ['secondment', '外派', 'Secondment'],
    ['workload', '工作分担', 'Shared workload'],
    ['*other', '其他', 'Other'],
  ],
};
