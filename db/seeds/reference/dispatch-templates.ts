import type { Template } from './notice-template.js';

/** What is told of rotas and sessions. */
export const dispatchTemplates: Readonly<Record<string, Template>> = {
  'dispatch.published': {
    inbox: {
      zh: ['下派排班已发布', '新一期下派排班已发布，与您有关的班次共 {count} 个，请查看并确认。'],
      en: ['Rota published', 'A rota has been published; {count} sessions concern you.'],
    },
  },
  'dispatch.session-added': {
    inbox: {
      zh: ['下派排班新增班次', '排班变更：{time} 在{institution}新增一个与您有关的下派班次，请查看并确认。'],
      en: ['Session added', 'The rota was changed: a session at {institution}, {time}, has come in that concerns you.'],
    },
  },
  'dispatch.session-removed': {
    inbox: {
      zh: ['下派排班取消班次', '排班变更：{time} 在{institution}与您有关的下派班次已取消。'],
      en: ['Session taken out', 'The rota was changed: the session at {institution}, {time}, has been taken out.'],
    },
  },
  'dispatch.secondment-planned': {
    inbox: {
      zh: ['派驻安排', '已安排到{institution}的长期派驻，请查看起止日期。'],
      en: ['Secondment planned', 'A secondment to {institution} has been planned.'],
    },
  },
  'dispatch.secondment-withdrawn': {
    inbox: {
      zh: ['派驻撤回', '到{institution}的长期派驻在开始前已撤回。'],
      en: ['Secondment taken back', 'The secondment to {institution} has been taken back before it began.'],
    },
  },
  'dispatch.secondment-terminated': {
    inbox: {
      zh: ['派驻提前终止', '在{institution}的长期派驻已提前终止。'],
      en: ['Secondment terminated', 'The secondment at {institution} has ended before its time.'],
    },
  },
  'dispatch.unconfirmed': {
    inbox: {
      zh: ['下派班次待确认', '{time} 在{institution}的下派班次尚未确认。'],
      en: ['Session not confirmed', 'The session at {institution}, {time}, has not been confirmed.'],
    },
  },
  'dispatch.swap-requested': {
    inbox: {
      zh: ['换班申请', '{time} 在{institution}的下派班次申请换班，等待审批。'],
      en: ['Swap requested', 'A swap is asked for of the session at {institution}, {time}.'],
    },
  },
  'dispatch.swapped': {
    inbox: {
      zh: ['换班已同意', '{time} 在{institution}的下派班次已换人。'],
      en: ['Swap approved', 'Somebody else goes to {institution}, {time}.'],
    },
  },
  'dispatch.swap-declined': {
    inbox: {
      zh: ['换班未同意', '{time} 在{institution}的下派班次换班申请未获同意。'],
      en: ['Swap declined', 'The swap of the session at {institution}, {time}, was declined.'],
    },
  },
  'dispatch.substituted': {
    inbox: {
      zh: ['应急替换', '{time} 在{institution}的下派班次已应急替换专家。'],
      en: ['Expert substituted', 'Another expert goes to {institution}, {time}.'],
    },
  },
  'dispatch.suspended': {
    inbox: {
      zh: ['下派停诊', '{time} 在{institution}的下派班次暂停，请等待重新安排。'],
      en: ['Session suspended', 'The session at {institution}, {time}, is suspended until it is mended.'],
    },
  },
  'dispatch.resumed': {
    inbox: {
      zh: ['下派恢复', '{time} 在{institution}的下派班次恢复。'],
      en: ['Session resumed', 'The session at {institution}, {time}, takes place after all.'],
    },
  },
  'dispatch.cancelled': {
    inbox: {
      zh: ['下派取消', '{time} 在{institution}的下派班次已取消。'],
      en: ['Session cancelled', 'The session at {institution}, {time}, was called off.'],
    },
  },
  'dispatch.no-show': {
    inbox: {
      zh: ['专家未到岗', '{time} 在{institution}的下派班次无人签到。'],
      en: ['Nobody came', 'Nobody has checked in for the session at {institution}, {time}.'],
    },
  },
  'dispatch.duty-conflict': {
    inbox: {
      zh: ['下派与值班冲突', '{time} 在{institution}的下派班次与值班或夜班后休息冲突，请调整。'],
      en: [
        'Session meets a duty',
        'The session at {institution}, {time}, meets a duty or the rest after it. Please move one of both.',
      ],
    },
  },
};
