import { Module } from '@nestjs/common';
import { CriticalValueModule } from '#criticalvalue';
import { NotificationModule } from '#notification';
import { OrganizationModule } from '#organization';
import { OrderModule } from '#order';
import { registerConstraints, registerMessages } from '#platform';
import { RecognitionModule } from '#recognition';
import { WorklistModule } from '#worklist';
import { ExamReadingResolver } from './api/exam-reading.resolver.js';
import { ExamResolver } from './api/exam.resolver.js';
import { registerImagingEnums } from './api/imaging.enums.js';
import { imagingConstraints, imagingMessages } from './api/messages.js';
import { PacsResolver } from './api/pacs.resolver.js';
import { EarlierExamResolver, ExamExtResolver, ReadingTaskExtResolver } from './api/reading.ext.resolver.js';
import { ReportPrintController } from './api/report-print.controller.js';
import { ReportingResolver } from './api/reporting.resolver.js';
import { ReviewingResolver } from './api/reviewing.resolver.js';
import { TemplateResolver } from './api/template.resolver.js';
import { TurnaroundResolver } from './api/turnaround.resolver.js';
import { UnmatchedStudyResolver } from './api/unmatched-study.resolver.js';
import { AmendingService, RetractionService } from './commands/amending.service.js';
import { DraftingService } from './commands/drafting.service.js';
import { ExamEndings, OrdersTakenBack } from './commands/exam-endings.js';
import { ExamSteps } from './commands/exam-steps.js';
import { ExamTransitions } from './commands/exam-transitions.js';
import { ExamService } from './commands/exam.service.js';
import { FindingsService } from './commands/findings.service.js';
import { ImagingNotices } from './commands/imaging-notices.js';
import { NewVersions } from './commands/new-versions.js';
import { MovingService } from './commands/moving.service.js';
import { PacsImport } from './commands/pacs-import.js';
import { PacsStraysWork } from './commands/pacs-strays.work.js';
import { PacsService } from './commands/pacs.service.js';
import { PacsExamsWork } from './commands/pacs.work.js';
import { Publication } from './commands/publication.js';
import { ReadingEnd } from './commands/reading-end.js';
import { ReportClock } from './commands/report-clock.js';
import { ReportTransitions } from './commands/report-transitions.js';
import { ReportingService } from './commands/reporting.service.js';
import { Results } from './commands/results.js';
import { RepeatService, ReviewingService } from './commands/reviewing.service.js';
import { TemplateSetUp } from './commands/template-set-up.js';
import { Templates } from './commands/templates.js';
import { UnmatchedStudiesService, UnmatchedTransitions } from './commands/unmatched-studies.service.js';
import { DicomWeb } from './data/dicom-web.js';
import { ExamRepository } from './data/exam.repository.js';
import { PacsLooks } from './data/pacs-looks.js';
import { ReportRepository } from './data/report.repository.js';
import { TemplateRepository } from './data/template.repository.js';
import { UnmatchedStudyRepository } from './data/unmatched-study.repository.js';
import { ExamQueries } from './queries/exam.queries.js';
import { EarlierExams, OpenReports, TaskExams } from './queries/gathered.readers.js';
import { ReportQueries } from './queries/report.queries.js';
import { ReportSheetQuery } from './queries/report-sheet.query.js';
import { StudyLinksReader } from './queries/study-links.reader.js';
import { TemplateQueries } from './queries/template.queries.js';
import { TurnaroundQuery } from './queries/turnaround.query.js';
import { UnmatchedStudyQueries } from './queries/unmatched-study.queries.js';

registerImagingEnums();
registerMessages(imagingMessages);
registerConstraints(imagingConstraints);

/** Imaging and ECG: exams, their reports, and who signs them. */
@Module({
  imports: [
    OrganizationModule,
    OrderModule,
    WorklistModule,
    RecognitionModule,
    CriticalValueModule,
    NotificationModule,
  ],
  controllers: [ReportPrintController],
  providers: [
    ReportSheetQuery,
    TurnaroundQuery,
    TurnaroundResolver,
    ExamRepository,
    ReportRepository,
    TemplateRepository,
    ImagingNotices,
    ReportClock,
    Templates,
    TemplateSetUp,
    TemplateQueries,
    TemplateResolver,
    ExamTransitions,
    ReportTransitions,
    ExamSteps,
    UnmatchedStudyRepository,
    UnmatchedTransitions,
    UnmatchedStudiesService,
    UnmatchedStudyQueries,
    UnmatchedStudyResolver,
    DicomWeb,
    PacsLooks,
    PacsImport,
    PacsService,
    PacsExamsWork,
    PacsStraysWork,
    StudyLinksReader,
    PacsResolver,
    Results,
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
    MovingService,
    AmendingService,
    RetractionService,
    ExamQueries,
    ReportQueries,
    TaskExams,
    EarlierExams,
    OpenReports,
    ReadingTaskExtResolver,
    ExamExtResolver,
    EarlierExamResolver,
    ExamResolver,
    ExamReadingResolver,
    ReportingResolver,
    ReviewingResolver,
  ],
})
export class ImagingModule {}
