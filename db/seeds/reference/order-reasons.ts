/** Lists of reasons for orders, written as those of referrals are. */
export const orderReasons: Readonly<Record<string, readonly (readonly [string, string, string])[]>> = {
  'order.cancel': [
    ['patient_declined', '患者拒绝检查', 'The patient declines'],
    ['patient_left', '患者离院', 'The patient has left'],
    ['wrong_item', '开单错误', 'Ordered by mistake'],
    ['not_needed', '病情变化不再需要', 'No longer needed'],
    ['contraindicated', '存在检查禁忌', 'Contraindicated'],
    ['*other', '其他', 'Other'],
  ],
};
