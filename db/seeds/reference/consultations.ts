import type { Template, Texts } from './notice-template.js';

/** Lists of reasons for consultations, written as those of referrals are. */
export const consultationReasons: Readonly<Record<string, readonly (readonly [string, string, string])[]>> = {
  'consultation.purpose': [
    ['diagnosis', '明确诊断', 'To find the diagnosis'],
    ['treatment', '制定或调整治疗方案', 'To decide on treatment'],
    ['critical', '危重症救治', 'To treat a critical patient'],
    ['transfer', '评估是否转诊', 'To decide whether to refer'],
    ['imaging', '影像、心电或病理判读', 'To read images, ECGs or slides'],
    ['teaching', '教学', 'To teach'],
    ['*other', '其他', 'Other'],
  ],
  'consultation.material': [
    ['record_summary', '病历摘要不完整', 'The summary is incomplete'],
    ['examination', '缺少体格检查', 'The examination is missing'],
    ['laboratory', '缺少检验结果', 'Laboratory results are missing'],
    ['images', '缺少影像资料', 'Images are missing'],
    ['ecg', '缺少心电图', 'The ECG is missing'],
    ['treatment', '缺少目前治疗情况', 'The present treatment is missing'],
    ['question', '会诊问题不明确', 'The question is not clear'],
    ['*other', '其他', 'Other'],
  ],
  'consultation.decline': [
    ['surgery', '手术或抢救中', 'In surgery, or resuscitating'],
    ['schedule', '时间冲突', 'The time does not suit'],
    ['leave', '休假或外出', 'On leave, or away'],
    ['specialty', '不属于本专业', 'Not the right specialty'],
    ['conflict', '利益相关须回避', 'A conflict of interests'],
    ['*other', '其他', 'Other'],
  ],
  'consultation.cancel': [
    ['transferred', '患者已转诊', 'The patient was referred'],
    ['improved', '病情好转', 'The patient is better'],
    ['declined', '患者或家属不同意', 'The patient does not want it'],
    ['died', '患者死亡', 'The patient has died'],
    ['duplicate', '重复申请', 'It was asked for twice'],
    ['*other', '其他', 'Other'],
  ],
  'consultation.failure': [
    ['network', '网络中断', 'The network has failed'],
    ['audio_video', '音视频故障', 'Sound or picture have failed'],
    ['room', '会诊室无法进入', 'The room cannot be entered'],
    ['power', '停电', 'A power cut'],
    ['*other', '其他', 'Other'],
  ],
  'consultation.reschedule': [
    ['expert', '专家原因', 'Because of the expert'],
    ['inviter', '邀请方原因', 'Because of the inviting side'],
    ['patient', '患者原因', 'Because of the patient'],
    ['missed', '上次未能进行', 'The last one did not take place'],
    ['*other', '其他', 'Other'],
  ],
  'consultation.amendment': [
    ['error', '意见有误', 'The opinion has a mistake'],
    ['new_result', '有新的检查结果', 'There are new results'],
    ['quality', '质控要求', 'Quality control asks for it'],
    ['patient', '患者或家属要求', 'The patient asks for it'],
    ['*other', '其他', 'Other'],
  ],
  'consultation.not-adopted': [
    ['condition_changed', '病情变化', 'The condition has changed'],
    ['no_means', '本院不具备条件', 'There are no means for it'],
    ['patient_declined', '患者或家属不同意', 'The patient does not want it'],
    ['*judgement', '临床判断不同', 'The judgement differs'],
    ['*other', '其他', 'Other'],
  ],
};

type Words = readonly [title: string, body: string];

/** What people are told: which institutions, never who or what. */
const words: Readonly<Record<string, readonly [zh: Words, en: Words, sms?: boolean]>> = {
  submitted: [
    ['新的会诊申请', '{fromInstitution}提交了会诊申请，请分诊。'],
    ['New consultation', '{fromInstitution} asks for a consultation. Please look through it.'],
  ],
  returned: [
    ['会诊申请需补充材料', '{toInstitution}退回了会诊申请，请补充材料后重新提交。'],
    ['Material is missing', '{toInstitution} needs more material for the consultation.'],
  ],
  invited: [
    ['会诊邀请', '{fromInstitution}邀请您会诊，请及时答复。'],
    ['Invitation', '{fromInstitution} invites you to a consultation. Please answer.'],
    true,
  ],
  called: [
    ['急会诊', '{fromInstitution}发起急会诊，请立即接受并进入会诊。'],
    ['Emergency consultation', '{fromInstitution} calls you to an emergency. Accept and join at once.'],
    true,
  ],
  gap: [
    ['急会诊无人应答', '{fromInstitution}的急会诊暂无可接诊的值班专家，请立即协调。'],
    [
      'Nobody answers an emergency',
      'Nobody on duty can take the emergency of {fromInstitution}. Find somebody at once.',
    ],
    true,
  ],
  accepted: [
    ['专家已接受会诊', '{toInstitution}的专家已接受会诊邀请。'],
    ['Accepted', 'An expert of {toInstitution} has accepted.'],
  ],
  left: [
    ['专家谢绝会诊', '专家谢绝了{fromInstitution}的会诊邀请，请另选专家或时间。'],
    ['Declined', 'An expert has declined the invitation of {fromInstitution}. Choose another expert or time.'],
  ],
  replaced: [
    ['已改邀其他专家', '{fromInstitution}的会诊已改邀同组专家。'],
    ['Another expert is asked', 'Another expert of the group is asked for {fromInstitution}.'],
  ],
  unanswered: [
    ['会诊邀请超时未答复', '{fromInstitution}的会诊邀请超时未答复，请另选专家或时间。'],
    ['Not answered', 'Nobody has answered the invitation of {fromInstitution} in time. Choose another expert or time.'],
  ],
  'time-lost': [
    ['会诊时间已失效', '{fromInstitution}的会诊时间已失效，请重新选择时间。'],
    ['Time lost', 'The time of the consultation of {fromInstitution} is lost. Choose another one.'],
  ],
  scheduled: [
    ['会诊已排期', '{fromInstitution}与{toInstitution}的会诊已确定时间。'],
    ['Scheduled', 'The consultation of {fromInstitution} with {toInstitution} has a time.'],
  ],
  moved: [
    ['会诊时间有变', '{fromInstitution}与{toInstitution}的会诊时间有变，请查看。'],
    ['Another time', 'The consultation of {fromInstitution} with {toInstitution} has another time. Please look.'],
  ],
  withdrawn: [
    ['会诊邀请已撤回', '{fromInstitution}的会诊不再需要您参加，您的时间已释放。'],
    ['Taken back', '{fromInstitution} does not need you for the consultation any more. Your time is free again.'],
  ],
  opens: [
    ['会诊即将开始', '{fromInstitution}与{toInstitution}的会诊即将开始，请准备进入。'],
    ['About to begin', 'The consultation of {fromInstitution} with {toInstitution} is about to begin.'],
    true,
  ],
  missed: [
    ['会诊未能开始', '{fromInstitution}与{toInstitution}的会诊有人未到，请改期或取消。'],
    ['Missed', 'Somebody has not come to the consultation of {fromInstitution} with {toInstitution}.'],
  ],
  failed: [
    ['会诊技术故障', '{fromInstitution}与{toInstitution}的会诊因技术故障中断，请改期或取消。'],
    [
      'Technical failure',
      'The consultation of {fromInstitution} with {toInstitution} has failed for technical reasons.',
    ],
  ],
  'to-write': [
    ['待出会诊意见', '{fromInstitution}的会诊待出具意见。'],
    ['Opinion due', 'The opinion for {fromInstitution} is due.'],
  ],
  'to-sign': [
    ['待签署会诊意见', '{fromInstitution}的会诊意见待您签署。'],
    ['To be signed', 'The opinion for {fromInstitution} waits for your signature.'],
  ],
  'to-amend': [
    ['会诊意见待更正', '{fromInstitution}的会诊意见需要更正，病例已重新向您开放。'],
    ['To be amended', 'The opinion for {fromInstitution} is to be amended. The case is open to you again.'],
  ],
  'to-lead': [
    ['请您主持会诊', '请您主持{fromInstitution}的会诊，由您书写会诊意见并先签署。'],
    ['You lead a consultation', 'You lead the consultation of {fromInstitution}: write its opinion, and sign first.'],
  ],
  delivered: [
    ['会诊意见已送达', '{toInstitution}的会诊意见已送达，请阅读并记录采纳情况。'],
    ['Opinion delivered', 'The opinion of {toInstitution} is there. Read it and record what you decide.'],
  ],
  cancelled: [
    ['会诊已取消', '{fromInstitution}与{toInstitution}的会诊已取消。'],
    ['Cancelled', 'The consultation of {fromInstitution} with {toInstitution} is called off.'],
  ],
  overdue: [
    ['会诊超时', '{fromInstitution}的会诊超时，请督促处理。'],
    ['Overdue', 'The consultation of {fromInstitution} is late.'],
  ],
};

const SIGNATURE = '【县域医共体协同平台】';

function templateOf([zh, en, sms]: (typeof words)[string]): Template {
  const texts = (prefix = ''): Texts => ({ zh: [zh[0], `${prefix}${zh[1]}`], en: [en[0], en[1]] });
  return { inbox: texts(), ...(sms && { sms: texts(SIGNATURE) }) };
}

export const consultationTemplates: Readonly<Record<string, Template>> = Object.fromEntries(
  Object.entries(words).map(([name, text]) => [`consultation.${name}`, templateOf(text)]),
);
