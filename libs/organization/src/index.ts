export { Department, Institution, Staff } from './api/organization.types.js';
export { FoundingService, type FirstStaff, type NewAlliance } from './commands/founding.service.js';
export { organizationEntities } from './data/organization.entities.js';
export { AllianceExistsError } from './domain/errors.js';
export { OrganizationModule } from './organization.module.js';
export { OrganizationDirectory, type ReceivingDepartment } from './queries/organization-directory.js';
export { departmentView, institutionView, staffView } from './queries/organization.views.js';
export { StaffingDirectory, type Colleague, type Place } from './queries/staffing-directory.js';
export { StaffPhones } from './queries/staff-phones.js';
