import { Module } from '@nestjs/common';
import { CalendarModule } from '#calendar';
import { CapacityModule } from '#capacity';
import { DispatchModule } from '#dispatch';
import { registerConstraints, registerMessages } from '#platform';
import { setupConstraints, setupMessages } from './api/messages.js';
import { SetupFileController } from './api/setup-file.controller.js';
import { SetupResolver } from './api/setup.resolver.js';
import { FirstAccounts } from './commands/first-accounts.js';
import { ReferenceReader } from './commands/references.js';
import { SetupExportService } from './commands/setup-export.service.js';
import { SetupGround } from './commands/setup-ground.js';
import { SetupImportService } from './commands/setup-import.service.js';
import { setupParts } from './commands/setup-parts.js';
import { UploadedSetupService } from './commands/uploaded-setup.service.js';
import { WorkbookReader } from './commands/workbook-reader.js';

registerMessages(setupMessages);
registerConstraints(setupConstraints);

/** How a county is set up by one workbook. */
@Module({
  imports: [CapacityModule, CalendarModule, DispatchModule],
  controllers: [SetupFileController],
  providers: [
    ...setupParts,
    WorkbookReader,
    ReferenceReader,
    FirstAccounts,
    SetupGround,
    SetupImportService,
    SetupExportService,
    UploadedSetupService,
    SetupResolver,
  ],
  exports: [SetupImportService, SetupExportService],
})
export class SetupModule {}
