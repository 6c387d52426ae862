/** What kind of way out of the platform it is. */
export const ChannelKind = {
  WEBHOOK: 'WEBHOOK',
  WECOM_ROBOT: 'WECOM_ROBOT',
  DINGTALK_ROBOT: 'DINGTALK_ROBOT',
  SMS_GATEWAY: 'SMS_GATEWAY',
  SMTP: 'SMTP',
} as const;
export type ChannelKind = (typeof ChannelKind)[keyof typeof ChannelKind];
