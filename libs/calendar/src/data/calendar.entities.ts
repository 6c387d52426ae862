import { AvailabilityEntity } from './availability.entity.js';
import { CalendarFeedEntity } from './calendar-feed.entity.js';
import { CalendarEntity } from './calendar.entity.js';
import { CommitmentEntity } from './commitment.entity.js';

export const calendarEntities = [CalendarEntity, AvailabilityEntity, CommitmentEntity, CalendarFeedEntity];
