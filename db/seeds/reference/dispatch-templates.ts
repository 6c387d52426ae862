import type { Template } from './notice-template.js';

const SIGNATURE = '县域医共体协同平台';

/** What is told of rotas and sessions. */
export const dispatchTemplates: Readonly<Record<string, Template>> = {
  'dispatch.published': {
    inbox: {
      zh: ['下派排班已发布', '新一期下派排班已发布，与您有关的班次共 {count} 个，请查看并确认。'],
      en: ['Rota published', 'A rota has been published; {count} sessions concern you.'],
    },
  },
  'dispatch.search-broken-off': {
    inbox: {
      zh: ['自动排班中断', '自动排班未能完成，已有班次保持不变，请重新生成或手工安排。'],
      en: [
        'Search broken off',
        'A search for a rota was broken off. What the rota had stands; search again, or plan by hand.',
      ],
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
  'dispatch.swap-withdrawn': {
    inbox: {
      zh: ['换班申请已撤回', '{time} 在{institution}的下派班次换班申请已撤回，仍由原专家前往。'],
      en: [
        'Swap taken back',
        'The swap of the session at {institution}, {time}, is asked for no more; its expert goes.',
      ],
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
  'dispatch.reinstated': {
    inbox: {
      zh: ['未到岗记录已更正', '{time} 在{institution}的下派班次已更正为到岗，请登记出诊情况。'],
      en: ['Put right', 'Somebody did come to the session at {institution}, {time}: please record what came of it.'],
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
  'dispatch.bookings-affected': {
    inbox: {
      zh: ['停诊影响预约患者', '{time} 在{institution}的专家门诊不能进行，{count} 名已预约患者需要改约或取消。'],
      en: [
        'Patients have to be moved',
        'The session at {institution}, {time}, does not take place: {count} patients are booked.',
      ],
    },
  },
  'dispatch.booking-made': {
    inbox: {
      zh: ['通知专家门诊预约', '请告知患者：{time}，{institution}，上级医院专家门诊第 {count} 号。'],
      en: ['Tell of the booking', 'To be told: expert clinic at {institution}, {time}, number {count}.'],
    },
    sms: {
      zh: [
        '专家门诊预约',
        `【${SIGNATURE}】您已预约上级医院专家门诊：{time}，{institution}，第{count}号。请携带有效证件。`,
      ],
      en: ['Expert clinic', 'You are booked at the expert clinic: {time}, {institution}, number {count}.'],
    },
  },
  'dispatch.booking-moved': {
    inbox: {
      zh: ['通知专家门诊改约', '请告知患者：专家门诊已改为 {time}，{institution}，第 {count} 号。'],
      en: ['Tell of the other time', 'To be told: the expert clinic is at {institution}, {time}, number {count}, now.'],
    },
    sms: {
      zh: ['专家门诊改约', `【${SIGNATURE}】您预约的专家门诊已改为：{time}，{institution}，第{count}号。`],
      en: ['Expert clinic moved', 'Your expert clinic is moved: {time}, {institution}, number {count}.'],
    },
  },
  'dispatch.booking-cancelled': {
    inbox: {
      zh: ['通知专家门诊取消预约', '请告知患者：{time} 在{institution}的专家门诊预约已取消。'],
      en: ['Tell of the cancelled booking', 'To be told: the booking at {institution}, {time}, is cancelled.'],
    },
    sms: {
      zh: ['预约已取消', `【${SIGNATURE}】您预约的{time}{institution}专家门诊已取消。`],
      en: ['Booking cancelled', 'Your booking is cancelled: {time}, {institution}.'],
    },
  },
  'dispatch.booking-called-off': {
    inbox: {
      zh: ['通知专家门诊停诊', '请告知患者：{time} 在{institution}的专家门诊停诊，将另行安排。'],
      en: ['Tell that nobody comes', 'To be told: the expert clinic at {institution}, {time}, does not take place.'],
    },
    sms: {
      zh: ['专家门诊停诊', `【${SIGNATURE}】您预约的{time}{institution}专家门诊停诊，卫生院将与您联系改约。`],
      en: ['Expert clinic off', 'Your expert clinic does not take place: {time}, {institution}. You will be called.'],
    },
  },
  'dispatch.booking-resumed': {
    inbox: {
      zh: ['通知专家门诊恢复', '请告知患者：{time} 在{institution}的专家门诊照常进行，第 {count} 号。'],
      en: [
        'Tell that it takes place',
        'To be told: the expert clinic at {institution}, {time}, takes place after all.',
      ],
    },
    sms: {
      zh: ['专家门诊恢复', `【${SIGNATURE}】您预约的{time}{institution}专家门诊照常进行，第{count}号。`],
      en: ['Expert clinic on', 'Your expert clinic takes place after all: {time}, {institution}, number {count}.'],
    },
  },
  'dispatch.booking-expert-changed': {
    inbox: {
      zh: ['通知出诊专家变更', '请告知患者：{time} 在{institution}的专家门诊出诊专家有变更，时间和第 {count} 号不变。'],
      en: [
        'Tell of the other expert',
        'To be told: another expert comes to {institution}, {time}; time and number stay.',
      ],
    },
    sms: {
      zh: [
        '出诊专家变更',
        `【${SIGNATURE}】您预约的{time}{institution}专家门诊出诊专家有变更，时间和第{count}号不变。`,
      ],
      en: ['Another expert', 'Another expert sees you: {time}, {institution}, number {count}.'],
    },
  },
};
