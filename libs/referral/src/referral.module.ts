import { Module } from '@nestjs/common';
import { NotificationModule } from '#notification';
import { OrganizationModule } from '#organization';
import { PatientModule } from '#patient';
import { registerConstraints, registerMessages } from '#platform';
import { ArrivalResolver } from './api/arrival.resolver.js';
import { AttachmentFileController } from './api/attachment-file.controller.js';
import { AttachmentFieldsResolver, AttachmentResolver } from './api/attachment.resolver.js';
import { referralConstraints, referralMessages } from './api/messages.js';
import { ArrangementFieldsResolver, ReferralFieldsResolver } from './api/referral-fields.resolver.js';
import { registerReferralEnums } from './api/referral.enums.js';
import { ReferralLiveResolver } from './api/referral-live.resolver.js';
import { ReferralResolver } from './api/referral.resolver.js';
import { ArrangementService } from './commands/arrangement.service.js';
import { AttachmentService } from './commands/attachment.service.js';
import { DraftService } from './commands/draft.service.js';
import { ReferralNotices } from './commands/referral-notices.js';
import { UpTransitionService } from './commands/up-transition.service.js';
import { UpService } from './commands/up.service.js';
import { VisitNotices } from './commands/visit-notices.js';
import { ArrangementRepository } from './data/arrangement.repository.js';
import { AttachmentRepository } from './data/attachment.repository.js';
import { ReferralFactsReader } from './data/referral-facts.reader.js';
import { ReferralRepository } from './data/referral.repository.js';
import { ArrivalQueries } from './queries/arrival.queries.js';
import { AttachmentQueries } from './queries/attachment.queries.js';
import { PermittedActionsReader } from './queries/permitted-actions.reader.js';
import { ReferralChanges } from './queries/referral-changes.js';
import { ReferralQueries } from './queries/referral.queries.js';

registerReferralEnums();
registerMessages(referralMessages);
registerConstraints(referralConstraints);

/** Two-way referrals (双向转诊). */
@Module({
  imports: [OrganizationModule, PatientModule, NotificationModule],
  controllers: [AttachmentFileController],
  providers: [
    AttachmentRepository,
    AttachmentService,
    AttachmentQueries,
    AttachmentResolver,
    AttachmentFieldsResolver,
    ReferralRepository,
    ReferralFactsReader,
    ArrangementRepository,
    UpTransitionService,
    DraftService,
    UpService,
    ArrangementService,
    ReferralNotices,
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
  ],
})
export class ReferralModule {}
