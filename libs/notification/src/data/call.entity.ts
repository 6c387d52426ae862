import { Sealed } from '#platform';
import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import type { CallState } from '../domain/call-outcome.js';
import type { OutsideRelation } from '../domain/relation.js';
import { NotificationContext } from './notification-context.js';

/** Somebody without an account who has to be called. */
@Entity('notice_calls')
@Index('ix_notice_calls_patient', ['patientId'])
@Index('ix_notice_calls_open', ['institutionId', 'id'], { where: 'ended_at IS NULL' })
@Check('ck_notice_calls_relation', `relation IN ('PATIENT', 'EMERGENCY_CONTACT', 'VILLAGE_DOCTOR')`)
@Check('ck_notice_calls_state', `state IN ('OPEN', 'REACHED', 'GIVEN_UP')`)
@Check('ck_notice_calls_ended', `(state = 'OPEN') = (ended_at IS NULL)`)
export class CallEntity {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'pk_notice_calls' })
  id: string;

  @ForeignKey('AnnouncementEntity', { name: 'fk_notice_calls_announcement' })
  @Column('uuid', { name: 'announcement_id' })
  announcementId: string;

  @ForeignKey('InstitutionEntity', { name: 'fk_notice_calls_institution' })
  @Column('uuid', { name: 'institution_id' })
  institutionId: string;

  @ForeignKey('PatientEntity', { name: 'fk_notice_calls_patient' })
  @Column('uuid', { name: 'patient_id' })
  patientId: string;

  @Column('text')
  relation: OutsideRelation;

  @Sealed(NotificationContext.CallPhone)
  @Column('text', { name: 'phone_ciphertext', nullable: true })
  phoneCiphertext: string | null;

  @Column('text')
  state: CallState;

  @Column('int')
  attempts: number;

  @Column('timestamptz', { name: 'created_at' })
  createdAt: Date;

  @Column('timestamptz', { name: 'ended_at', nullable: true })
  endedAt: Date | null;

  @Column('int')
  version: number;
}
