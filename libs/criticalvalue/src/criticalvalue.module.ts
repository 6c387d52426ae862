import { Module } from '@nestjs/common';
import { DutyModule } from '#duty';
import { NotificationModule } from '#notification';
import { OrganizationModule } from '#organization';
import { PatientModule } from '#patient';
import { registerConstraints, registerMessages } from '#platform';
import { ReferralModule } from '#referral';
import { CriticalValueAnsweringResolver } from './api/answering.resolver.js';
import { CriticalValueCentreResolver } from './api/centre.resolver.js';
import { registerCriticalValueEnums } from './api/critical-value.enums.js';
import { CriticalValueResolver } from './api/critical-value.resolver.js';
import { criticalValueConstraints, criticalValueMessages } from './api/messages.js';
import { CriticalValueStatisticsResolver } from './api/statistics.resolver.js';
import { ThresholdEditorResolver } from './api/threshold-editor.resolver.js';
import { CriticalValueRegisterController } from './api/register.controller.js';
import { AnsweringService } from './commands/answering.service.js';
import { CentreService } from './commands/centre.service.js';
import { CorrectingService } from './commands/correcting.service.js';
import { CriticalValueChain } from './commands/critical-value-chain.js';
import { CriticalValueDeadlines } from './commands/critical-value-deadlines.js';
import { CriticalValueNotices } from './commands/critical-value-notices.js';
import { CriticalValuePeople } from './commands/critical-value-people.js';
import { CriticalValueTransitions } from './commands/critical-value-transitions.js';
import { Detection } from './commands/detection.js';
import { OnwardReferralService } from './commands/onward-referral.service.js';
import { RaisingService } from './commands/raising.service.js';
import { ThresholdEditor } from './commands/threshold-editor.js';
import { CorrectionRepository } from './data/correction.repository.js';
import { CriticalReference } from './data/critical-reference.repository.js';
import { CriticalValueFactsReader } from './data/critical-value-facts.reader.js';
import { CriticalValueRepository } from './data/critical-value.repository.js';
import { CriticalValueQueries } from './queries/critical-value.queries.js';
import { RegisterQuery } from './queries/register.query.js';
import { CriticalValueStatistics } from './queries/statistics.query.js';
import { ThresholdPeriodsQuery } from './queries/threshold-periods.query.js';
import { CriticalValuePermittedActions } from './queries/permitted-actions.reader.js';

registerCriticalValueEnums();
registerMessages(criticalValueMessages);
registerConstraints(criticalValueConstraints);

/** Critical values (危急值): from whoever sees them to whoever has to act, until they have. */
@Module({
  imports: [OrganizationModule, PatientModule, DutyModule, NotificationModule, ReferralModule],
  controllers: [CriticalValueRegisterController],
  providers: [
    RegisterQuery,
    CriticalReference,
    CriticalValueRepository,
    CriticalValueFactsReader,
    CriticalValueNotices,
    CriticalValueChain,
    CriticalValueTransitions,
    CriticalValueDeadlines,
    CriticalValuePeople,
    CorrectionRepository,
    CorrectingService,
    Detection,
    RaisingService,
    CentreService,
    AnsweringService,
    OnwardReferralService,
    CriticalValueQueries,
    CriticalValuePermittedActions,
    CriticalValueResolver,
    CriticalValueCentreResolver,
    CriticalValueAnsweringResolver,
    CriticalValueStatistics,
    CriticalValueStatisticsResolver,
    ThresholdEditor,
    ThresholdPeriodsQuery,
    ThresholdEditorResolver,
  ],
  exports: [RaisingService, CorrectingService],
})
export class CriticalValueModule {}
