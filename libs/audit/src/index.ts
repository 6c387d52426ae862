export { AuditModule } from './audit.module.js';
export { AnchorService } from './commands/anchor.service.js';
export { SealingService } from './commands/sealing.service.js';
export { auditEntities } from './data/audit.entities.js';
export type { Anchor, Finding, FindingKind, LateEntry, VerificationReport } from './domain/finding.js';
export { headOf } from './queries/head.js';
export { verifyTrail } from './queries/verification.js';
