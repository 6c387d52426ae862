/** What rosters call a shift, and its times of day; a hospital changes them to its own. */
export const dutyShifts = [
  ['白班', '08:00', '18:00'],
  ['夜班', '18:00', '08:00'],
  ['上午', '08:00', '12:00'],
  ['下午', '14:00', '18:00'],
  ['全天', '08:00', '08:00'],
  ['24小时', '08:00', '08:00'],
] as const;
