import { Module, type DynamicModule, type Type } from '@nestjs/common';
import { AuditModule, auditEntities } from '#audit';
import { CalendarModule, calendarEntities } from '#calendar';
import { ConsultationModule, consultationEntities, consultationSetUpEntities } from '#consultation';
import { CapacityModule, capacityEntities } from '#capacity';
import { DispatchModule, dispatchEntities } from '#dispatch';
import { CriticalValueModule, criticalValueEntities } from '#criticalvalue';
import { DutyModule, dutyEntities } from '#duty';
import { IdentityModule, identityEntities } from '#identity';
import { ImagingModule, imagingEntities } from '#imaging';
import { IndicatorModule, indicatorEntities } from '#indicator';
import { LaboratoryModule, laboratoryEntities } from '#laboratory';
import { NotificationModule, notificationEntities } from '#notification';
import { OrganizationModule, organizationEntities } from '#organization';
import { PatientModule, patientEntities } from '#patient';
import { PlatformModule, graphqlModule, platformEntities, type PlatformOptions } from '#platform';
import { OrderModule, orderEntities } from '#order';
import { RecognitionModule, recognitionEntities } from '#recognition';
import { ReferralModule, referralEntities } from '#referral';
import { WorklistModule, worklistEntities } from '#worklist';
import { SetupModule } from '#setup';

/** Every table of the product. */
export const entities = [
  ...platformEntities,
  ...organizationEntities,
  ...identityEntities,
  ...auditEntities,
  ...dutyEntities,
  ...capacityEntities,
  ...calendarEntities,
  ...worklistEntities,
  ...orderEntities,
  ...notificationEntities,
  ...dispatchEntities,
  ...patientEntities,
  ...referralEntities,
  ...criticalValueEntities,
  ...consultationSetUpEntities,
  ...laboratoryEntities,
  ...imagingEntities,
  ...consultationEntities,
  ...recognitionEntities,
  ...indicatorEntities,
];

/** The product: one module a domain, on one platform. */
@Module({})
export class AppModule {
  static forRoot(options: Omit<PlatformOptions, 'entities'>, more: readonly Type[] = []): DynamicModule {
    return {
      module: AppModule,
      imports: [
        PlatformModule.forRoot({ ...options, entities }),
        IdentityModule,
        OrganizationModule,
        AuditModule,
        DutyModule,
        CapacityModule,
        CalendarModule,
        WorklistModule,
        OrderModule,
        NotificationModule,
        DispatchModule,
        PatientModule,
        ReferralModule,
        CriticalValueModule,
        ImagingModule,
        ConsultationModule,
        LaboratoryModule,
        RecognitionModule,
        IndicatorModule,
        SetupModule,
        ...more,
        graphqlModule(),
      ],
    };
  }
}
