export { ReadingTasks, type NewReading, type QueuedReading, type ReadingSubject } from './commands/reading-tasks.js';
export { ClaimsService } from './commands/claims.service.js';
export { worklistEntities } from './data/worklist.entities.js';
export { Urgency } from './domain/urgency.js';
export { WorklistModule } from './worklist.module.js';
