import type { Template } from './notice-template.js';

/** How a receiver is told of an emergency, at the desk and by telephone. */
const emergency = (zh: string, en: string): Template => ({
  inbox: {
    zh: [zh, `${zh}：{fromInstitution}向{department}转送急诊患者 {referralNo}，请立即确认并准备接诊。`],
    en: [en, `${en} {referralNo} from {fromInstitution} to {department}. Please acknowledge at once.`],
  },
  sms: {
    zh: [
      zh,
      `【县域医共体协同平台】${zh}：{department}将接诊来自{fromInstitution}的急诊患者 {referralNo}，请立即登录确认。`,
    ],
    en: [en, `${en} {referralNo} from {fromInstitution} to {department}. Please sign in at once.`],
  },
});

/** What a time limit tells whoever it turns to. */
const deadlineTemplates: Readonly<Record<string, Template>> = {
  'referral.unreviewed': {
    inbox: {
      zh: [
        '转诊超时未内审',
        '{fromInstitution}转往{toInstitution}{department}的转诊 {referralNo} 超时未完成内审，请尽快审核或督促审核。',
      ],
      en: [
        'Referral not reviewed',
        'Referral {referralNo} of {fromInstitution} to {department}, {toInstitution}, was not reviewed in time. Please review it.',
      ],
    },
  },
  'referral.unclaimed': {
    inbox: {
      zh: ['转诊超时未受理', '来自{fromInstitution}的转诊 {referralNo} 在{department}超时无人认领，请指派接诊医生。'],
      en: [
        'Referral unclaimed',
        'Nobody in {department} has claimed referral {referralNo} from {fromInstitution} in time. Please assign a doctor.',
      ],
    },
  },
  'referral.unanswered': {
    inbox: {
      zh: [
        '转诊超时未答复',
        '来自{fromInstitution}的转诊 {referralNo} 已被{department}认领，但超时未答复，请催办或改派。',
      ],
      en: [
        'Referral unanswered',
        'Referral {referralNo} from {fromInstitution} was claimed in {department} and not answered in time.',
      ],
    },
  },
  'referral.urged': {
    inbox: {
      zh: [
        '转诊催办',
        '{institution}转诊中心催办：{fromInstitution}转往{toInstitution}{department}的转诊 {referralNo} 正等待您处理，请尽快办理。',
      ],
      en: [
        'Referral urged',
        'The referral centre of {institution} urges you: referral {referralNo} from {fromInstitution} to {department}, {toInstitution} waits for you.',
      ],
    },
  },
  'referral.unarranged': {
    inbox: {
      zh: ['转诊超时未安排', '{department}已受理的转诊 {referralNo} 超时未安排就诊，请尽快安排。'],
      en: ['Visit not arranged', 'Referral {referralNo} was accepted by {department} and has no visit yet.'],
    },
  },
  'referral.arrival-unconfirmed': {
    inbox: {
      zh: ['转诊到院待确认', '转诊 {referralNo} 的就诊时间已过，到院情况未确认，请确认到院、登记爽约或改约。'],
      en: [
        'Arrival not confirmed',
        'The visit of referral {referralNo} is over. Please confirm the arrival, record a no-show or arrange another visit.',
      ],
    },
  },
  'referral.emergency-unacknowledged': emergency('急诊转诊超时未确认', 'Emergency not acknowledged'),
  'referral.consent-withdrawn': {
    inbox: {
      zh: ['转诊知情同意已撤回', '转诊 {referralNo} 的患者已撤回知情同意，请重新签署知情同意书，或撤销该转诊。'],
      en: [
        'Consent taken back',
        'The patient of referral {referralNo} has taken the consent back. Please obtain another one, or cancel.',
      ],
    },
  },
  'referral.consent-overdue': {
    inbox: {
      zh: ['知情同意待补签', '急诊转诊 {referralNo} 的知情同意书超时未补签，请尽快补签。'],
      en: ['Consent overdue', 'The consent for emergency {referralNo} is overdue. Please obtain and record it.'],
    },
  },
};

/** What the two sides of a referral tell each other on its way. */
export const referralTemplates: Readonly<Record<string, Template>> = {
  ...deadlineTemplates,
  'referral.emergency-submitted': emergency('急诊转诊', 'Emergency'),
  'referral.emergency-amended': emergency('急诊转诊更正', 'Amended emergency'),
  'referral.review-requested': {
    inbox: {
      zh: ['转诊待内审', '{fromInstitution}有转诊申请 {referralNo} 待内审，转往{toInstitution}{department}。'],
      en: [
        'Referral to review',
        'Referral {referralNo} of {fromInstitution} to {department}, {toInstitution}, waits for review.',
      ],
    },
  },
  'referral.returned-internally': {
    inbox: {
      zh: ['转诊内审退回', '转诊 {referralNo} 内审未通过，原因：{reason}。请修改后重新提交。'],
      en: ['Returned in review', 'Referral {referralNo} was returned in review: {reason}.'],
    },
    outside: {
      zh: ['转诊内审退回', '转诊 {referralNo} 内审未通过，请登录平台查看。'],
      en: ['Returned in review', 'Referral {referralNo} was returned in review. Please sign in.'],
    },
  },
  'referral.emergency-acknowledged': {
    inbox: {
      zh: ['急诊转诊已确认', '{toInstitution}{department}已确认急诊转诊 {referralNo}，正在准备接诊。'],
      en: ['Emergency acknowledged', '{department}, {toInstitution}, expects the patient of emergency {referralNo}.'],
    },
  },
  'referral.assigned': {
    inbox: {
      zh: ['转诊已指派', '来自{fromInstitution}的转诊 {referralNo} 已指派给您，请及时处理。'],
      en: ['Referral assigned to you', 'Referral {referralNo} from {fromInstitution} has been assigned to you.'],
    },
  },
  'referral.information-requested': {
    inbox: {
      zh: ['转诊需补充资料', '{toInstitution}{department}要求补充转诊 {referralNo} 的资料，请登录平台答复。'],
      en: ['Information requested', '{department}, {toInstitution}, asks for information on referral {referralNo}.'],
    },
  },
  'referral.information-supplied': {
    inbox: {
      zh: ['转诊资料已补充', '{fromInstitution}已补充转诊 {referralNo} 的资料，请继续处理。'],
      en: ['Information supplied', '{fromInstitution} has answered your question on referral {referralNo}.'],
    },
  },
  'referral.returned-with-advice': {
    inbox: {
      zh: ['转诊退回并建议', '{toInstitution}{department}对转诊 {referralNo} 给出了诊疗建议，请登录平台查看。'],
      en: ['Answered with advice', '{department}, {toInstitution}, has answered referral {referralNo} with advice.'],
    },
  },
  'referral.redirected': {
    inbox: {
      zh: ['转诊已转介', '转诊 {referralNo} 已由{toInstitution}{department}转介至其他科室，请登录平台查看。'],
      en: [
        'Referral redirected',
        '{department}, {toInstitution}, has sent referral {referralNo} on to another department.',
      ],
    },
  },
  'referral.forwarded-onward': {
    inbox: {
      zh: ['转诊转往外部医院', '转诊 {referralNo} 已由{toInstitution}转往医共体外医院，请登录平台查看。'],
      en: [
        'Sent beyond the alliance',
        '{toInstitution} has sent referral {referralNo} on to a hospital beyond the alliance.',
      ],
    },
  },
  'referral.onward-answered': {
    inbox: {
      zh: ['外部医院已答复', '转诊 {referralNo} 的外部医院已答复，请登录平台查看。'],
      en: ['Answer from beyond the alliance', 'The hospital beyond the alliance has answered referral {referralNo}.'],
    },
  },
  'referral.rearranged': {
    inbox: {
      zh: ['转诊已改约', '转诊 {referralNo} 改约至{toInstitution}{department}，时间：{time}，原预约码作废。'],
      en: [
        'Visit rearranged',
        'Referral {referralNo} has another visit at {department}, {toInstitution}, at {time}; the old code is void.',
      ],
    },
  },
  'referral.no-show': {
    inbox: {
      zh: ['转诊患者未到', '转诊 {referralNo} 的患者未到{toInstitution}{department}就诊，原因：{reason}。'],
      en: [
        'Patient did not come',
        'The patient of referral {referralNo} did not come to {department}, {toInstitution}: {reason}.',
      ],
    },
    outside: {
      zh: ['转诊患者未到', '转诊 {referralNo} 的患者未到{toInstitution}{department}就诊，请登录平台查看。'],
      en: [
        'Patient did not come',
        'The patient of referral {referralNo} did not come to {department}, {toInstitution}.',
      ],
    },
  },
  'referral.cancelled': {
    inbox: {
      zh: ['转诊已撤销', '{fromInstitution}撤销了转诊 {referralNo}，原因：{reason}。'],
      en: ['Referral cancelled', '{fromInstitution} has cancelled referral {referralNo}: {reason}.'],
    },
    outside: {
      zh: ['转诊已撤销', '{fromInstitution}撤销了转诊 {referralNo}，请登录平台查看。'],
      en: ['Referral cancelled', '{fromInstitution} has cancelled referral {referralNo}.'],
    },
  },
  'referral.closed': {
    inbox: {
      zh: ['转诊协商关闭', '转诊 {referralNo} 已协商关闭，原因：{reason}。'],
      en: ['Referral closed', 'Referral {referralNo} was closed by agreement: {reason}.'],
    },
    outside: {
      zh: ['转诊协商关闭', '转诊 {referralNo} 已协商关闭，请登录平台查看。'],
      en: ['Referral closed', 'Referral {referralNo} was closed by agreement.'],
    },
  },
  'referral.closed-unanswered': {
    inbox: {
      zh: ['转诊因未答复关闭', '转诊 {referralNo} 因未按时补充资料已关闭。'],
      en: [
        'Closed for want of an answer',
        'Referral {referralNo} was closed because its question was not answered in time.',
      ],
    },
  },
  'referral.expired': {
    inbox: {
      zh: ['转诊超时关闭', '转诊 {referralNo} 因超时已自动关闭。'],
      en: ['Referral expired', 'Referral {referralNo} has waited for too long and has expired.'],
    },
  },
  'referral.reopened': {
    inbox: {
      zh: ['转诊已重新打开', '转诊 {referralNo} 已重新打开，原因：{reason}。'],
      en: ['Referral reopened', 'Referral {referralNo} was opened again: {reason}.'],
    },
    outside: {
      zh: ['转诊已重新打开', '转诊 {referralNo} 已重新打开，请登录平台查看。'],
      en: ['Referral reopened', 'Referral {referralNo} was opened again.'],
    },
  },
};
