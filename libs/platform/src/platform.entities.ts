import { AuditEntryEntity } from './audit/audit-entry.entity.js';
import { ConsumedDeliveryEntity } from './deliveries/consumed-delivery.entity.js';
import { DeadlineEntity } from './deadlines/deadline.entity.js';
import { WorkCalendarDayEntity } from './calendar/work-calendar-day.entity.js';
import { WorkCalendarYearEntity } from './calendar/work-calendar-year.entity.js';
import { DomainEventEntity } from './events/domain-event.entity.js';
import { EventHeadEntity, EventPositionEntity, UnpositionedEventEntity } from './events/event-order.entities.js';
import { IdempotencyKeyEntity } from './idempotency/idempotency-key.entity.js';
import { KeyRegisterEntity } from './keys/key-register.entity.js';
import { ReasonCodeEntity } from './reference/reason-code.entity.js';
import { StoredFileEntity } from './files/stored-file.entity.js';
import { SettingEntity } from './reference/setting.entity.js';
import { SettingsRevisionEntity } from './reference/settings-revision.entity.js';

export const platformEntities = [
  AuditEntryEntity,
  ConsumedDeliveryEntity,
  DeadlineEntity,
  WorkCalendarDayEntity,
  WorkCalendarYearEntity,
  DomainEventEntity,
  EventHeadEntity,
  EventPositionEntity,
  IdempotencyKeyEntity,
  KeyRegisterEntity,
  ReasonCodeEntity,
  SettingEntity,
  SettingsRevisionEntity,
  StoredFileEntity,
  UnpositionedEventEntity,
];
