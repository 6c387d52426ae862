import { Module } from '@nestjs/common';
import { CapacityModule } from '#capacity';
import { DutyModule } from '#duty';
import { NotificationModule } from '#notification';
import { OrganizationModule } from '#organization';
import { PatientModule } from '#patient';
import { GreenChannelResolver, ReferralGreenChannelResolver } from './api/green-channel.resolver.js';
import { RoutingChoiceResolver, RoutingResolver } from './api/routing.resolver.js';
import { EmergencyResolver } from './api/emergency.resolver.js';
import { EndingResolver } from './api/ending.resolver.js';
import { ExchangeResolver } from './api/exchange.resolver.js';
import { RedirectionResolver } from './api/redirection.resolver.js';
import { ReviewResolver } from './api/review.resolver.js';
import { VisitResolver } from './api/visit.resolver.js';
import { ArrivalResolver } from './api/arrival.resolver.js';
import { AttachmentFileController } from './api/attachment-file.controller.js';
import { AttachmentFieldsResolver, AttachmentResolver } from './api/attachment.resolver.js';
import { DownReceiptResolver } from './api/down-receipt.resolver.js';
import { DownReferralResolver } from './api/down-referral.resolver.js';
import { FollowUpResolver } from './api/follow-up.resolver.js';
import {
  ArrangementFieldsResolver,
  EmergencyFieldsResolver,
  ReferralFieldsResolver,
} from './api/referral-fields.resolver.js';
import { DeadlineResolver } from './api/deadline.resolver.js';
import { LinkedReferralsResolver } from './api/linked-referrals.resolver.js';
import { ClosingNodesResolver } from './api/closing-nodes.resolver.js';
import { EventLogResolver } from './api/event-log.resolver.js';
import { registerVocabulary } from './api/vocabulary.js';
import { WorkListResolver } from './api/work-list.resolver.js';
import { ClosingNodesReader } from './queries/closing-nodes.reader.js';
import { EventLogQuery } from './queries/event-log.query.js';
import { WorkListQueries } from './queries/work-list.queries.js';
import { ReferralLiveResolver } from './api/referral-live.resolver.js';
import { ReferralLedgerController } from './api/referral-ledger.controller.js';
import { ReferralPrintController } from './api/referral-print.controller.js';
import { ReferralPrintResolver } from './api/referral-print.resolver.js';
import { ReferralResolver } from './api/referral.resolver.js';
import { ArrangementService } from './commands/arrangement.service.js';
import { AttachmentService } from './commands/attachment.service.js';
import { ClosureNotices } from './commands/closure-notices.js';
import { DepartmentStatisticsWork } from './commands/department-statistics.work.js';
import { GreenChannelTimelineService } from './commands/green-channel-timeline.service.js';
import { GreenChannelSetUp } from './commands/green-channel-set-up.js';
import { GreenChannelSetUpQuery } from './queries/green-channel-set-up.query.js';
import { GreenChannelSetUpResolver } from './api/green-channel-set-up.resolver.js';
import { GreenChannelService } from './commands/green-channel.service.js';
import { RoutingChoices } from './commands/routing-choices.js';
import { DownAccess } from './commands/down-access.js';
import { DownArrivalService } from './commands/down-arrival.service.js';
import { DownDraftService } from './commands/down-draft.service.js';
import { DownNotices } from './commands/down-notices.js';
import { DownOrigin } from './commands/down-origin.js';
import { DownReceiver } from './commands/down-receiver.js';
import { DownRedirectService } from './commands/down-redirect.service.js';
import { DownTransitionService } from './commands/down-transition.service.js';
import { DownReviewService } from './commands/down-review.service.js';
import { DownService } from './commands/down.service.js';
import { FollowUpService } from './commands/follow-up.service.js';
import { PurposeCheck } from './commands/purpose-check.js';
import { ReferBackService } from './commands/refer-back.service.js';
import { DraftService } from './commands/draft.service.js';
import { ReferralCapacity } from './commands/referral-capacity.js';
import { EmergencyDispatch } from './commands/emergency-dispatch.js';
import { EmergencyPatients } from './commands/emergency-patients.js';
import { EmergencyService } from './commands/emergency.service.js';
import { EndingService } from './commands/ending.service.js';
import { InformationService } from './commands/information.service.js';
import { OnwardService } from './commands/onward.service.js';
import { OverdueReferralsWork } from './commands/overdue.work.js';
import { ReceiverAccess } from './commands/receiver-access.js';
import { DeskService } from './commands/desk.service.js';
import { ReferralDrafts } from './commands/referral-drafts.js';
import { UrgentReferrals } from './commands/urgent-referrals.js';
import { UpReceiver } from './commands/up-receiver.js';
import { RedirectedReferrals } from './commands/redirected-referrals.js';
import { RedirectionService } from './commands/redirection.service.js';
import { ReviewSwitchService } from './commands/review-switch.service.js';
import { ReviewService } from './commands/review.service.js';
import { SlotSearchService } from './commands/slot-search.service.js';
import { SubmissionService } from './commands/submission.service.js';
import { DownDeadlineHandler } from './commands/down-deadline.handler.js';
import { Reviewers } from './commands/reviewers.js';
import { EscalationTurns } from './commands/escalation-turns.js';
import { EscalationService } from './commands/escalation.service.js';
import { ReferralDeadlines } from './commands/referral-deadlines.js';
import { ConsentClock } from './commands/consent-clock.js';
import { ContractFollowers } from './commands/contract-followers.js';
import { ConsentWithdrawals } from './commands/consent-withdrawals.js';
import { PatientChangeTrace } from './commands/patient-change-trace.js';
import { ReferralTrace } from './commands/referral-trace.js';
import { ReferralNotices } from './commands/referral-notices.js';
import { FollowUpLeavers } from './commands/follow-up-leavers.js';
import { Leavers } from './commands/leavers.js';
import { UpDeadlineHandler } from './commands/up-deadline.handler.js';
import { UrgeNotices } from './commands/urge-notices.js';
import { UrgeService } from './commands/urge.service.js';
import { UpTransitionService } from './commands/up-transition.service.js';
import { UpService } from './commands/up.service.js';
import { VisitNotices } from './commands/visit-notices.js';
import { AnsweredReferralReader } from './data/answered-referral.reader.js';
import { DownFactsReader } from './data/down-facts.reader.js';
import { DownPackageRepository } from './data/down-package.repository.js';
import { FollowUpRepository } from './data/follow-up.repository.js';
import { ArrangementRepository } from './data/arrangement.repository.js';
import { AttachmentFiles } from './queries/attachment-files.js';
import { GreenChannelRepository } from './data/green-channel.repository.js';
import { RoutingFactsReader } from './data/routing-facts.reader.js';
import { ReferralFactsReader } from './data/referral-facts.reader.js';
import { ReferralRepository } from './data/referral.repository.js';
import { ArrivalQueries } from './queries/arrival.queries.js';
import { GreenChannelQueries } from './queries/green-channel.queries.js';
import { GreenChannelReader } from './queries/green-channel.reader.js';
import { RoutingAdvice } from './queries/routing-advice.js';
import { RoutingChoiceReader } from './queries/routing-choice.reader.js';
import { RoutingQueries } from './queries/routing.queries.js';
import { DeadlineStatusReader } from './queries/deadline-status.reader.js';
import { LinkedReferralsReader } from './queries/linked-referrals.reader.js';
import { EscalationRepository } from './data/escalation.repository.js';
import { EmergencyRepository } from './data/emergency.repository.js';
import { OnwardRepository } from './data/onward.repository.js';
import { ReviewSwitchRepository } from './data/review-switch.repository.js';
import { OnwardQueries } from './queries/onward.queries.js';
import { ReviewSwitchQueries } from './queries/review-switch.queries.js';
import { FollowUpQueries } from './queries/follow-up.queries.js';
import { PatientReferrals } from './queries/patient-referrals.js';
import { PermittedActionsReader } from './queries/permitted-actions.reader.js';
import { FollowUpHoldings, ReferralHoldings } from './queries/referral-holdings.js';
import { ReferralChanges } from './queries/referral-changes.js';
import { ReferralLedgerQuery } from './queries/referral-ledger.query.js';
import { ReferralQueries } from './queries/referral.queries.js';
import { ReferralSheetQuery } from './queries/referral-sheet.query.js';

registerVocabulary();

/** What sends patients down and looks after them there. */
const down = [
  Leavers,
  FollowUpLeavers,
  ReferralHoldings,
  FollowUpHoldings,
  AnsweredReferralReader,
  DownFactsReader,
  DownPackageRepository,
  FollowUpRepository,
  PurposeCheck,
  DownAccess,
  DownReceiver,
  DownOrigin,
  DownTransitionService,
  DownDraftService,
  DownReviewService,
  DownService,
  DownRedirectService,
  DownArrivalService,
  ReferBackService,
  FollowUpService,
  DownNotices,
  FollowUpQueries,
  DownReferralResolver,
  DownReceiptResolver,
  FollowUpResolver,
];
const routing = [
  RoutingFactsReader,
  DepartmentStatisticsWork,
  RoutingChoices,
  RoutingAdvice,
  RoutingQueries,
  RoutingChoiceReader,
  RoutingResolver,
  RoutingChoiceResolver,
];
const greenChannels = [
  GreenChannelSetUp,
  GreenChannelSetUpQuery,
  GreenChannelSetUpResolver,
  GreenChannelRepository,
  GreenChannelService,
  GreenChannelTimelineService,
  GreenChannelQueries,
  GreenChannelReader,
  GreenChannelResolver,
  ReferralGreenChannelResolver,
];
const deadlines = [
  EscalationRepository,
  ReferralDeadlines,
  EscalationTurns,
  Reviewers,
  EscalationService,
  UpDeadlineHandler,
  DownDeadlineHandler,
  ConsentClock,
  DeadlineStatusReader,
  DeadlineResolver,
  LinkedReferralsReader,
  LinkedReferralsResolver,
];
/** What people and auditors look at. */
const lists = [
  WorkListQueries,
  WorkListResolver,
  ClosingNodesReader,
  ClosingNodesResolver,
  EventLogQuery,
  EventLogResolver,
];

/** Two-way referrals (双向转诊). */
@Module({
  imports: [OrganizationModule, PatientModule, CapacityModule, DutyModule, NotificationModule],
  controllers: [AttachmentFileController, ReferralPrintController, ReferralLedgerController],
  providers: [
    PatientReferrals,
    AttachmentService,
    AttachmentFiles,
    AttachmentResolver,
    AttachmentFieldsResolver,
    ReferralRepository,
    ReferralFactsReader,
    ArrangementRepository,
    ReferralCapacity,
    UpTransitionService,
    DraftService,
    UpService,
    ArrangementService,
    SlotSearchService,
    UrgeService,
    ReferralNotices,
    ReferralTrace,
    PatientChangeTrace,
    ConsentWithdrawals,
    ContractFollowers,
    ClosureNotices,
    UrgeNotices,
    VisitNotices,
    ReferralQueries,
    ArrivalQueries,
    PermittedActionsReader,
    ReferralChanges,
    ReferralResolver,
    ReferralLiveResolver,
    ReferralFieldsResolver,
    ArrangementFieldsResolver,
    ArrivalResolver,
    ...routing,
    ...greenChannels,
    ...deadlines,
    ReferralSheetQuery,
    ReferralPrintResolver,
    ReferralLedgerQuery,
    EmergencyRepository,
    OnwardRepository,
    ReviewSwitchRepository,
    ReceiverAccess,
    SubmissionService,
    ReviewService,
    ReviewSwitchService,
    InformationService,
    EmergencyPatients,
    EmergencyDispatch,
    EmergencyService,
    UrgentReferrals,
    ReferralDrafts,
    EndingService,
    DeskService,
    UpReceiver,
    RedirectedReferrals,
    RedirectionService,
    OnwardService,
    OverdueReferralsWork,
    OnwardQueries,
    ReviewSwitchQueries,
    ReviewResolver,
    ExchangeResolver,
    EmergencyResolver,
    EndingResolver,
    RedirectionResolver,
    VisitResolver,
    EmergencyFieldsResolver,
    ...down,
    ...lists,
  ],
  exports: [UrgentReferrals, ReferralDrafts, PatientReferrals],
})
export class ReferralModule {}
