import { AuditAnchorEntity } from './audit-anchor.entity.js';
import { AuditSealEntity } from './audit-seal.entity.js';
import { SealedEntryEntity } from './sealed-entry.entity.js';
import { SealingProgressEntity } from './sealing-progress.entity.js';

export const auditEntities = [AuditSealEntity, SealedEntryEntity, AuditAnchorEntity, SealingProgressEntity];
