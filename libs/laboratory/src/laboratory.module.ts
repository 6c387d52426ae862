import { Module } from '@nestjs/common';
import { CriticalValueModule } from '#criticalvalue';
import { OrderModule } from '#order';
import { NotificationModule } from '#notification';
import { registerConstraints, registerMessages } from '#platform';
import { RecognitionModule } from '#recognition';
import { WorklistModule } from '#worklist';
import { LabCorrectionResolver } from './api/correction.resolver.js';
import { HandOverController } from './api/hand-over.controller.js';
import { SpecimenLabelController } from './api/label.controller.js';
import { LabSetUpResolver } from './api/lab-set-up.resolver.js';
import { laboratoryConstraints, laboratoryMessages } from './api/messages.js';
import { ResultImportController } from './api/result-import.controller.js';
import { LabReportPrintController } from './api/report-print.controller.js';
import { registerIsolateEnums } from './api/isolate.types.js';
import { registerReportEnums } from './api/report.enums.js';
import { LabReportResolver } from './api/report.resolver.js';
import { SpecimenBoxResolver } from './api/specimen-box.resolver.js';
import { registerSpecimenEnums } from './api/specimen.enums.js';
import { SpecimenResolver } from './api/specimen.resolver.js';
import { LabTurnaroundResolver } from './api/turnaround.resolver.js';
import { Bench } from './commands/bench.js';
import { BoxTransitions } from './commands/box-transitions.js';
import { CollectingService } from './commands/collecting.service.js';
import { CriticalResults } from './commands/critical-results.js';
import { CorrectionService } from './commands/correction.service.js';
import { LabNotices } from './commands/lab-notices.js';
import { LabSetUp } from './commands/lab-set-up.js';
import { Publication } from './commands/publication.js';
import { ReceivingService } from './commands/receiving.service.js';
import { RejectionNews } from './commands/rejection-news.js';
import { ReportClock } from './commands/report-clock.js';
import { LabReportNews } from './commands/report-news.js';
import { ReportTransitions } from './commands/report-transitions.js';
import { ResultImport } from './commands/result-import.js';
import { ResultWriter } from './commands/result-writer.js';
import { ResultService } from './commands/result.service.js';
import { ReviewService } from './commands/review.service.js';
import { ScanDesk } from './commands/scan-desk.js';
import { SpecimenTransitions } from './commands/specimen-transitions.js';
import { TransportService } from './commands/transport.service.js';
import { BoxRepository } from './data/box.repository.js';
import { ReportRepository } from './data/report.repository.js';
import { ResultRepository } from './data/result.repository.js';
import { SpecimenRepository } from './data/specimen.repository.js';
import { BoxSheetQuery } from './queries/box-sheet.query.js';
import { LabSetUpQuery } from './queries/lab-set-up.query.js';
import { LabelQuery } from './queries/label.query.js';
import { LabReportSheetQuery } from './queries/report-sheet.query.js';
import { ReportQueries } from './queries/report.queries.js';
import { SpecimenQueries } from './queries/specimen.queries.js';
import { LabTurnaroundQuery } from './queries/turnaround.query.js';

registerSpecimenEnums();
registerReportEnums();
registerIsolateEnums();
registerMessages(laboratoryMessages);
registerConstraints(laboratoryConstraints);

/** Laboratory and pathology: specimens, results and reports. */
@Module({
  imports: [OrderModule, WorklistModule, CriticalValueModule, RecognitionModule, NotificationModule],
  controllers: [SpecimenLabelController, HandOverController, LabReportPrintController, ResultImportController],
  providers: [
    SpecimenRepository,
    BoxRepository,
    ReportRepository,
    ResultRepository,
    SpecimenTransitions,
    BoxTransitions,
    ReportTransitions,
    LabNotices,
    ReportClock,
    LabReportNews,
    RejectionNews,
    Bench,
    ScanDesk,
    CollectingService,
    TransportService,
    ReceivingService,
    ResultWriter,
    ResultService,
    ResultImport,
    CriticalResults,
    Publication,
    ReviewService,
    CorrectionService,
    LabSetUp,
    SpecimenQueries,
    LabelQuery,
    BoxSheetQuery,
    LabReportSheetQuery,
    LabSetUpQuery,
    SpecimenResolver,
    SpecimenBoxResolver,
    LabSetUpResolver,
    ReportQueries,
    LabReportResolver,
    LabCorrectionResolver,
    LabTurnaroundQuery,
    LabTurnaroundResolver,
  ],
})
export class LaboratoryModule {}
