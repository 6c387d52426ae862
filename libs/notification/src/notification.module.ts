import { Module } from '@nestjs/common';
import { DutyModule } from '#duty';
import { IdentityModule } from '#identity';
import { OrganizationModule } from '#organization';
import { registerConstraints, registerMessages } from '#platform';
import { CallResolver } from './api/call.resolver.js';
import { ChannelResolver } from './api/channel.resolver.js';
import { InboxResolver } from './api/inbox.resolver.js';
import { notificationConstraints, notificationMessages } from './api/messages.js';
import { registerNotificationEnums } from './api/notification.enums.js';
import { QuietHoursResolver } from './api/quiet-hours.resolver.js';
import { TemplateResolver } from './api/template.resolver.js';
import { CallDesk } from './commands/call-desk.js';
import { CallService } from './commands/call.service.js';
import {
  ChannelEffects,
  DingtalkEffect,
  MailEffect,
  SmsEffect,
  WebhookEffect,
  WecomEffect,
} from './commands/channel-effects.js';
import { ChannelCheck } from './commands/channel-check.js';
import { ChannelService } from './commands/channel.service.js';
import { DeliveryDesk } from './commands/delivery-desk.js';
import { DeliveryTexts } from './commands/delivery-texts.js';
import { DeferredDeliveries, Dispatch } from './commands/dispatch.js';
import { EscalationHandler } from './commands/escalation.handler.js';
import { FailedTexts } from './commands/failed-texts.js';
import { InboxService } from './commands/inbox.service.js';
import { NoticeHousekeepingWork } from './commands/notice-housekeeping.work.js';
import { Notices } from './commands/notices.js';
import { Outward } from './commands/outward.js';
import { QuietHoursReader } from './commands/quiet-hours.reader.js';
import { QuietHoursService } from './commands/quiet-hours.service.js';
import { RecipientFinder } from './commands/recipients.js';
import { TemplateService } from './commands/template.service.js';
import { AnnouncementRepository } from './data/announcement.repository.js';
import { DeliveryRepository } from './data/delivery.repository.js';
import { NamesReader } from './data/names.reader.js';
import { TemplateRepository } from './data/template.repository.js';
import { CallQueries } from './queries/call.queries.js';
import { ChannelQueries } from './queries/channel.queries.js';
import { InboxQueries } from './queries/inbox.queries.js';
import { NoticeChanges } from './queries/notice-changes.js';
import { QuietHoursQuery } from './queries/quiet-hours.query.js';
import { TemplateQueries } from './queries/template.queries.js';

registerNotificationEnums();
registerMessages(notificationMessages);
registerConstraints(notificationConstraints);

const rows = [AnnouncementRepository, TemplateRepository, DeliveryRepository, NamesReader];
const effects = [WebhookEffect, WecomEffect, DingtalkEffect, SmsEffect, MailEffect, ChannelEffects];
const commands = [
  RecipientFinder,
  QuietHoursReader,
  CallDesk,
  DeliveryTexts,
  DeliveryDesk,
  Dispatch,
  Outward,
  Notices,
  NoticeHousekeepingWork,
  DeferredDeliveries,
  EscalationHandler,
  FailedTexts,
  InboxService,
  TemplateService,
  ChannelCheck,
  ChannelService,
  QuietHoursService,
  CallService,
];
const queries = [InboxQueries, NoticeChanges, TemplateQueries, ChannelQueries, QuietHoursQuery, CallQueries];
const resolvers = [InboxResolver, TemplateResolver, ChannelResolver, QuietHoursResolver, CallResolver];

/** What people are told, in their inbox and outside the platform. */
@Module({
  imports: [IdentityModule, OrganizationModule, DutyModule],
  providers: [...rows, ...effects, ...commands, ...queries, ...resolvers],
  exports: [Notices],
})
export class NotificationModule {}
