import { Module } from '@nestjs/common';
import { OrganizationModule } from '#organization';
import { AnchorService } from './commands/anchor.service.js';
import { AnchorWork } from './commands/anchor.work.js';
import { SealWork } from './commands/seal.work.js';
import { SealingService } from './commands/sealing.service.js';
import { SweepWork } from './commands/sweep.work.js';
import { SealingLag } from './queries/sealing-lag.js';

/** The audit trail as evidence: sealed, anchored, verified, and read by auditors. */
@Module({
  imports: [OrganizationModule],
  providers: [SealingService, SealWork, SweepWork, AnchorService, AnchorWork, SealingLag],
})
export class AuditModule {}
