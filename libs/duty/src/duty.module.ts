import { Module } from '@nestjs/common';
import { OrganizationModule } from '#organization';
import { registerConstraints, registerMessages } from '#platform';
import { DutyCorrectionsResolver } from './api/duty-corrections.resolver.js';
import { DutyPlanningResolver } from './api/duty-planning.resolver.js';
import { DutyShiftsResolver } from './api/duty-shifts.resolver.js';
import { registerDutyEnums } from './api/duty.enums.js';
import { DutyResolver } from './api/duty.resolver.js';
import { dutyConstraints, dutyMessages } from './api/messages.js';
import { RosterFileController } from './api/roster-file.controller.js';
import { DutyChangesService } from './commands/duty-changes.service.js';
import { DutyCorrections } from './commands/duty-corrections.js';
import { PastPolicy } from './commands/past-policy.js';
import { DutyPlanningService } from './commands/planning.service.js';
import { DutyRequirementsService } from './commands/requirements.service.js';
import { RosterImportService } from './commands/roster-import.service.js';
import { RosterWriter } from './commands/roster-writer.js';
import { DutyShiftsService } from './commands/shifts.service.js';
import { DutyHoldings, DutyLeavers } from './commands/leavers.js';
import { DutyEntryRepository } from './data/duty-entry.repository.js';
import { DutyCorrectionsQuery } from './queries/duty-corrections.query.js';
import { DutyRoster } from './queries/duty-roster.js';
import { DutyShiftsReader } from './queries/duty-shifts.reader.js';
import { DutyTimes } from './queries/duty-times.reader.js';
import { DutyQueries } from './queries/duty.queries.js';
import { GapFactsReader } from './queries/gap-facts.reader.js';

registerDutyEnums();
registerMessages(dutyMessages);
registerConstraints(dutyConstraints);

/** The duty roster: who is on duty where, with a telephone; gaps shown. */
@Module({
  imports: [OrganizationModule],
  controllers: [RosterFileController],
  providers: [
    DutyEntryRepository,
    DutyCorrections,
    PastPolicy,
    RosterWriter,
    DutyPlanningService,
    DutyChangesService,
    DutyRequirementsService,
    RosterImportService,
    DutyShiftsReader,
    DutyShiftsService,
    DutyCorrectionsQuery,
    GapFactsReader,
    DutyQueries,
    DutyHoldings,
    DutyLeavers,
    DutyRoster,
    DutyTimes,
    DutyResolver,
    DutyPlanningResolver,
    DutyShiftsResolver,
    DutyCorrectionsResolver,
  ],
  exports: [DutyRoster, DutyTimes],
})
export class DutyModule {}
