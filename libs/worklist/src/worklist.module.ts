import { Module } from '@nestjs/common';
import { OrganizationModule } from '#organization';
import { registerConstraints, registerMessages } from '#platform';
import { worklistConstraints, worklistMessages } from './api/messages.js';
import { ReadingClaimsResolver } from './api/reading-claims.resolver.js';
import { ReadingQueueResolver } from './api/reading-queue.resolver.js';
import { WorklistSetUpResolver } from './api/worklist-set-up.resolver.js';
import { registerWorklistEnums } from './api/worklist.enums.js';
import { CertificatesService } from './commands/certificates.service.js';
import { ClaimsService } from './commands/claims.service.js';
import { LapsedLeasesWork } from './commands/lapsed-leases.work.js';
import { Leases } from './commands/leases.js';
import { ReadingTasks } from './commands/reading-tasks.js';
import { ReadingTransitions } from './commands/reading-transitions.js';
import { WorklistSetUp } from './commands/worklist-set-up.js';
import { ReadingTaskRepository } from './data/reading-task.repository.js';
import { ReadingQueueChanges } from './queries/reading-queue-changes.js';
import { ReadingTaskQueries } from './queries/reading-task.queries.js';
import { WorklistSetUpQuery } from './queries/worklist-set-up.query.js';

registerWorklistEnums();
registerMessages(worklistMessages);
registerConstraints(worklistConstraints);

/** The queue that imaging and laboratory share: order class, due time, claim lease. */
@Module({
  imports: [OrganizationModule],
  providers: [
    ReadingTaskRepository,
    ReadingTransitions,
    Leases,
    ReadingTasks,
    ClaimsService,
    CertificatesService,
    LapsedLeasesWork,
    WorklistSetUp,
    WorklistSetUpQuery,
    WorklistSetUpResolver,
    ReadingTaskQueries,
    ReadingQueueChanges,
    ReadingQueueResolver,
    ReadingClaimsResolver,
  ],
  exports: [ReadingTasks],
})
export class WorklistModule {}
