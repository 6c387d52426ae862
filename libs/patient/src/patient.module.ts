import { Module } from '@nestjs/common';
import { registerConstraints } from '#platform';
import { patientConstraints } from './api/messages.js';
import { registerPatientEnums } from './api/patient.enums.js';
import { PatientResolver } from './api/patient.resolver.js';
import { ConsentService } from './commands/consent.service.js';
import { PatientAccess } from './commands/patient-access.js';
import { RegisterService } from './commands/register.service.js';
import { PatientRepository } from './data/patient.repository.js';
import { PatientQueries } from './queries/patient.queries.js';

registerPatientEnums();
registerConstraints(patientConstraints);

/** The patient index, consents, and who may see whom and why. */
@Module({
  providers: [PatientRepository, PatientAccess, RegisterService, ConsentService, PatientQueries, PatientResolver],
  exports: [PatientAccess],
})
export class PatientModule {}
