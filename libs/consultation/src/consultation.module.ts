import { Module } from '@nestjs/common';
import { CalendarModule } from '#calendar';
import { DutyModule } from '#duty';
import { IdentityModule } from '#identity';
import { NotificationModule } from '#notification';
import { OrderModule } from '#order';
import { OrganizationModule } from '#organization';
import { PatientModule } from '#patient';
import { registerConstraints, registerMessages } from '#platform';
import { ReferralModule } from '#referral';
import { ConsultationAttachmentController } from './api/attachment-file.controller.js';
import { ConsultationAttachmentFieldsResolver, ConsultationAttachmentResolver } from './api/attachment.resolver.js';
import { ConsultationBookingResolver } from './api/booking.resolver.js';
import { registerConsultationEnums } from './api/consultation.enums.js';
import { ConsultationResolver } from './api/consultation.resolver.js';
import { ConsultationInvitingResolver } from './api/inviting.resolver.js';
import { consultationConstraints, consultationMessages } from './api/messages.js';
import { ConsultationOpinionResolver } from './api/opinion.resolver.js';
import { ConsultationSessionResolver } from './api/session.resolver.js';
import { AmendmentService } from './commands/amendment.service.js';
import { AnswerFollower } from './commands/answer-follower.js';
import { AnswerLimit } from './commands/answer-limit.js';
import { AnsweringService } from './commands/answering.service.js';
import { ConsultationAttachmentService } from './commands/attachment.service.js';
import { BookingAttempts } from './commands/booking-attempts.js';
import { BookingService } from './commands/booking.service.js';
import { ChairService } from './commands/chair.service.js';
import { ConsultationDeadlines } from './commands/consultation-deadlines.js';
import { ConsultationNotices } from './commands/consultation-notices.js';
import { ConsultationPlaces } from './commands/consultation-places.js';
import { ConsultationTransitions } from './commands/consultation-transitions.js';
import { ConversionService } from './commands/conversion.service.js';
import { DecisionService } from './commands/decision.service.js';
import { DraftingService } from './commands/drafting.service.js';
import { EmergencyChain } from './commands/emergency-chain.js';
import { InvitationTransitions } from './commands/invitation-transitions.js';
import { OpinionTransitions } from './commands/opinion-transitions.js';
import { OpinionService } from './commands/opinion.service.js';
import { PanelWriter } from './commands/panel-writer.js';
import { SessionService } from './commands/session.service.js';
import { SubmissionService } from './commands/submission.service.js';
import { ConsultationCommitments, ExpiredHolds, TimeLoss } from './commands/time-loss.js';
import { TriageService } from './commands/triage.service.js';
import { ConsultationFactsReader } from './data/consultation-facts.reader.js';
import { ConsultationRepository } from './data/consultation.repository.js';
import { InvitationRepository } from './data/invitation.repository.js';
import { OpinionRepository } from './data/opinion.repository.js';
import { BookingTimes } from './queries/booking-times.js';
import { ConsultationQueries } from './queries/consultation.queries.js';
import { OpinionDrafts } from './queries/opinion-draft.reader.js';
import { ConsultationPermittedActions } from './queries/permitted-actions.reader.js';
import { RoomLinks } from './queries/room.reader.js';
import { ConsultationPrintController } from './api/consultation-print.controller.js';
import { ConsultationPrintResolver } from './api/consultation-print.resolver.js';
import { ConsultationRatingsResolver } from './api/ratings.resolver.js';
import { ConsultationSetUpResolver } from './api/consultation-set-up.resolver.js';
import { ConsultationSlotsResolver } from './api/consultation-slots.resolver.js';
import { registerSlotEnums } from './api/consultation-slots.types.js';
import { slotConstraints, slotMessages } from './api/slot-messages.js';
import { ConsultationSetUp } from './commands/consultation-set-up.js';
import { ConsultationAttachmentFiles } from './queries/attachment-files.js';
import { ConsultationFeed } from './queries/consultation-feed.js';
import { ConsultationHours } from './queries/consultation-hours.reader.js';
import { ConsultationSetUpQuery } from './queries/consultation-set-up.query.js';
import { ConsultationSheetQuery } from './queries/consultation-sheet.query.js';
import { ConsultationSlotsQuery } from './queries/consultation-slots.query.js';
import { ConsultationRatingsQuery } from './queries/ratings.query.js';
import { SlotExperts } from './queries/slot-experts.reader.js';
import { Succession } from './queries/succession.js';

registerConsultationEnums();
registerMessages(consultationMessages);
registerConstraints(consultationConstraints);
registerSlotEnums();
registerMessages(slotMessages);
registerConstraints(slotConstraints);

/** Remote consultations (远程会诊): a case, those who are invited to it, and their opinion. */
@Module({
  imports: [
    IdentityModule,
    OrganizationModule,
    PatientModule,
    DutyModule,
    CalendarModule,
    NotificationModule,
    ReferralModule,
    OrderModule,
  ],
  providers: [
    ConsultationFactsReader,
    ConsultationRepository,
    InvitationRepository,
    OpinionRepository,
    ConsultationNotices,
    ConsultationPlaces,
    ConsultationHours,
    BookingTimes,
    SlotExperts,
    Succession,
    PanelWriter,
    BookingAttempts,
    EmergencyChain,
    ConsultationTransitions,
    AnswerFollower,
    InvitationTransitions,
    OpinionTransitions,
    TimeLoss,
    ConsultationCommitments,
    ExpiredHolds,
    ConsultationDeadlines,
    AnswerLimit,
    DraftingService,
    SubmissionService,
    BookingService,
    ChairService,
    TriageService,
    AnsweringService,
    SessionService,
    OpinionService,
    AmendmentService,
    DecisionService,
    ConversionService,
    ConsultationQueries,
    ConsultationPermittedActions,
    RoomLinks,
    OpinionDrafts,
    ConsultationResolver,
    ConsultationInvitingResolver,
    ConsultationBookingResolver,
    ConsultationSessionResolver,
    ConsultationOpinionResolver,
    ConsultationSlotsQuery,
    ConsultationSetUp,
    ConsultationSetUpQuery,
    ConsultationSlotsResolver,
    ConsultationSetUpResolver,
    ConsultationSheetQuery,
    ConsultationFeed,
    ConsultationAttachmentFiles,
    ConsultationAttachmentService,
    ConsultationAttachmentResolver,
    ConsultationAttachmentFieldsResolver,
    ConsultationPrintResolver,
    ConsultationRatingsQuery,
    ConsultationRatingsResolver,
  ],
  controllers: [ConsultationPrintController, ConsultationAttachmentController],
})
export class ConsultationModule {}
