import { Module } from '@nestjs/common';
import { CalendarModule } from '#calendar';
import { DutyModule } from '#duty';
import { IdentityModule } from '#identity';
import { NotificationModule } from '#notification';
import { OrderModule } from '#order';
import { OrganizationModule } from '#organization';
import { PatientModule } from '#patient';
import { ReferralModule } from '#referral';

/** Remote consultations (远程会诊): a case, those who are invited to it, and their opinion. */
@Module({
  imports: [
    IdentityModule,
    OrganizationModule,
    PatientModule,
    DutyModule,
    CalendarModule,
    NotificationModule,
    ReferralModule,
    OrderModule,
  ],
})
export class ConsultationModule {}
