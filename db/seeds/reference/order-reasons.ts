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
  // The codes of the rules of recognition; 98 and 99 are not counted as declined.
  'recognition.decline': [
    ['01', '病情变化不符', 'The condition has changed'],
    ['02', '变化较快', 'It changes fast'],
    ['03', '重大措施前', 'Before a major intervention'],
    ['04', '急诊危重', 'Emergency'],
    ['05', '司法伤残鉴定', 'Forensic expertise'],
    ['06', '需资质机构', 'A qualified institution is needed'],
    ['*07', '医师认为必要', 'The doctor holds it to be necessary'],
    ['*08', '其他', 'Other'],
    ['98', '资料缺失', 'Records are missing'],
    ['99', '连续性检查', 'One of a series'],
  ],
};
