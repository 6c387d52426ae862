export { Patient } from './api/patient.types.js';
export { PatientAccess, type AccessGrant, type GrantSource } from './commands/patient-access.js';
export { activeConsentSql, type ConsentCheck } from './data/accessible.js';
export { patientEntities } from './data/patient.entities.js';
export { PatientContext } from './data/patient.repository.js';
export { PatientModule } from './patient.module.js';
export { PatientProfiles, type PatientProfile } from './queries/patient-profiles.js';
export { PatientContacts } from './queries/patient-contacts.js';
export { patientView } from './queries/patient.views.js';
