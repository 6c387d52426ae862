import { Module } from '@nestjs/common';
import { OrderModule } from '#order';
import { OrganizationModule } from '#organization';
import { PatientModule } from '#patient';
import { registerMessages } from '#platform';
import { recognitionMessages } from './api/messages.js';
import { RecognitionResolver } from './api/recognition.resolver.js';
import { RecognitionCheck } from './commands/recognition-check.js';
import { DecisionRepository } from './data/decision.repository.js';
import { KnownReports } from './data/known-reports.repository.js';
import { Offers } from './queries/offers.js';
import { RecognitionQueries } from './queries/recognition.queries.js';

registerMessages(recognitionMessages);

/** Mutual recognition of results (检查检验结果互认), at order time and inside the order itself. */
@Module({
  imports: [OrderModule, OrganizationModule, PatientModule],
  providers: [KnownReports, DecisionRepository, Offers, RecognitionCheck, RecognitionQueries, RecognitionResolver],
  exports: [KnownReports],
})
export class RecognitionModule {}
