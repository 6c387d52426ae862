import type { Template } from './notice-template.js';

/** What time limits tell of patients who are sent down. */
const deadlineTemplates: Readonly<Record<string, Template>> = {
  'referral.down-receipt-missed': {
    inbox: {
      zh: [
        '下转超时未接收',
        '{fromInstitution}下转的患者 {referralNo} 超时未被医生接收，已退回待改派，请改派其他医生。',
      ],
      en: [
        'Patient not received',
        'The doctor has not received the patient of {referralNo} from {fromInstitution} in time. Please name another one.',
      ],
    },
  },
  'referral.down-unallocated': {
    inbox: {
      zh: [
        '下转超时未分配',
        '{fromInstitution}下转至{toInstitution}{department}的患者 {referralNo} 超时未分配医生，请尽快处理。',
      ],
      en: [
        'Patient not allocated',
        'Nobody was named to receive the patient of {referralNo}, sent down by {fromInstitution} to {department}, {toInstitution}.',
      ],
    },
  },
  'referral.down-arrival-missed': {
    inbox: {
      zh: ['下转患者超时未到', '下转 {referralNo} 的患者超时未确认到达{toInstitution}，已记为未到达，请联系患者。'],
      en: [
        'Arrival not confirmed',
        'Nobody has confirmed that the patient of {referralNo} has come to {toInstitution}. Please reach the patient.',
      ],
    },
  },
  'referral.follow-up-overdue': {
    inbox: {
      zh: ['随访已逾期', '下转 {referralNo} 的患者随访已逾期，请{toInstitution}尽快随访。'],
      en: [
        'Follow-up overdue',
        'The follow-up of {referralNo} at {toInstitution} is overdue. Please see to the patient.',
      ],
    },
  },
};

/** Texts about patients who are sent down; what leaves the platform names no reason. */
export const downNoticeTemplates: Readonly<Record<string, Template>> = {
  ...deadlineTemplates,
  'referral.down-submitted': {
    inbox: {
      zh: ['新的下转申请', '{fromInstitution}向{department}下转患者 {referralNo}，请及时处理。'],
      en: [
        'Patient sent down',
        '{fromInstitution} sends a patient down to {department}: {referralNo}. Please see to it.',
      ],
    },
  },
  'referral.down-approved': {
    inbox: {
      zh: ['新的下转申请', '{fromInstitution}向{department}下转患者 {referralNo}，请及时处理。'],
      en: [
        'Patient sent down',
        '{fromInstitution} sends a patient down to {department}: {referralNo}. Please see to it.',
      ],
    },
  },
  'referral.down-returned': {
    inbox: {
      zh: ['下转内审退回', '下转 {referralNo} 内审退回，原因：{reason}。请修改后重新提交。'],
      en: ['Down-referral returned', 'Down-referral {referralNo} was returned by review: {reason}.'],
    },
    outside: {
      zh: ['下转内审退回', '下转 {referralNo} 内审退回，请登录平台查看。'],
      en: ['Down-referral returned', 'Down-referral {referralNo} was returned by review. Please sign in.'],
    },
  },
  'referral.down-allocated': {
    inbox: {
      zh: ['下转待接收', '{fromInstitution}下转的患者 {referralNo} 已分配给您，请及时接收。'],
      en: ['Patient allocated to you', 'The patient of {referralNo} from {fromInstitution} was allocated to you.'],
    },
  },
  'referral.down-received': {
    inbox: {
      zh: ['下转已接收', '{toInstitution}{department}已接收下转 {referralNo}。'],
      en: ['Down-referral received', '{department}, {toInstitution}, has received down-referral {referralNo}.'],
    },
  },
  'referral.down-declined': {
    inbox: {
      zh: ['下转待改派', '医生未接收下转 {referralNo}，原因：{reason}。请改派其他医生。'],
      en: ['Down-referral declined', 'The doctor has declined {referralNo}: {reason}. Please name another one.'],
    },
    outside: {
      zh: ['下转待改派', '医生未接收下转 {referralNo}，请登录平台查看。'],
      en: ['Down-referral declined', 'The doctor has declined {referralNo}. Please sign in.'],
    },
  },
  'referral.down-refused': {
    inbox: {
      zh: ['下转被机构退回', '{toInstitution}未接收下转 {referralNo}，原因：{reason}。'],
      en: ['Down-referral refused', '{toInstitution} has refused down-referral {referralNo}: {reason}.'],
    },
    outside: {
      zh: ['下转被机构退回', '{toInstitution}未接收下转 {referralNo}，请登录平台查看。'],
      en: ['Down-referral refused', '{toInstitution} has refused down-referral {referralNo}. Please sign in.'],
    },
  },
  'referral.down-redirected': {
    inbox: {
      zh: ['下转已改派机构', '原转往{toInstitution}的下转 {referralNo} 已改派其他机构。'],
      en: [
        'Down-referral redirected',
        'Down-referral {referralNo} to {toInstitution} was sent on to another township.',
      ],
    },
  },
  'referral.down-arrived': {
    inbox: {
      zh: ['下转患者已到达', '下转 {referralNo} 的患者已到达{toInstitution}，开始随访。'],
      en: ['Patient is back', 'The patient of {referralNo} has arrived at {toInstitution}; the follow-up begins.'],
    },
  },
  'referral.down-not-arrived': {
    inbox: {
      zh: ['下转患者未到达', '下转 {referralNo} 的患者未到达{toInstitution}，请跟进。'],
      en: ['Patient has not arrived', 'The patient of {referralNo} has not arrived at {toInstitution}.'],
    },
  },
  'referral.down-completed': {
    inbox: {
      zh: ['下转随访结束', '下转 {referralNo} 的随访已结束，原因：{reason}。'],
      en: ['Follow-up ended', 'The follow-up of {referralNo} has ended: {reason}.'],
    },
    outside: {
      zh: ['下转随访结束', '下转 {referralNo} 的随访已结束，请登录平台查看。'],
      en: ['Follow-up ended', 'The follow-up of {referralNo} has ended. Please sign in.'],
    },
  },
  'referral.down-cancelled': {
    inbox: {
      zh: ['下转已撤销', '{fromInstitution}已撤销下转 {referralNo}，原因：{reason}。'],
      en: ['Down-referral cancelled', '{fromInstitution} has cancelled down-referral {referralNo}: {reason}.'],
    },
    outside: {
      zh: ['下转已撤销', '{fromInstitution}已撤销下转 {referralNo}，请登录平台查看。'],
      en: ['Down-referral cancelled', '{fromInstitution} has cancelled down-referral {referralNo}. Please sign in.'],
    },
  },
  'referral.down-closed': {
    inbox: {
      zh: ['下转已协商关闭', '下转 {referralNo} 已协商关闭，原因：{reason}。'],
      en: ['Down-referral closed', 'Down-referral {referralNo} was closed by agreement: {reason}.'],
    },
    outside: {
      zh: ['下转已协商关闭', '下转 {referralNo} 已协商关闭，请登录平台查看。'],
      en: ['Down-referral closed', 'Down-referral {referralNo} was closed by agreement. Please sign in.'],
    },
  },
};
