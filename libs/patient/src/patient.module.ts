import { Module } from '@nestjs/common';
import { NotificationModule } from '#notification';
import { OrganizationModule } from '#organization';
import { registerConstraints, registerMessages } from '#platform';
import { patientConstraints, patientMessages } from './api/messages.js';
import { ConsentFieldsResolver } from './api/consent-fields.resolver.js';
import { ConsentFileController } from './api/consent-file.controller.js';
import { registerPatientEnums } from './api/patient.enums.js';
import { AccessLogResolver } from './api/access-log.resolver.js';
import { BreakGlassResolver } from './api/break-glass.resolver.js';
import { DuplicateResolver } from './api/duplicate.resolver.js';
import { ConsentTextResolver } from './api/consent-text.resolver.js';
import { IdentityResolver } from './api/identity.resolver.js';
import { PatientResolver } from './api/patient.resolver.js';
import { BreakGlassNotices } from './commands/break-glass-notices.js';
import { BreakGlassService } from './commands/break-glass.service.js';
import { DuplicateScan, DuplicateWatch } from './commands/duplicate-search.js';
import { DuplicateService } from './commands/duplicate.service.js';
import { SoughtPatients } from './commands/sought-patients.js';
import { TeamResolver } from './api/team.resolver.js';
import { TeamLeavers } from './commands/team-leavers.js';
import { TeamService } from './commands/team.service.js';
import { TeamQueries } from './queries/team.queries.js';
import { Attachments } from './data/attachments.js';
import { ContractService } from './commands/contract.service.js';
import { ConsentTextService } from './commands/consent-text.service.js';
import { ConsentService } from './commands/consent.service.js';
import { IdentificationService } from './commands/identification.service.js';
import { IdentityDisclosure } from './commands/identity-disclosure.service.js';
import { NameSpellingWork } from './commands/name-spelling.work.js';
import { ProbeHousekeepingWork } from './commands/probe-housekeeping.work.js';
import { PatientAccess } from './commands/patient-access.js';
import { PatientMerges } from './commands/patient-merges.js';
import { RegisterService } from './commands/register.service.js';
import { UnidentifiedPatients } from './commands/unidentified-patients.js';
import { PatientRows } from './data/patient-rows.js';
import { DuplicateFinder } from './data/duplicate-finder.js';
import { ProbeLimits } from './data/probe-limits.js';
import { AccessLogQuery } from './queries/access-log.query.js';
import { DuplicateQueries } from './queries/duplicate.queries.js';
import { BreakGlassQueries } from './queries/break-glass.queries.js';
import { PatientRepository } from './data/patient.repository.js';
import { PatientProfiles } from './queries/patient-profiles.js';
import { PatientContacts } from './queries/patient-contacts.js';
import { ContractDirectory } from './queries/contract-directory.js';
import { ConsentTextQueries } from './queries/consent-text.queries.js';
import { ConsentFiles } from './queries/consent-files.js';
import { PatientQueries } from './queries/patient.queries.js';

registerPatientEnums();
registerConstraints(patientConstraints);
registerMessages(patientMessages);

/** The patient index, consents, and who may see whom and why. */
@Module({
  imports: [OrganizationModule, NotificationModule],
  controllers: [ConsentFileController],
  providers: [
    PatientRepository,
    ProbeLimits,
    SoughtPatients,
    DuplicateFinder,
    DuplicateWatch,
    DuplicateScan,
    DuplicateService,
    DuplicateQueries,
    DuplicateResolver,
    BreakGlassService,
    BreakGlassNotices,
    BreakGlassQueries,
    BreakGlassResolver,
    AccessLogQuery,
    AccessLogResolver,
    ProbeHousekeepingWork,
    NameSpellingWork,
    IdentityDisclosure,
    IdentityResolver,
    PatientAccess,
    PatientRows,
    PatientMerges,
    IdentificationService,
    RegisterService,
    UnidentifiedPatients,
    ConsentService,
    ContractService,
    TeamService,
    TeamLeavers,
    TeamQueries,
    TeamResolver,
    PatientQueries,
    ContractDirectory,
    PatientContacts,
    PatientProfiles,
    PatientResolver,
    ConsentFieldsResolver,
    ConsentFiles,
    Attachments,
    ConsentTextService,
    ConsentTextQueries,
    ConsentTextResolver,
  ],
  exports: [
    Attachments,
    PatientAccess,
    PatientMerges,
    PatientContacts,
    PatientProfiles,
    UnidentifiedPatients,
    ContractDirectory,
  ],
})
export class PatientModule {}
