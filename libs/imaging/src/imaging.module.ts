import { Module } from '@nestjs/common';
import { CriticalValueModule } from '#criticalvalue';
import { NotificationModule } from '#notification';
import { OrderModule } from '#order';
import { registerMessages } from '#platform';
import { WorklistModule } from '#worklist';
import { ExamReadingResolver } from './api/exam-reading.resolver.js';
import { ExamResolver } from './api/exam.resolver.js';
import { registerImagingEnums } from './api/imaging.enums.js';
import { imagingMessages } from './api/messages.js';
import { ReportingResolver } from './api/reporting.resolver.js';
import { ReviewingResolver } from './api/reviewing.resolver.js';
import { AmendingService, RetractionService } from './commands/amending.service.js';
import { DraftingService } from './commands/drafting.service.js';
import { ExamEndings, OrdersTakenBack } from './commands/exam-endings.js';
import { ExamTransitions } from './commands/exam-transitions.js';
import { ExamService } from './commands/exam.service.js';
import { FindingsService } from './commands/findings.service.js';
import { ImagingNotices } from './commands/imaging-notices.js';
import { NewVersions } from './commands/new-versions.js';
import { Publication } from './commands/publication.js';
import { ReadingEnd } from './commands/reading-end.js';
import { ReportClock } from './commands/report-clock.js';
import { ReportTransitions } from './commands/report-transitions.js';
import { ReportingService } from './commands/reporting.service.js';
import { RepeatService, ReviewingService } from './commands/reviewing.service.js';
import { Templates } from './commands/templates.js';
import { ExamRepository } from './data/exam.repository.js';
import { ReportRepository } from './data/report.repository.js';
import { TemplateRepository } from './data/template.repository.js';
import { ExamQueries } from './queries/exam.queries.js';
import { ReportQueries } from './queries/report.queries.js';

registerImagingEnums();
registerMessages(imagingMessages);

/** Imaging and ECG: exams, their reports, and who signs them. */
@Module({
  imports: [OrderModule, WorklistModule, CriticalValueModule, NotificationModule],
  providers: [
    ExamRepository,
    ReportRepository,
    TemplateRepository,
    ImagingNotices,
    ReportClock,
    Templates,
    ExamTransitions,
    ReportTransitions,
    Publication,
    NewVersions,
    ReadingEnd,
    ExamService,
    ExamEndings,
    OrdersTakenBack,
    FindingsService,
    DraftingService,
    ReportingService,
    ReviewingService,
    RepeatService,
    AmendingService,
    RetractionService,
    ExamQueries,
    ReportQueries,
    ExamResolver,
    ExamReadingResolver,
    ReportingResolver,
    ReviewingResolver,
  ],
})
export class ImagingModule {}
