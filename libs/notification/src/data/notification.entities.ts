import { AnnouncementEntity } from './announcement.entity.js';
import { CallAttemptEntity } from './call-attempt.entity.js';
import { CallEntity } from './call.entity.js';
import { ChannelEntity } from './channel.entity.js';
import { DeliveryEntity } from './delivery.entity.js';
import { NoticeEntity } from './notice.entity.js';
import { NoticeTemplateEntity } from './notice-template.entity.js';
import { QuietHoursEntity } from './quiet-hours.entity.js';

export const notificationEntities = [
  AnnouncementEntity,
  CallAttemptEntity,
  CallEntity,
  ChannelEntity,
  DeliveryEntity,
  NoticeEntity,
  NoticeTemplateEntity,
  QuietHoursEntity,
];
