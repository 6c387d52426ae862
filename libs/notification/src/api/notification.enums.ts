import { registerEnumType } from '@nestjs/graphql';
import { CallOutcome } from '../domain/call-outcome.js';
import { ChannelKind } from '../domain/channel-kind.js';
import { DeliveryState } from '../domain/delivery-state.js';
import { Medium } from '../domain/medium.js';
import { NoticeDomain } from '../domain/notice-domain.js';
import { OutsideRelation } from '../domain/relation.js';
import { TextLanguage } from './text-language.js';
import { Urgency } from '../domain/urgency.js';

/** Names the enums of notices in the schema; called once, before the schema is built. */
export function registerNotificationEnums(): void {
  registerInboxEnums();
  registerTextEnums();
  registerChannelEnums();
  registerCallEnums();
}

function registerInboxEnums(): void {
  registerEnumType(Urgency, {
    name: 'NoticeUrgency',
    description: 'How soon a notice has to be known. 紧急程度',
    valuesMap: {
      ROUTINE: { description: 'In the course of the day. 常规' },
      URGENT: { description: 'Soon. 紧急' },
      EMERGENCY: { description: 'At once; quiet hours do not count. 急救' },
    },
  });
  registerEnumType(NoticeDomain, {
    name: 'NoticeDomain',
    description: 'Which part of the work a notice belongs to. 消息分类',
    valuesMap: {
      REFERRAL: { description: 'Referrals. 转诊' },
      CONSULTATION: { description: 'Remote consultations. 会诊' },
      CRITICAL_VALUE: { description: 'Critical values. 危急值' },
      IMAGING: { description: 'Imaging and ECG. 影像心电' },
      LABORATORY: { description: 'Laboratory and pathology. 检验病理' },
      DISPATCH: { description: 'Dispatch of experts. 专家下沉' },
      DUTY: { description: 'Duty. 值班' },
      SYSTEM: { description: 'The platform itself. 系统' },
    },
  });
}

function registerTextEnums(): void {
  registerEnumType(TextLanguage, {
    name: 'NoticeLanguage',
    description: 'A language that texts are written in. 语言',
    valuesMap: {
      ZH_CN: { description: 'Simplified Chinese. 简体中文' },
      EN: { description: 'English. 英文' },
    },
  });
  registerEnumType(Medium, {
    name: 'NoticeMedium',
    description: 'What a text is written for. 文本用途',
    valuesMap: {
      INBOX: { description: 'The inbox of the platform. 站内消息' },
      EMAIL: { description: 'E-mail. 电子邮件' },
      ROBOT: { description: 'Robots in group chats. 群机器人' },
      SMS: { description: 'Text messages by telephone. 短信' },
    },
  });
}

function registerChannelEnums(): void {
  registerEnumType(ChannelKind, {
    name: 'NoticeChannelKind',
    description: 'A kind of way out of the platform. 通道类型',
    valuesMap: {
      WEBHOOK: { description: 'A webhook signed by the Standard Webhooks convention. 签名回调' },
      WECOM_ROBOT: { description: 'A robot of WeCom. 企业微信机器人' },
      DINGTALK_ROBOT: { description: 'A robot of DingTalk. 钉钉机器人' },
      SMS_GATEWAY: { description: 'A gateway for text messages, over HTTP. 短信网关' },
      SMTP: { description: 'E-mail over SMTP. 邮件' },
    },
  });
  registerEnumType(DeliveryState, {
    name: 'NoticeDeliveryState',
    description: 'How far a message to the outside has come. 发送状态',
    valuesMap: {
      WAITING: { description: 'It waits for the end of quiet hours, or as long as the receiver asked for. 等待' },
      SENDING: { description: 'It is being sent, again if it failed. 发送中' },
      SENT: { description: 'The other side has taken it. 已发送' },
      FAILED: { description: 'It was given up. 失败' },
    },
  });
}

function registerCallEnums(): void {
  registerEnumType(OutsideRelation, {
    name: 'NoticeRelation',
    description: 'Who somebody without an account is, seen from the patient. 与患者关系',
    valuesMap: {
      PATIENT: { description: 'The patient. 患者本人' },
      EMERGENCY_CONTACT: { description: 'The emergency contact of the patient. 紧急联系人' },
      VILLAGE_DOCTOR: { description: 'The village doctor who knows the patient. 村医' },
    },
  });
  registerEnumType(CallOutcome, {
    name: 'CallOutcome',
    description: 'How a call ended. 电话结果',
    valuesMap: {
      REACHED: { description: 'They know. 已通知' },
      NO_ANSWER: { description: 'Nobody answered. 无人接听' },
      WRONG_NUMBER: { description: 'The number is not theirs. 号码错误' },
      REFUSED: { description: 'They did not want to hear. 拒绝接听' },
      GIVEN_UP: { description: 'Nobody will try again. 放弃联系' },
    },
  });
}
