import { Sealed } from '#platform';
import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import type { DeliveryState } from '../domain/delivery-state.js';
import type { Relation } from '../domain/relation.js';
import { NotificationContext } from './notification-context.js';

/** One message to the outside, and how it went. */
@Entity('notice_deliveries')
@Index('ix_notice_deliveries_patient', ['patientId'], { where: 'patient_id IS NOT NULL' })
@Index('ix_notice_deliveries_institution', ['institutionId', 'id'])
@Check('ck_notice_deliveries_state', `state IN ('WAITING', 'SENDING', 'SENT', 'FAILED')`)
@Check('ck_notice_deliveries_relation', `relation IN ('STAFF', 'PATIENT', 'EMERGENCY_CONTACT', 'VILLAGE_DOCTOR')`)
@Check('ck_notice_deliveries_ended', `(state IN ('SENT', 'FAILED')) = (ended_at IS NOT NULL)`)
export class DeliveryEntity {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'pk_notice_deliveries' })
  id: string;

  @ForeignKey('AnnouncementEntity', { name: 'fk_notice_deliveries_announcement' })
  @Column('uuid', { name: 'announcement_id' })
  announcementId: string;

  @ForeignKey('ChannelEntity', { name: 'fk_notice_deliveries_channel' })
  @Column('uuid', { name: 'channel_id' })
  channelId: string;

  @ForeignKey('InstitutionEntity', { name: 'fk_notice_deliveries_institution' })
  @Column('uuid', { name: 'institution_id' })
  institutionId: string;

  @Sealed(NotificationContext.DeliveryPhone)
  @Column('text', { name: 'phone_ciphertext', nullable: true })
  phoneCiphertext: string | null;

  /** The member of staff it goes to. */
  @Column('uuid', { name: 'person_id', nullable: true })
  personId: string | null;

  @ForeignKey('PatientEntity', { name: 'fk_notice_deliveries_patient' })
  @Column('uuid', { name: 'patient_id', nullable: true })
  patientId: string | null;

  @Column('text', { nullable: true })
  relation: Relation | null;

  @Column('text')
  state: DeliveryState;

  @Column('timestamptz', { name: 'due_at' })
  dueAt: Date;

  @Column('int')
  attempts: number;

  /** What the other side answered last: a status of HTTP or SMTP. */
  @Column('int', { nullable: true })
  status: number | null;

  /** Kind of the last failure, never its words. */
  @Column('text', { nullable: true })
  failure: string | null;

  @Column('timestamptz', { name: 'created_at' })
  createdAt: Date;

  @Column('timestamptz', { name: 'ended_at', nullable: true })
  endedAt: Date | null;
}
