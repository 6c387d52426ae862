import type { BookingState } from '../domain/booking-state.js';
import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';

/**
 * A patient's place at a session. That nobody has two there is decided while the session is locked: two records of one
 * person may meet when they are merged.
 */
@Entity('dispatch_bookings')
@Index('uq_dispatch_bookings_place', ['sessionId', 'place'], { unique: true, where: `state <> 'CANCELLED'` })
@Index('ix_dispatch_bookings_patient', ['patientId'])
@Check('ck_dispatch_bookings_place', 'place BETWEEN 1 AND 500')
@Check(
  'ck_dispatch_bookings_state',
  `state IN ('BOOKED', 'ATTENDED', 'ABSENT', 'CANCELLED') AND (state = 'CANCELLED') = (ended_at IS NOT NULL)`,
)
export class RotaBookingEntity {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'pk_dispatch_bookings' })
  id: string;

  @ForeignKey('RotaSessionEntity', { name: 'fk_dispatch_bookings_session' })
  @Column('uuid', { name: 'session_id' })
  sessionId: string;

  @Column('int')
  place: number;

  @ForeignKey('PatientEntity', { name: 'fk_dispatch_bookings_patient' })
  @Column('uuid', { name: 'patient_id' })
  patientId: string;

  @ForeignKey('InstitutionEntity', { name: 'fk_dispatch_bookings_township' })
  @Column('uuid', { name: 'township_id' })
  townshipId: string;

  @ForeignKey('ReferralEntity', { name: 'fk_dispatch_bookings_referral' })
  @Column('uuid', { name: 'referral_id', nullable: true })
  referralId: string | null;

  @Column('text')
  state: BookingState;

  @Column('text', { name: 'reason_code', nullable: true })
  reasonCode: string | null;

  @Column('timestamptz', { name: 'access_until' })
  accessUntil: Date;

  @ForeignKey('StaffEntity', { name: 'fk_dispatch_bookings_booked_by' })
  @Column('uuid', { name: 'booked_by_staff_id' })
  bookedByStaffId: string;

  @Column('timestamptz', { name: 'booked_at' })
  bookedAt: Date;

  @Column('timestamptz', { name: 'ended_at', nullable: true })
  endedAt: Date | null;

  @Column('int')
  version: number;
}
