import { Module } from '@nestjs/common';
import { OrganizationModule } from '#organization';
import { registerConstraints, registerMessages } from '#platform';
import { registerIndicatorEnums } from './api/indicator.enums.js';
import { IndicatorResolver } from './api/indicator.resolver.js';
import { NationalController } from './api/national.controller.js';
import { NationalResolver } from './api/national.resolver.js';
import { ReportController } from './api/report.controller.js';
import { indicatorConstraints, indicatorMessages } from './api/messages.js';
import { DefinitionsService } from './commands/definitions.service.js';
import { MonthService } from './commands/month.service.js';
import { MonthsWork } from './commands/months.work.js';
import { RollUp } from './commands/roll-up.js';
import { Turns } from './commands/turns.js';
import { NationalImportService } from './commands/national-import.service.js';
import { NationalItemsService } from './commands/national-items.service.js';
import { DayRepository } from './data/day.repository.js';
import { MonthRepository } from './data/month.repository.js';
import { TurnRepository } from './data/turn.repository.js';
import { AnalysisQuery } from './queries/analysis.query.js';
import { IndicatorQueries } from './queries/indicator.queries.js';
import { NationalQuery } from './queries/national.query.js';
import { Known } from './queries/known.js';
import { Places } from './queries/places.js';
import { Reasons } from './queries/reasons.js';
import { RankingQuery } from './queries/ranking.query.js';
import { ReportQuery } from './queries/report.query.js';
import { RowsQuery } from './queries/rows.query.js';

registerIndicatorEnums();
registerMessages(indicatorMessages);
registerConstraints(indicatorConstraints);

/** What the work of the alliance comes to, month by month. */
@Module({
  imports: [OrganizationModule],
  controllers: [ReportController, NationalController],
  providers: [
    Places,
    Known,
    Reasons,
    RankingQuery,
    AnalysisQuery,
    RowsQuery,
    NationalQuery,
    NationalImportService,
    NationalItemsService,
    NationalResolver,
    ReportQuery,
    DayRepository,
    MonthRepository,
    TurnRepository,
    RollUp,
    MonthService,
    Turns,
    MonthsWork,
    DefinitionsService,
    IndicatorQueries,
    IndicatorResolver,
  ],
})
export class IndicatorModule {}
