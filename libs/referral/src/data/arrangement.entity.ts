import { Sealed } from '#platform';
import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import { CODE_CONTEXT } from '../domain/appointment-code.js';

/** Where and when the patient is expected. A new arrangement ends the one before. */
@Entity('referral_arrangements')
@Index('uq_referral_arrangements_current', ['referralId'], { unique: true, where: 'replaced_at IS NULL' })
@Index('uq_referral_arrangements_code', ['institutionId', 'codeIndex'], { unique: true, where: 'replaced_at IS NULL' })
@Index('uq_referral_arrangements_code_2', ['institutionId', 'codeIndex2'], {
  unique: true,
  where: 'replaced_at IS NULL AND code_index_2 IS NOT NULL',
})
@Index('ix_referral_arrangements_history', ['referralId', 'arrangedAt'])
@Check('ck_referral_arrangements_code', 'coalesce(code_index, code_index_2) IS NOT NULL')
@Check('ck_referral_arrangements_code_expiry', 'code_expires_at > visit_time')
export class ArrangementEntity {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'pk_referral_arrangements' })
  id: string;

  @ForeignKey('ReferralEntity', { name: 'fk_referral_arrangements_referral' })
  @Column('uuid', { name: 'referral_id' })
  referralId: string;

  @ForeignKey('InstitutionEntity', { name: 'fk_referral_arrangements_institution' })
  @Column('uuid', { name: 'institution_id' })
  institutionId: string;

  @Column('timestamptz', { name: 'visit_time' })
  visitTime: Date;

  @Column('text', { nullable: true })
  floor: string | null;

  @Column('text', { nullable: true })
  room: string | null;

  @Column('text', { nullable: true })
  phone: string | null;

  @ForeignKey('StaffEntity', { name: 'fk_referral_arrangements_doctor' })
  @Column('uuid', { name: 'doctor_staff_id', nullable: true })
  doctorStaffId: string | null;

  @Column('text', { nullable: true })
  ward: string | null;

  @Column('text', { nullable: true })
  bed: string | null;

  @Column('text', { name: 'nurse_station_phone', nullable: true })
  nurseStationPhone: string | null;

  /** The code is short, so its lookup is a keyed hash and the code itself is encrypted. */
  @Column('text', { name: 'code_index', nullable: true })
  codeIndex: string | null;

  @Column('text', { name: 'code_index_2', nullable: true })
  codeIndex2: string | null;

  @Sealed(CODE_CONTEXT, { columns: ['codeIndex', 'codeIndex2'] })
  @Column('text', { name: 'code_ciphertext' })
  codeCiphertext: string;

  @Column('timestamptz', { name: 'code_expires_at' })
  codeExpiresAt: Date;

  @Column('timestamptz', { name: 'arranged_at' })
  arrangedAt: Date;

  @Column('timestamptz', { name: 'replaced_at', nullable: true })
  replacedAt: Date | null;
}
