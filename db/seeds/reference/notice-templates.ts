import type { Client } from 'pg';
import { dispatchTemplates } from './dispatch-templates.js';
import { consultationTemplates } from './consultations.js';
import { criticalValueTemplates } from './critical-values.js';
import { imagingTemplates } from './imaging.js';
import { laboratoryTemplates } from './laboratory-templates.js';
import { downNoticeTemplates } from './down-notice-templates.js';
import { referralTemplates } from './referral-templates.js';
import { patientTemplates } from './patient-templates.js';
import type { Template, Texts } from './notice-template.js';

const SIGNATURE = '县域医共体协同平台';

/** Texts that the platform announces with. They name places, times and numbers of cases, never people or illnesses. */
const noticeTemplates: Readonly<Record<string, Template>> = {
  ...referralTemplates,
  ...dispatchTemplates,
  ...consultationTemplates,
  ...criticalValueTemplates,
  ...imagingTemplates,
  ...laboratoryTemplates,
  ...patientTemplates,
  'referral.submitted': {
    inbox: {
      zh: ['新的转诊申请', '{fromInstitution}向{department}提交了转诊申请 {referralNo}，请及时受理。'],
      en: ['New referral', '{fromInstitution} has sent referral {referralNo} to {department}. Please take it on.'],
    },
    sms: {
      zh: ['转诊', `【${SIGNATURE}】{department}收到来自{fromInstitution}的转诊申请 {referralNo}，请登录平台受理。`],
      en: ['Referral', '{department} has received referral {referralNo} from {fromInstitution}. Please sign in.'],
    },
  },
  'referral.clinic-closed': {
    inbox: {
      zh: ['停诊：患者需改期', '{department}已停诊，有 {count} 例已安排的转诊需要改期。'],
      en: [
        'Clinic closed: patients to be moved',
        '{department} is closed; {count} arranged referrals have to be moved.',
      ],
    },
  },
  'referral.claimed': {
    inbox: {
      zh: ['转诊已认领', '{toInstitution}{department}的医生已认领转诊 {referralNo}。'],
      en: ['Referral claimed', 'A doctor of {department}, {toInstitution}, has claimed referral {referralNo}.'],
    },
  },
  'referral.accepted': {
    inbox: {
      zh: ['转诊已接受', '{toInstitution}{department}已接受转诊 {referralNo}，请等待安排。'],
      en: ['Referral accepted', '{department}, {toInstitution}, has accepted referral {referralNo}.'],
    },
  },
  'referral.rejected': {
    inbox: {
      zh: ['转诊未被接受', '{toInstitution}{department}未接受转诊 {referralNo}，原因：{reason}。'],
      en: ['Referral rejected', '{department}, {toInstitution}, has rejected referral {referralNo}: {reason}.'],
    },
    outside: {
      zh: ['转诊未被接受', '{toInstitution}{department}未接受转诊 {referralNo}，请登录平台查看。'],
      en: ['Referral rejected', '{department}, {toInstitution}, has rejected referral {referralNo}. Please sign in.'],
    },
  },
  'referral.returned': {
    inbox: {
      zh: ['转诊退回补充', '{toInstitution}{department}退回了转诊 {referralNo}，原因：{reason}。请补充后重新提交。'],
      en: ['Referral returned', '{department}, {toInstitution}, has returned referral {referralNo}: {reason}.'],
    },
    outside: {
      zh: ['转诊退回补充', '{toInstitution}{department}退回了转诊 {referralNo}，请登录平台查看。'],
      en: ['Referral returned', '{department}, {toInstitution}, has returned referral {referralNo}. Please sign in.'],
    },
  },
  'referral.arranged': {
    inbox: {
      zh: ['转诊已安排', '转诊 {referralNo} 已安排在{toInstitution}{department}就诊，时间：{time}。'],
      en: ['Visit arranged', 'Referral {referralNo} has a visit at {department}, {toInstitution}, at {time}.'],
    },
  },
  'referral.arrived': {
    inbox: {
      zh: ['转诊患者已到达', '转诊 {referralNo} 的患者已到达{toInstitution}{department}。'],
      en: ['Patient has arrived', 'The patient of referral {referralNo} has arrived at {department}, {toInstitution}.'],
    },
  },
  'referral.completed': {
    inbox: {
      zh: ['转诊已完成', '转诊 {referralNo} 已完成，{toInstitution}{department}的反馈可在平台查看。'],
      en: [
        'Referral completed',
        'Referral {referralNo} is completed; see the feedback of {department}, {toInstitution}.',
      ],
    },
  },
  'referral.green-channel-opened': {
    inbox: {
      zh: [
        '绿色通道已启动',
        '{fromInstitution}已启动绿色通道，患者将转往{toInstitution}{department}，请立即准备接诊。',
      ],
      en: [
        'Green channel opened',
        '{fromInstitution} has opened a green channel to {department}, {toInstitution}. Please get ready at once.',
      ],
    },
    sms: {
      zh: ['绿色通道', `【${SIGNATURE}】{fromInstitution}已启动绿色通道，患者将转往{department}，请立即准备接诊。`],
      en: ['Green channel', '{fromInstitution} has opened a green channel to {department}. Please get ready at once.'],
    },
  },
  'referral.visit': {
    inbox: {
      zh: ['通知就诊安排', '请告知转诊 {referralNo} 的就诊安排：{time}，{toInstitution}{department}。'],
      en: ['Tell of the visit', 'To be told of referral {referralNo}: {time}, {department}, {toInstitution}.'],
    },
    sms: {
      zh: ['就诊提醒', `【${SIGNATURE}】您的就诊已安排：{time}，{toInstitution}{department}。请携带有效证件和预约码。`],
      en: ['Your visit', 'Your visit is arranged: {time}, {department}, {toInstitution}. Please bring your code.'],
    },
  },
  'duty.escalated': {
    inbox: {
      zh: ['值班升级提醒', '{institution}有紧急消息未被确认，现升级至{duty}，请登录平台处理。'],
      en: ['Escalated to you', 'An urgent notice at {institution} has not been acknowledged and goes to the {duty}.'],
    },
    sms: {
      zh: ['升级提醒', `【${SIGNATURE}】{institution}有紧急消息未被确认，现升级至{duty}，请登录平台处理。`],
      en: ['Escalation', 'An urgent notice at {institution} has not been acknowledged. {duty}, please sign in.'],
    },
  },
  'system.channel-test': {
    inbox: {
      zh: ['通道测试', '{institution}的消息通道测试，发送时间：{time}。'],
      en: ['Channel test', 'A test of a channel of {institution}, sent at {time}.'],
    },
    sms: {
      zh: ['通道测试', `【${SIGNATURE}】{institution}的短信通道测试，发送时间：{time}。`],
      en: ['Channel test', 'A test of the text messages of {institution}, sent at {time}.'],
    },
  },
};

/** A row for each medium and language of a template. */
function templateRows(): object[] {
  return Object.entries({ ...noticeTemplates, ...downNoticeTemplates }).flatMap(
    ([code, { inbox, outside = inbox, sms }]) => [
      ...rowsOf(code, 'INBOX', inbox),
      ...rowsOf(code, 'EMAIL', outside),
      ...rowsOf(code, 'ROBOT', outside),
      ...(sms ? rowsOf(code, 'SMS', sms) : []),
    ],
  );
}

function rowsOf(code: string, medium: string, { zh, en }: Texts): object[] {
  return [
    { code, medium, locale: 'zh-CN', title: zh[0], body: zh[1] },
    { code, medium, locale: 'en', title: en[0], body: en[1] },
  ];
}

/** Adds the first version of templates that are not there yet; what an administrator has added stays. */
export async function seedNoticeTemplates(owner: Client, effectiveFrom: string): Promise<void> {
  await owner.query(
    `INSERT INTO notice_templates (code, version, locale, medium, title, body, effective_from)
     SELECT code, 1, locale, medium, title, body, $2
     FROM jsonb_to_recordset($1::jsonb) AS t(code text, locale text, medium text, title text, body text)
     WHERE NOT EXISTS (SELECT 1 FROM notice_templates c WHERE c.code = t.code)`,
    [JSON.stringify(templateRows()), effectiveFrom],
  );
}
