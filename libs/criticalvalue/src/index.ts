export { CriticalValueModule } from './criticalvalue.module.js';
export { CorrectingService, type SignedReport } from './commands/correcting.service.js';
export { RaisingService, type CriticalSubject, type Found, type Raised } from './commands/raising.service.js';
export { criticalValueEntities } from './data/critical-value.entities.js';
