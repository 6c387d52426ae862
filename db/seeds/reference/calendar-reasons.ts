/** Lists of reasons for calendars, written as those of referrals are. */
export const calendarReasons: Readonly<Record<string, readonly (readonly [string, string, string])[]>> = {
  'calendar.leave': [
    ['annual', '年休假', 'Annual leave'],
    ['sick', '病假', 'Sick leave'],
    ['maternity', '产假/陪产假', 'Maternity or paternity leave'],
    ['marriage_funeral', '婚丧假', 'Marriage or bereavement leave'],
    ['training', '外出进修/培训', 'Training elsewhere'],
    ['official', '公出/会议', 'Official business'],
    ['*other', '其他', 'Other'],
  ],
};
