export { SetupExportService } from './commands/setup-export.service.js';
export { SetupImportService } from './commands/setup-import.service.js';
export { SetupRefusedError } from './domain/errors.js';
export type { SetupReport } from './domain/report.js';
export { SetupModule } from './setup.module.js';
