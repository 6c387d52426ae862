import type { MessageCatalogue } from '#platform';

const SESSION_OVER = { 'zh-CN': '该班次已结束。', en: 'The session is over.' } as const;
const NOT_HELD_THEN = { 'zh-CN': '该班次不出诊，不能预约。', en: 'The session does not take place.' } as const;
const BOOKED_ALREADY = {
  'zh-CN': '该患者已预约此班次。',
  en: 'The patient has a place at that session already.',
} as const;

export const dispatchMessages = {
  ROTA_RULES_BROKEN: { 'zh-CN': '违反排班硬性规则：{words}', en: 'Hard rules of the rota are in the way: {words}' },
  ROTA_OVERLAP: { 'zh-CN': '该时段已有发布的排班计划。', en: 'Another rota is published for some of those days.' },
  DEMAND_OVERLAP: {
    'zh-CN': '该乡镇此专业此时段的需求已存在。',
    en: 'The township asks for that specialty at that time already.',
  },
  SECONDMENT_OVERLAP: {
    'zh-CN': '该人员此期间已有派驻。',
    en: 'The person is seconded during some of those days already.',
  },
  'TRANSITION_REFUSED.OUTSIDE_SECONDMENT': {
    'zh-CN': '中断日期不在派驻期间内。',
    en: 'The break lies outside the secondment.',
  },
  'TRANSITION_REFUSED.PERIOD_EMPTY': { 'zh-CN': '结束早于开始。', en: 'It ends before it begins.' },
  'TRANSITION_REFUSED.PERIOD_MEETS_ANOTHER': { 'zh-CN': '与另一段中断重叠。', en: 'It meets another break.' },
  NO_PLACE: { 'zh-CN': '该班次无法预约。', en: 'There is no place at that session.' },
  'NO_PLACE.NOT_HELD_THEN': NOT_HELD_THEN,
  'NO_PLACE.OVER': SESSION_OVER,
  'NO_PLACE.BOOKED_ALREADY': BOOKED_ALREADY,
  'NO_PLACE.FULL': { 'zh-CN': '该班次 {places} 个号源已约满。', en: 'All {places} places of the session are taken.' },
  OTHER_REFERRAL: {
    'zh-CN': '该转诊与所选患者或本院不符。',
    en: 'The referral is not about that patient, or not one of this institution.',
  },
  'TRANSITION_REFUSED.NOT_HELD_THEN': NOT_HELD_THEN,
  'TRANSITION_REFUSED.BOOKED_ALREADY': BOOKED_ALREADY,
  'TRANSITION_REFUSED.FULL': { 'zh-CN': '该班次号源已约满。', en: 'All places of the session are taken.' },
  'TRANSITION_REFUSED.SESSION_NOT_HELD': {
    'zh-CN': '专家尚未签到，不能登记患者到诊情况。',
    en: 'Nobody has checked in for the session: whether patients came is recorded afterwards.',
  },
  'TRANSITION_REFUSED.FEWER_THAN_ATTENDED': {
    'zh-CN': '接诊人次不能少于已到诊的预约患者 {attended} 人。',
    en: 'Booked patients who came are among those seen: {attended} at least.',
  },
  'TRANSITION_REFUSED.FEWER_THAN_BOOKED': {
    'zh-CN': '已有 {booked} 人预约，号源数不能更少。',
    en: '{booked} patients are booked: there cannot be fewer places.',
  },
  NO_DEMAND_THEN: { 'zh-CN': '{day} 没有该需求。', en: 'Nobody is asked for on {day}.' },
  'TRANSITION_REFUSED.SEARCHING': {
    'zh-CN': '正在自动排班，请稍候。',
    en: 'A search is filling the rota; wait for it.',
  },
  'TRANSITION_REFUSED.NOT_SEARCHING': { 'zh-CN': '当前没有正在进行的自动排班。', en: 'No search is filling the rota.' },
  'TRANSITION_REFUSED.PERIOD_OVER': { 'zh-CN': '该排班周期已结束。', en: 'The period of the rota is over.' },
  'TRANSITION_REFUSED.PERIOD_NOT_OVER': { 'zh-CN': '该排班周期尚未结束。', en: 'The period of the rota is not over.' },
  'TRANSITION_REFUSED.NO_SESSIONS': { 'zh-CN': '排班计划没有任何班次。', en: 'The rota has no session.' },
  'TRANSITION_REFUSED.SESSIONS_OPEN': {
    'zh-CN': '还有 {unsettled} 个班次没有结果。',
    en: '{unsettled} sessions have not been settled.',
  },
  'TRANSITION_REFUSED.LATE_WITHOUT_REASON': {
    'zh-CN': '距开始不足 {publishAheadDays} 天，发布须填写原因。',
    en: 'It begins in less than {publishAheadDays} days; say why it is published so late.',
  },
  'TRANSITION_REFUSED.REASON_MISSING': { 'zh-CN': '请填写变更原因。', en: 'Say why it is changed.' },
  'TRANSITION_REFUSED.BEGUN': { 'zh-CN': '该班次已开始。', en: 'The session has begun.' },
  'TRANSITION_REFUSED.NOT_BEGUN': { 'zh-CN': '该班次尚未开始。', en: 'The session has not begun.' },
  'TRANSITION_REFUSED.OVER': SESSION_OVER,
  'TRANSITION_REFUSED.SWAP_TOO_LATE': {
    'zh-CN': '须提前 {limitHours} 小时申请换班，请联系医务科应急替换。',
    en: 'A swap is asked for {limitHours} hours before; ask medical affairs for a substitute.',
  },
  'TRANSITION_REFUSED.OWN_SWAP': {
    'zh-CN': '不能审批与本人有关的换班。',
    en: 'Nobody decides on a swap of their own.',
  },
  'TRANSITION_REFUSED.SAME_EXPERT': { 'zh-CN': '必须是另一位专家。', en: 'It has to be somebody else.' },
  'TRANSITION_REFUSED.ROTA_RULES_BROKEN': {
    'zh-CN': '违反排班硬性规则，不能安排：{words}',
    en: 'Hard rules of the rota are in the way: {words}',
  },
  'TRANSITION_REFUSED.OUTSIDE_CHECK_IN': {
    'zh-CN': '不在签到时间内（{from} 至 {to}）。',
    en: 'Checking in is possible from {from} to {to}.',
  },
  'TRANSITION_REFUSED.ATTENDANCE_CLOSED': {
    'zh-CN': '该月出诊记录已于 {until} 关闭。',
    en: 'Attendance of that month closed at {until}.',
  },
} as const satisfies MessageCatalogue;

/** Words for what is wrong with a field of an input. */
export const dispatchConstraints = {
  ENROLLED: { 'zh-CN': '已登记为下派专家', en: 'is sent to townships already' },
  BELOW_MINIMUM: { 'zh-CN': '不能小于最少人数', en: 'must not be less than the minimum' },
} as const satisfies MessageCatalogue;
