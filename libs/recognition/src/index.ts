export { KnownReports, type AnsweringReport } from './data/known-reports.repository.js';
export { RECOGNITION_MARKS, recognitionScopeSql } from './data/recognition-mark.js';
export { recognitionEntities } from './data/recognition.entities.js';
export type { RecognitionScope } from './domain/matching.js';
export { RecognitionModule } from './recognition.module.js';
