export { Notices, type Announcement, type Escalation } from './commands/notices.js';
export type { OnDutyRecipients, OutsidePerson, Recipients, RoleRecipients } from './commands/recipients.js';
export { NotificationContext } from './data/notification-context.js';
export { notificationEntities } from './data/notification.entities.js';
export { OutsideRelation } from './domain/relation.js';
export { Urgency } from './domain/urgency.js';
export { NotificationModule } from './notification.module.js';
