import { Global, Module } from '@nestjs/common';
import { InstallationScope, registerConstraints, registerMessages } from '#platform';
import { organizationConstraints, organizationMessages } from './api/messages.js';
import { registerOrganizationEnums } from './api/organization.enums.js';
import { OrganizationResolver } from './api/organization.resolver.js';
import { OrganizationSetupResolver } from './api/organization-setup.resolver.js';
import { ViewerExtResolver } from './api/viewer.ext.resolver.js';
import { Alteration } from './commands/alteration.js';
import { DepartmentService } from './commands/department.service.js';
import { FoundingService } from './commands/founding.service.js';
import { InstitutionService } from './commands/institution.service.js';
import { QualificationService } from './commands/qualification.service.js';
import { Registration } from './commands/registration.js';
import { ServiceOfferService } from './commands/service-offer.service.js';
import { StandardItemService } from './commands/standard-item.service.js';
import { StaffService } from './commands/staff.service.js';
import { OrganizationDirectory } from './queries/organization-directory.js';
import { CatalogueResolver } from './api/catalogue.resolver.js';
import { CapabilityService } from './commands/capability.service.js';
import { CatalogueQueries } from './queries/catalogue.queries.js';
import { OrganizationQueries } from './queries/organization.queries.js';
import { OrganizationRegister } from './queries/organization-register.js';
import { StaffPhones } from './queries/staff-phones.js';
import { StaffingDirectory } from './queries/staffing-directory.js';

registerOrganizationEnums();
registerMessages(organizationMessages);
registerConstraints(organizationConstraints);

/**
 * Who belongs to the alliance: institutions, departments, staff, service directory, travel times. Global, because the
 * platform asks it whose part of the installation exists for whom.
 */
@Global()
@Module({
  providers: [
    Registration,
    Alteration,
    FoundingService,
    InstitutionService,
    DepartmentService,
    StaffService,
    ServiceOfferService,
    StandardItemService,
    QualificationService,
    CapabilityService,
    OrganizationRegister,
    OrganizationQueries,
    CatalogueQueries,
    CatalogueResolver,
    OrganizationDirectory,
    { provide: InstallationScope, useExisting: OrganizationDirectory },
    StaffingDirectory,
    StaffPhones,
    OrganizationResolver,
    OrganizationSetupResolver,
    ViewerExtResolver,
  ],
  exports: [
    InstallationScope,
    OrganizationDirectory,
    StaffingDirectory,
    StaffPhones,
    InstitutionService,
    DepartmentService,
    StaffService,
    ServiceOfferService,
    StandardItemService,
    QualificationService,
    CapabilityService,
    OrganizationRegister,
  ],
})
export class OrganizationModule {}
