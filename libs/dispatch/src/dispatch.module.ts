import { Module } from '@nestjs/common';
import { CalendarModule } from '#calendar';
import { NotificationModule } from '#notification';
import { OrganizationModule } from '#organization';
import { PatientModule } from '#patient';
import { registerConstraints, registerMessages } from '#platform';
import { ReferralModule } from '#referral';
import { BookingResolver } from './api/booking.resolver.js';
import { registerDispatchEnums } from './api/dispatch.enums.js';
import { dispatchConstraints, dispatchMessages } from './api/messages.js';
import { OverviewResolver } from './api/overview.resolver.js';
import { PlanResolver } from './api/plan.resolver.js';
import { SecondmentResolver } from './api/secondment.resolver.js';
import { RotaPaperController } from './api/rota-paper.controller.js';
import { RotaWorkbookController } from './api/rota-workbook.controller.js';
import { SessionResolver } from './api/session.resolver.js';
import { SetupResolver } from './api/setup.resolver.js';
import { AttendanceService } from './commands/attendance.service.js';
import { BookingAccess } from './commands/booking-access.js';
import { BookedSessionNotices, BookingNotices, PatientTeller } from './commands/booking-notices.js';
import { BookingTransitions } from './commands/booking-transitions.js';
import { BookingService } from './commands/booking.service.js';
import { DutyConflicts } from './commands/duty-conflicts.js';
import { PlanTransitions } from './commands/plan-transitions.js';
import { PlanDraftService, PlanService } from './commands/plan.service.js';
import { PublicationNotices, SearchNotices, SecondmentNotices, SessionNotices } from './commands/rota-notices.js';
import { GenerationService, RotaSearch } from './commands/rota-search.effect.js';
import { SecondmentTransitions } from './commands/secondment-transitions.js';
import { SecondmentDays } from './commands/secondment-days.js';
import { SecondmentParts } from './commands/secondment-parts.js';
import { SecondmentService } from './commands/secondment.service.js';
import { SessionDeadlines, SessionsInCalendars } from './commands/session-deadlines.js';
import { SessionHandOver } from './commands/session-hand-over.js';
import { SessionLimitsSetter } from './commands/session-limits.js';
import { LostSearches } from './commands/lost-searches.js';
import { SearchLimits } from './commands/search-limits.js';
import { SearchWatch } from './commands/search-watch.js';
import { SessionTransitions } from './commands/session-transitions.js';
import { SessionService } from './commands/session.service.js';
import { SetupRows } from './commands/setup-rows.js';
import { SetupService } from './commands/setup.service.js';
import { BookingRepository } from './data/booking.repository.js';
import { PlanRepository } from './data/plan.repository.js';
import { SecondmentRepository } from './data/secondment.repository.js';
import { SessionRepository } from './data/session.repository.js';
import { SetupRepository } from './data/setup.repository.js';
import { BookingQueries } from './queries/booking.queries.js';
import { DisplacedQuery } from './queries/displaced.query.js';
import {
  PlanPermittedActions,
  SecondmentPermittedActions,
  SessionPermittedActions,
} from './queries/permitted-actions.reader.js';
import { RotaFrameReader } from './queries/rota-frame.reader.js';
import { RotaOverviewQuery } from './queries/rota-overview.query.js';
import { RotaPaperQuery } from './queries/rota-paper.query.js';
import { RotaRegister } from './queries/rota-register.js';
import { RotaSheetQuery } from './queries/rota-sheet.query.js';
import { RotaQueries } from './queries/rota.queries.js';
import { SecondmentQueries } from './queries/secondment.queries.js';
import { SessionFeed } from './queries/session-feed.js';
import { ServiceRecordQuery } from './queries/service-record.query.js';

registerDispatchEnums();
registerMessages(dispatchMessages);
registerConstraints(dispatchConstraints);

const bookings = [
  BookingRepository,
  BookingAccess,
  BookingTransitions,
  BookingService,
  BookingQueries,
  PatientTeller,
  BookingNotices,
  BookedSessionNotices,
  DisplacedQuery,
  BookingResolver,
];

/** Experts who are sent to townships: demand, rotas, sessions, and the patients who are booked there. */
@Module({
  imports: [CalendarModule, NotificationModule, OrganizationModule, PatientModule, ReferralModule],
  controllers: [RotaPaperController, RotaWorkbookController],
  providers: [
    PlanRepository,
    SessionRepository,
    SetupRepository,
    RotaFrameReader,
    RotaQueries,
    PlanPermittedActions,
    SessionPermittedActions,
    SecondmentPermittedActions,
    RotaSheetQuery,
    RotaPaperQuery,
    ServiceRecordQuery,
    SessionFeed,
    RotaOverviewQuery,
    SessionLimitsSetter,
    PlanTransitions,
    PlanDraftService,
    PlanService,
    SearchLimits,
    SearchWatch,
    RotaSearch,
    LostSearches,
    GenerationService,
    SessionTransitions,
    SessionHandOver,
    SessionService,
    AttendanceService,
    ...bookings,
    SessionDeadlines,
    SessionsInCalendars,
    SetupRows,
    SetupService,
    RotaRegister,
    PublicationNotices,
    SearchNotices,
    SessionNotices,
    SecondmentNotices,
    DutyConflicts,
    SecondmentRepository,
    SecondmentTransitions,
    SecondmentParts,
    SecondmentService,
    SecondmentDays,
    SecondmentQueries,
    PlanResolver,
    SecondmentResolver,
    SessionResolver,
    SetupResolver,
    OverviewResolver,
  ],
  exports: [SetupRows, RotaRegister],
})
export class DispatchModule {}
