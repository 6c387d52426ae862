import { Module } from '@nestjs/common';
import { OrganizationModule } from '#organization';
import { registerConstraints, registerMessages } from '#platform';
import { registerCapacityEnums } from './api/capacity.enums.js';
import { CapacityResolver } from './api/capacity.resolver.js';
import { ClinicPlanningResolver } from './api/clinic-planning.resolver.js';
import { capacityConstraints, capacityMessages } from './api/messages.js';
import { BedReportService } from './commands/bed-report.service.js';
import { ClinicChangesService } from './commands/clinic-changes.service.js';
import { ClinicClosureService } from './commands/clinic-closure.service.js';
import { ClinicPlanningService } from './commands/clinic-planning.service.js';
import { HoldExpiryWork } from './commands/hold-expiry.work.js';
import { Holds } from './commands/holds.js';
import { SessionRules } from './commands/session-rules.js';
import { SetupScope } from './commands/setup-scope.js';
import { SlotReleaseWork } from './commands/slot-release.work.js';
import { ClinicClosureRepository } from './data/clinic-closure.repository.js';
import { ClinicSessionRepository } from './data/clinic-session.repository.js';
import { HoldRepository } from './data/hold.repository.js';
import { CapacityRegister } from './queries/capacity-register.js';
import { CapacityQueries } from './queries/capacity.queries.js';
import { FreeSessions } from './queries/free-sessions.reader.js';

registerCapacityEnums();
registerMessages(capacityMessages);
registerConstraints(capacityConstraints);

/** What departments can take in: reserved outpatient places, empty beds, and who holds them. */
@Module({
  imports: [OrganizationModule],
  providers: [
    ClinicSessionRepository,
    ClinicClosureRepository,
    HoldRepository,
    SessionRules,
    SetupScope,
    ClinicPlanningService,
    ClinicChangesService,
    ClinicClosureService,
    BedReportService,
    Holds,
    HoldExpiryWork,
    SlotReleaseWork,
    CapacityQueries,
    CapacityRegister,
    FreeSessions,
    CapacityResolver,
    ClinicPlanningResolver,
  ],
  exports: [Holds, FreeSessions, ClinicPlanningService, ClinicChangesService, BedReportService, CapacityRegister],
})
export class CapacityModule {}
