export { ReadingTask } from './api/reading-task.types.js';
export { ReadingTasks, type NewReading, type QueuedReading, type ReadingSubject } from './commands/reading-tasks.js';
export { ClaimsService } from './commands/claims.service.js';
export { worklistEntities } from './data/worklist.entities.js';
export { ReadingGroupUnknownError } from './domain/errors.js';
export { Urgency } from './domain/urgency.js';
export { readingTaskView } from './queries/reading-task.view.js';
export { WorklistModule } from './worklist.module.js';
