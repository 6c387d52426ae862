import { Module } from '@nestjs/common';
import { OrganizationModule } from '#organization';
import { registerMessages } from '#platform';
import { registerAuditEnums } from './api/audit.enums.js';
import { AuditExportController } from './api/audit-export.controller.js';
import { AuditResolver } from './api/audit.resolver.js';
import { auditMessages } from './api/messages.js';
import { AnchorService } from './commands/anchor.service.js';
import { AnchorWork } from './commands/anchor.work.js';
import { SealWork } from './commands/seal.work.js';
import { SealingService } from './commands/sealing.service.js';
import { SweepWork } from './commands/sweep.work.js';
import { AuditEntriesQuery } from './queries/audit-entries.query.js';
import { ExportAdmission } from './queries/export-admission.js';
import { SealingLag } from './queries/sealing-lag.js';

registerAuditEnums();
registerMessages(auditMessages);

/** The audit trail as evidence: sealed, anchored, verified, and read by auditors. */
@Module({
  imports: [OrganizationModule],
  controllers: [AuditExportController],
  providers: [
    SealingService,
    SealWork,
    SweepWork,
    AnchorService,
    AnchorWork,
    SealingLag,
    ExportAdmission,
    AuditEntriesQuery,
    AuditResolver,
  ],
})
export class AuditModule {}
