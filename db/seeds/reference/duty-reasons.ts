import type { capacityReasons } from './capacity-reasons.js';

/** Lists of reasons for duty, in the form of the others. */
export const dutyReasons: typeof capacityReasons = {
  'duty.correction': [
    ['entered_late', '补录当时已排的值班', 'Entered late what had been planned'],
    ['somebody_else_was_there', '实际值班人员与排班不符', 'Somebody else was there'],
    ['other_times', '实际值班时间与排班不符', 'It was at other times'],
    ['entry_error', '录入错误', 'A mistake of whoever entered it'],
    ['*other', '其他', 'Other'],
  ],
};
