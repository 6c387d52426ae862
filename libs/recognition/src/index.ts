export { KnownReports, type AnsweringReport } from './data/known-reports.repository.js';
export { recognitionEntities } from './data/recognition.entities.js';
export { RecognitionModule } from './recognition.module.js';
