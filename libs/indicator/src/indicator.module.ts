import { Module } from '@nestjs/common';
import { OrganizationModule } from '#organization';
import { registerMessages } from '#platform';
import { registerIndicatorEnums } from './api/indicator.enums.js';
import { IndicatorResolver } from './api/indicator.resolver.js';
import { ReportController } from './api/report.controller.js';
import { indicatorMessages } from './api/messages.js';
import { DefinitionsService } from './commands/definitions.service.js';
import { MonthService } from './commands/month.service.js';
import { MonthsWork } from './commands/months.work.js';
import { MonthRepository } from './data/month.repository.js';
import { AnalysisQuery } from './queries/analysis.query.js';
import { IndicatorQueries } from './queries/indicator.queries.js';
import { Places } from './queries/places.js';
import { ReportQuery } from './queries/report.query.js';
import { RowsQuery } from './queries/rows.query.js';

registerIndicatorEnums();
registerMessages(indicatorMessages);

/** What the work of the alliance comes to, month by month. */
@Module({
  imports: [OrganizationModule],
  controllers: [ReportController],
  providers: [
    Places,
    AnalysisQuery,
    RowsQuery,
    ReportQuery,
    MonthRepository,
    MonthService,
    MonthsWork,
    DefinitionsService,
    IndicatorQueries,
    IndicatorResolver,
  ],
})
export class IndicatorModule {}
