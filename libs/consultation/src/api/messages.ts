import type { MessageCatalogue } from '#platform';

/** What consultations answer with, in both languages. */
export const consultationMessages = {
  CONSULTATION_SLOT_TAKEN: {
    'zh-CN': '所选时间专家不空闲，请从其他时间中选择。',
    en: 'The experts are not free then. Choose another time.',
  },
  'CONSULTATION_SLOT_TAKEN.TAKEN': {
    'zh-CN': '专家此时段已有其他安排（下派、会诊、门诊或手术），请从其他时间中选择。',
    en: 'An expert has something else then. Choose another time.',
  },
  'CONSULTATION_SLOT_TAKEN.LEAVE': {
    'zh-CN': '专家此时段休假，请从其他时间中选择。',
    en: 'An expert is on leave then. Choose another time.',
  },
  'CONSULTATION_SLOT_TAKEN.ON_CALL': {
    'zh-CN': '专家此时段值班，请从其他时间中选择。',
    en: 'An expert is on duty then. Choose another time.',
  },
  'CONSULTATION_SLOT_TAKEN.NIGHT_REST': {
    'zh-CN': '专家夜班后需休息，请从其他时间中选择。',
    en: 'An expert rests after a night on duty then. Choose another time.',
  },
  'CONSULTATION_SLOT_TAKEN.SECONDMENT': {
    'zh-CN': '专家此时段派驻在其他机构，请从其他时间中选择。',
    en: 'An expert is seconded elsewhere then. Choose another time.',
  },
  'PRINT_NOT_READY.CONSULTATION_NOT_SUBMITTED': { 'zh-CN': '会诊申请尚未提交。', en: 'It has not been submitted.' },
  'PRINT_NOT_READY.OPINION_NOT_SIGNED': { 'zh-CN': '会诊意见尚未签署完成。', en: 'The opinion has not been signed.' },
  'TRANSITION_REFUSED.PLANNED_CONSULTATION': { 'zh-CN': '仅适用于急会诊。', en: 'That is for emergencies.' },
  'TRANSITION_REFUSED.EMERGENCY_CONSULTATION': { 'zh-CN': '急会诊不适用该操作。', en: 'Not for emergencies.' },
  'TRANSITION_REFUSED.INVITATION_INCOMPLETE': {
    'zh-CN': '会诊申请未填写完整：{missing}',
    en: 'The invitation lacks: {missing}',
  },
  'TRANSITION_REFUSED.CONSULTATION_CONSENT_MISSING': {
    'zh-CN': '缺少有效的远程会诊书面知情同意。',
    en: 'There is no written consent to the consultation.',
  },
  'TRANSITION_REFUSED.NO_AGREEMENT': {
    'zh-CN': '与受邀机构之间没有有效的合作协议。',
    en: 'There is no agreement with the invited institution.',
  },
  'TRANSITION_REFUSED.OPINION_NEEDED': {
    'zh-CN': '仅教学查房可不出具意见。',
    en: 'Only a teaching round may do without an opinion.',
  },
  'TRANSITION_REFUSED.NO_OPINION': { 'zh-CN': '尚无会诊意见。', en: 'There is no opinion yet.' },
  'TRANSITION_REFUSED.OPINION_WRITTEN': { 'zh-CN': '已有会诊意见。', en: 'There is an opinion.' },
  'TRANSITION_REFUSED.OPINION_DRAFTED': { 'zh-CN': '已有起草中的意见。', en: 'A version is being written already.' },
  'TRANSITION_REFUSED.NO_SESSION': { 'zh-CN': '非实时会诊无需排期。', en: 'It is held without a session.' },
  'TRANSITION_REFUSED.NOBODY_ACCOMPANIES': {
    'zh-CN': '须指定邀请方至少一名陪同医师。',
    en: 'A doctor of the inviting side has to be with the patient: say who.',
  },
  'TRANSITION_REFUSED.PRACTICE_TOO_SHORT': {
    'zh-CN': '受邀医师独立临床工作须满三年（或未登记执业起始日期）。',
    en: 'The invited doctor has not practised independently for long enough, or nobody has entered since when.',
  },
  'TRANSITION_REFUSED.NO_EXPERT_CHOSEN': { 'zh-CN': '尚未选定足够的专家。', en: 'Not enough experts are chosen.' },
  'TRANSITION_REFUSED.NO_EXPERT_ACCEPTED': { 'zh-CN': '尚无专家接受邀请。', en: 'No expert has accepted.' },
  'TRANSITION_REFUSED.HOLD_EXPIRED': {
    'zh-CN': '所选时间的保留已过期，请重新选择时间或先释放。',
    en: 'The time is held no longer: choose one again, or let it go.',
  },
  'TRANSITION_REFUSED.NOT_SCHEDULED': { 'zh-CN': '尚未排期。', en: 'No time is fixed.' },
  'TRANSITION_REFUSED.OUTSIDE_WINDOW': {
    'zh-CN': '不在可进入会诊的时间内。',
    en: 'One cannot join now.',
  },
  'TRANSITION_REFUSED.TOO_EARLY': { 'zh-CN': '尚未到可登记未到的时间。', en: 'They still have time to come.' },
  'TRANSITION_REFUSED.ALREADY_ORDERED': { 'zh-CN': '已据此开具检查申请。', en: 'An order has come of it already.' },
  'TRANSITION_REFUSED.ALREADY_RATED': { 'zh-CN': '已评价。', en: 'It has been rated.' },
  'TRANSITION_REFUSED.NOTHING_MISSING': { 'zh-CN': '请注明缺少的材料。', en: 'Say what is missing.' },
  'TRANSITION_REFUSED.PANEL_SIZE': {
    'zh-CN': '多学科会诊须至少两名专家，其他类型仅限一名。',
    en: 'Several specialties take two experts at least, everything else one.',
  },
  'TRANSITION_REFUSED.PANEL_QUORUM': {
    'zh-CN': '最少专家数不能超过所选专家数。',
    en: 'More experts are asked for than are chosen.',
  },
  'TRANSITION_REFUSED.CHAIR_NOT_IN_PANEL': {
    'zh-CN': '主持专家须在所选专家中。',
    en: 'Who leads has to be one of those chosen.',
  },
  'TRANSITION_REFUSED.CHAIR_NOT_ACCEPTED': {
    'zh-CN': '主持专家须为已接受邀请的专家。',
    en: 'Who leads has to be one of those who have accepted.',
  },
  'TRANSITION_REFUSED.CHAIR_ALREADY': { 'zh-CN': '该专家已是主持专家。', en: 'They lead it already.' },
  'TRANSITION_REFUSED.TIME_MISSING': { 'zh-CN': '请选择时间。', en: 'Choose a time.' },
  'TRANSITION_REFUSED.TIME_NOT_WHOLE_MINUTE': {
    'zh-CN': '开始时间须为整分钟。',
    en: 'A session begins on a whole minute.',
  },
  'TRANSITION_REFUSED.TIME_PAST': { 'zh-CN': '所选时间已过。', en: 'That time has passed.' },
  'TRANSITION_REFUSED.TIME_NOT_PUBLISHED': {
    'zh-CN': '专家未发布该时间，请从可预约时间中选择。',
    en: 'The expert has not published that time: choose one that can be booked.',
  },
  'TRANSITION_REFUSED.TIME_CHOSEN': {
    'zh-CN': '已选择时间，修改时长前请先释放该时间。',
    en: 'A time is chosen for that length: let it go first.',
  },
  'TRANSITION_REFUSED.INVITER_CLOSED': {
    'zh-CN': '邀请方机构此时段不安排会诊，请从可预约时间中选择。',
    en: 'The inviting institution does not sit in consultations then: choose one of the next times.',
  },
  'TRANSITION_REFUSED.AGREEMENT_ENDS_BEFORE': {
    'zh-CN': '与受邀机构的合作协议不覆盖该时间段。',
    en: 'The agreement with the invited institution does not stand for that time.',
  },
  'TRANSITION_REFUSED.EXPERT_OF_INVITING_SIDE': {
    'zh-CN': '邀请医师或陪同医师不能同时作为受邀专家。',
    en: 'Whoever asks or is with the patient cannot be the expert.',
  },
  'TRANSITION_REFUSED.TIME_TOO_FAR': {
    'zh-CN': '预约时间过远，最远可预约至 {lastDay}。',
    en: 'That is too far ahead: sessions can be booked until {lastDay}.',
  },
  'TRANSITION_REFUSED.MDT_NOTICE_TOO_SHORT': {
    'zh-CN': '多学科会诊须至少提前 24 小时预约。',
    en: 'Several specialties have to be told a day ahead.',
  },
  'TRANSITION_REFUSED.SIGN_IN_PERSON': { 'zh-CN': '须由本人签署。', en: 'Nobody signs for somebody else.' },
  'TRANSITION_REFUSED.SIGNED_ALREADY': { 'zh-CN': '已签署。', en: 'It has been signed.' },
  'TRANSITION_REFUSED.CHAIR_SIGNS_FIRST': { 'zh-CN': '须由主持专家先签署。', en: 'Who leads signs first.' },
  'TRANSITION_REFUSED.NOT_SIGNED': { 'zh-CN': '尚无人签署。', en: 'Nobody has signed it.' },
} as const satisfies MessageCatalogue;

/** Words for what is wrong with a field of an input. */
export const consultationConstraints = {
  SAME_INSTITUTION: { 'zh-CN': '不能是本机构', en: 'must be another institution' },
  NOT_A_DOCTOR: { 'zh-CN': '须为邀请方医师', en: 'must be a doctor of the inviting side' },
  ORDER_OF_ANOTHER_PATIENT: { 'zh-CN': '须为同一患者的检查申请', en: 'are orders of the same patient alone' },
  AMENDMENT_SAYS_WHY: { 'zh-CN': '更正须说明原因，首次撰写不填', en: 'is for amendments, which say why' },
} as const satisfies MessageCatalogue;
