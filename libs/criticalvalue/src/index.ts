export { CriticalValueModule } from './criticalvalue.module.js';
export { RaisingService, type CriticalSubject, type Found, type Raised } from './commands/raising.service.js';
export { criticalValueEntities } from './data/critical-value.entities.js';
