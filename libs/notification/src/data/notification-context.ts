/** Contexts of encrypted columns: a value cannot be moved to another one. */
export const NotificationContext = {
  Secrets: 'notice_channels.secrets',
  DeliveryPhone: 'notice_deliveries.phone',
  CallPhone: 'notice_calls.phone',
} as const;
