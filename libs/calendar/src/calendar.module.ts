import { Module } from '@nestjs/common';
import { DiscoveryModule } from '@nestjs/core';
import { DutyModule } from '#duty';
import { registerConstraints, registerMessages } from '#platform';
import { registerCalendarEnums } from './api/calendar.enums.js';
import { FeedController } from './api/feed.controller.js';
import { FeedResolver, registerFeedEnums } from './api/feed.resolver.js';
import { CalendarResolver } from './api/calendar.resolver.js';
import { calendarConstraints, calendarMessages } from './api/messages.js';
import { CalendarService } from './commands/calendar.service.js';
import { CommitmentChangesService } from './commands/commitment-changes.service.js';
import { CommitmentOwners } from './commands/commitment-owner.js';
import { Commitments } from './commands/commitments.js';
import { DisplacedTimes } from './commands/displaced-times.js';
import { FeedService } from './commands/feed.service.js';
import { HoldLimit } from './commands/hold-limit.js';
import { CalendarTimes } from './data/calendar-times.reader.js';
import { AvailabilityRepository } from './data/availability.repository.js';
import { CommitmentRepository } from './data/commitment.repository.js';
import { CalendarQueries } from './queries/calendar.queries.js';
import { CalendarRegister } from './queries/calendar-register.js';
import { FeedSources } from './queries/feed-source.js';
import { FeedQuery } from './queries/feed.query.js';
import { FreeTimes } from './queries/free-time.reader.js';
import { Slots } from './queries/slot.reader.js';

registerCalendarEnums();
registerFeedEnums();
registerMessages(calendarMessages);
registerConstraints(calendarConstraints);

/** An expert's commitments: the one table that makes double booking impossible. */
@Module({
  imports: [DutyModule, DiscoveryModule],
  controllers: [FeedController],
  providers: [
    CommitmentRepository,
    AvailabilityRepository,
    CalendarTimes,
    CommitmentOwners,
    DisplacedTimes,
    FreeTimes,
    Slots,
    Commitments,
    HoldLimit,
    CalendarService,
    CommitmentChangesService,
    CalendarQueries,
    CalendarRegister,
    CalendarResolver,
    FeedSources,
    FeedQuery,
    FeedService,
    FeedResolver,
  ],
  exports: [Commitments, DisplacedTimes, FreeTimes, Slots, CalendarService, CalendarRegister],
})
export class CalendarModule {}
