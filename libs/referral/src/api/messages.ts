import type { MessageCatalogue } from '#platform';

/** What referrals answer with, in both languages. */
export const referralMessages = {
  APPOINTMENT_CODE_WRONG: {
    'zh-CN': '预约码不正确或已失效，还可尝试 {attemptsLeft} 次。',
    en: 'The appointment code is wrong or no longer valid; {attemptsLeft} attempts left.',
  },
  'FORBIDDEN.WORK_LIST_OF_OTHER_ROLES': {
    'zh-CN': '您的角色没有此工作列表。',
    en: 'None of your roles works by this list.',
  },
  DESK_LOCKED: {
    'zh-CN': '错误次数过多，本窗口已锁定，请在 {retryAfterSeconds} 秒后重试。',
    en: 'Too many wrong codes; this desk is locked for {retryAfterSeconds} s.',
  },
  'TRANSITION_REFUSED.FORM_INCOMPLETE': { 'zh-CN': '转诊单未填写完整：{missing}', en: 'The form lacks: {missing}' },
  'TRANSITION_REFUSED.DEPARTMENT_CLOSED': {
    'zh-CN': '接收科室当前不接收转诊。',
    en: 'The receiving department takes no referrals now.',
  },
  'TRANSITION_REFUSED.CONSENT_MISSING': {
    'zh-CN': '缺少患者转诊知情同意。',
    en: "The patient's consent is not on file.",
  },
  'TRANSITION_REFUSED.POSSIBLE_DUPLICATE': {
    'zh-CN': '该患者近期已有转往同一科室的转诊，请确认是否重复。',
    en: 'The patient has an open referral to the same department; confirm that this is another one.',
  },
  'TRANSITION_REFUSED.ALREADY_CLAIMED': { 'zh-CN': '已由{ownerName}认领。', en: 'Already claimed by {ownerName}.' },
  'TRANSITION_REFUSED.NOT_CLAIMED': { 'zh-CN': '请先认领该转诊。', en: 'Claim the referral first.' },
  'TRANSITION_REFUSED.VISIT_IN_PAST': {
    'zh-CN': '就诊时间必须晚于当前时间。',
    en: 'The visit must lie in the future.',
  },
  'TRANSITION_REFUSED.VISIT_TOO_FAR': {
    'zh-CN': '就诊时间最晚为{latest}。',
    en: 'The visit must lie before {latest}.',
  },
  'TRANSITION_REFUSED.SLOT_FOR_OUTPATIENTS': {
    'zh-CN': '门诊号源仅用于门诊处理的转诊。',
    en: 'Places of sessions are for outpatients.',
  },
  'TRANSITION_REFUSED.BED_FOR_INPATIENTS': {
    'zh-CN': '床位仅用于住院处理的转诊。',
    en: 'Beds are for inpatients.',
  },
  'TRANSITION_REFUSED.CODE_NEEDED': {
    'zh-CN': '挂号窗口须核验预约码才能确认到院。',
    en: 'The desk confirms an arrival by the appointment code.',
  },
  'TRANSITION_REFUSED.CODE_EXPIRED': { 'zh-CN': '预约码已过期。', en: 'The appointment code has expired.' },
  'TRANSITION_REFUSED.TOO_MANY_ATTACHMENTS': {
    'zh-CN': '附件数量已达上限。',
    en: 'No more files can be attached.',
  },
  'TRANSITION_REFUSED.OUTCOME_MISSING': { 'zh-CN': '尚未记录诊治结果。', en: 'The outcome has not been recorded.' },
  'TRANSITION_REFUSED.INAPPROPRIATE_REASON_MISSING': {
    'zh-CN': '判定为不适宜转诊时必须说明理由。',
    en: 'A referral judged inappropriate needs the reason.',
  },
  'GREEN_CHANNEL_REFUSED.CHANNEL_OPEN': { 'zh-CN': '该转诊已启动绿色通道。', en: 'The referral has a green channel.' },
  'GREEN_CHANNEL_REFUSED.CHANNEL_NOT_OPEN': {
    'zh-CN': '该转诊尚未启动绿色通道。',
    en: 'The referral has no green channel.',
  },
  'GREEN_CHANNEL_REFUSED.NODE_NOT_IN_CHANNEL': {
    'zh-CN': '该绿色通道没有此时间节点。',
    en: 'The channel has no such node.',
  },
  'GREEN_CHANNEL_REFUSED.NODE_RECORDED': {
    'zh-CN': '该节点已记录为{time}，如有误请更正。',
    en: 'The node is recorded at {time}; correct it where that is wrong.',
  },
  'GREEN_CHANNEL_REFUSED.NODE_NOT_RECORDED': {
    'zh-CN': '该节点尚未记录，无法更正。',
    en: 'The node has not been recorded.',
  },
  'GREEN_CHANNEL_REFUSED.TIME_IN_FUTURE': {
    'zh-CN': '时间不能晚于当前时间。',
    en: 'The time must not lie in the future.',
  },
  'GREEN_CHANNEL_REFUSED.BEFORE_PREDECESSOR': {
    'zh-CN': '时间早于前一节点（{time}）。',
    en: 'The time lies before that of {predecessor}, {time}.',
  },
  'GREEN_CHANNEL_REFUSED.AFTER_SUCCESSOR': {
    'zh-CN': '时间晚于后一节点（{time}）。',
    en: 'The time lies after that of {successor}, {time}.',
  },
  'GREEN_CHANNEL_REFUSED.REASON_UNKNOWN': { 'zh-CN': '原因代码无效。', en: 'The reason code is not in the list.' },
  'GREEN_CHANNEL_REFUSED.REASON_COMMENT_MISSING': {
    'zh-CN': '该原因必须填写说明。',
    en: 'This reason needs a comment.',
  },
  'PRINT_NOT_READY.NOT_SUBMITTED': { 'zh-CN': '转诊单尚未提交。', en: 'The referral has not been submitted.' },
  'PRINT_NOT_READY.NOT_ARRANGED': { 'zh-CN': '尚未安排就诊。', en: 'Time and place have not been fixed.' },
  'PRINT_NOT_READY.NOT_FOR_DOWN': {
    'zh-CN': '下转没有此单据，请打印回转单。',
    en: 'Patients who are sent down have no such paper; print the return slip.',
  },
  'PRINT_NOT_READY.OUTCOME_MISSING': { 'zh-CN': '尚未记录诊治结果。', en: 'The outcome has not been recorded.' },
  'TRANSITION_REFUSED.OWN_REFERRAL': {
    'zh-CN': '不能内审自己提交的转诊。',
    en: 'Nobody reviews a referral of their own.',
  },
  'TRANSITION_REFUSED.ASSIGNEE_UNFIT': {
    'zh-CN': '只能指派给接收科室的医生。',
    en: 'Only a doctor of the receiving department can own it.',
  },
  'TRANSITION_REFUSED.ADVICE_TOO_SHORT': {
    'zh-CN': '诊疗建议至少{atLeast}个字。',
    en: 'Advice has at least {atLeast} characters.',
  },
  'TRANSITION_REFUSED.EMERGENCY': { 'zh-CN': '急诊转诊不适用该操作。', en: 'Not for emergencies.' },
  'TRANSITION_REFUSED.NOT_EMERGENCY': { 'zh-CN': '仅适用于急诊转诊。', en: 'For emergencies only.' },
  'TRANSITION_REFUSED.ALREADY_ACKNOWLEDGED': {
    'zh-CN': '该急诊转诊已确认。',
    en: 'The emergency has been acknowledged.',
  },
  'TRANSITION_REFUSED.NOT_ON_DUTY': {
    'zh-CN': '请由当前值班医生确认。',
    en: 'The doctor on duty acknowledges it.',
  },
  'TRANSITION_REFUSED.GREEN_CHANNEL_PRIORITY': {
    'zh-CN': '已启动绿色通道，病情分级须为Ⅰ级。',
    en: 'With an open green channel the priority stays I.',
  },
  'TRANSITION_REFUSED.ONWARD_CONSENT_MISSING': {
    'zh-CN': '缺少患者向医共体外转诊的知情同意。',
    en: "The patient's consent to a referral beyond the alliance is not on file.",
  },
  'TRANSITION_REFUSED.NOT_AMENDABLE': {
    'zh-CN': '急诊转诊只能在提交后短时间内修正一次。',
    en: 'An emergency can be amended once, soon after it was sent.',
  },
  'TRANSITION_REFUSED.ARRIVAL_NOT_RECENT': {
    'zh-CN': '到院时间不在可补录的范围内。',
    en: 'The arrival is not recent enough to be recorded.',
  },
  'TRANSITION_REFUSED.NOBODY_AWAITED': {
    'zh-CN': '当前不在等待他人处理，无需催办。',
    en: 'It waits for nobody who could be urged.',
  },
  'TRANSITION_REFUSED.URGED_LATELY': {
    'zh-CN': '刚刚已催办，请在{again}之后再催办。',
    en: 'They have just been urged; wait until {again}.',
  },
  'TRANSITION_REFUSED.NOT_OVERDUE': { 'zh-CN': '尚未超时。', en: 'It is not overdue.' },
  'TRANSITION_REFUSED.ENDED_TOO_LONG_AGO': {
    'zh-CN': '关闭时间过久，不能重新打开。',
    en: 'It ended too long ago to be opened again.',
  },
} as const satisfies MessageCatalogue;

/** Words for constraints of input fields. */
export const referralConstraints = {
  BEFORE_FIRST_DAY: { 'zh-CN': '早于起始日期', en: 'lies before the first day' },
  LEDGER_PERIOD: { 'zh-CN': '起止日期须按先后填写，且不超过一年', en: 'must lie on or after `from`, within a year' },
  OTHER_INSTITUTION: { 'zh-CN': '必须是其他机构的科室', en: 'must belong to another institution' },
  NOBODY_RECEIVES: { 'zh-CN': '该科室尚无可受理转诊的医生', en: 'has nobody who takes referrals on' },
  OTHER_DEPARTMENT: {
    'zh-CN': '必须是其他科室，且不属于转出机构',
    en: 'must be another department, and not of the sender',
  },
  PRIORITY_KEPT: {
    'zh-CN': '已提交的转诊及绿色通道的病情分级不能更改',
    en: 'cannot be changed once the referral was submitted, nor in a green channel',
  },
  ADMISSION_IN_FUTURE: { 'zh-CN': '入院日期不能晚于今天', en: 'must not lie in the future' },
  NOT_DOWNWARD: { 'zh-CN': '不能转往下级机构', en: 'must not be of a lower level' },
  SAME_RECEIVER: {
    'zh-CN': '必须仍是原转入机构的科室',
    en: 'must belong to the institution that it was first sent to',
  },
  SLOT_OR_BED: { 'zh-CN': '号源与床位只能预留其一', en: 'cannot be taken together with a place of a session' },
  OUTSIDE_SESSION: { 'zh-CN': '不在所选门诊时段内', en: 'lies outside the session' },
  REASON_UNKNOWN: { 'zh-CN': '不在允许的取值内', en: 'is not in the list' },
  REASON_COMMENT_MISSING: { 'zh-CN': '必须填写说明', en: 'needs a comment' },
} as const satisfies MessageCatalogue;
