import { RecognitionDecisionEntity } from './recognition-decision.entity.js';
import { RecognitionReportEntity } from './recognition-report.entity.js';

export const recognitionEntities = [RecognitionReportEntity, RecognitionDecisionEntity];
