import { Sealed } from '#platform';
import { Check, Column, Entity, ForeignKey, PrimaryColumn } from 'typeorm';
import { EMERGENCY_PHONE } from '../domain/emergency.js';
import type { Consciousness } from '../domain/referral-state.js';

/** What an emergency says beyond the header, and who has answered it. */
@Entity('referral_emergencies')
@Check('ck_referral_emergencies_consciousness', "consciousness IN ('ALERT', 'DROWSY', 'STUPOR', 'COMA')")
@Check('ck_referral_emergencies_acknowledged', '(acknowledged_at IS NULL) = (acknowledged_by_staff_id IS NULL)')
@Check('ck_referral_emergencies_duty_gap', 'acknowledged_in_duty_gap IS NULL OR acknowledged_at IS NOT NULL')
export class EmergencyEntity {
  @ForeignKey('ReferralEntity', { name: 'fk_referral_emergencies_referral' })
  @PrimaryColumn('uuid', { name: 'referral_id', primaryKeyConstraintName: 'pk_referral_emergencies' })
  referralId: string;

  @Column('text')
  consciousness: Consciousness;

  /** Of whoever is with the patient. */
  @Sealed(EMERGENCY_PHONE)
  @Column('text', { name: 'phone_ciphertext' })
  phoneCiphertext: string;

  @Column('timestamptz', { name: 'acknowledged_at', nullable: true })
  acknowledgedAt: Date | null;

  @ForeignKey('StaffEntity', { name: 'fk_referral_emergencies_acknowledged_by' })
  @Column('uuid', { name: 'acknowledged_by_staff_id', nullable: true })
  acknowledgedByStaffId: string | null;

  /** Whether nobody was on duty for the department then; null before, and where nobody has asked. */
  @Column('boolean', { name: 'acknowledged_in_duty_gap', nullable: true })
  acknowledgedInDutyGap: boolean | null;

  @Column('timestamptz', { name: 'amended_at', nullable: true })
  amendedAt: Date | null;
}
