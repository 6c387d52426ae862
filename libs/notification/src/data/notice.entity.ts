import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn, Unique } from 'typeorm';
import type { NoticeDomain } from '../domain/notice-domain.js';

/** An announcement in somebody's inbox. */
@Entity('notices')
@Unique('uq_notices_recipient', ['announcementId', 'staffId'])
@Index('ix_notices_inbox', ['staffId', 'id'])
@Index('ix_notices_unread', ['staffId', 'domain', 'id'], { where: 'read_at IS NULL' })
@Index('ix_notices_unacknowledged', ['staffId', 'domain', 'id'], { where: 'acknowledged_at IS NULL' })
@Index('ix_notices_acknowledged', ['acknowledgedAt'], { where: 'acknowledged_at IS NOT NULL' })
@Check('ck_notices_level', 'level >= 0')
@Check('ck_notices_acknowledged', 'acknowledged_at IS NULL OR read_at IS NOT NULL')
export class NoticeEntity {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'pk_notices' })
  id: string;

  @ForeignKey('AnnouncementEntity', { name: 'fk_notices_announcement' })
  @Column('uuid', { name: 'announcement_id' })
  announcementId: string;

  @ForeignKey('StaffEntity', { name: 'fk_notices_staff' })
  @Column('uuid', { name: 'staff_id' })
  staffId: string;

  /** In whose place, where somebody may act in their name; null where it was meant for whoever has it. */
  @ForeignKey('StaffEntity', { name: 'fk_notices_for_staff' })
  @Column('uuid', { name: 'for_staff_id', nullable: true })
  forStaffId: string | null;

  @Column('text')
  domain: NoticeDomain;

  /** 0 for those it was meant for, then the level of the escalation that brought it. */
  @Column('int')
  level: number;

  @Column('timestamptz', { name: 'created_at' })
  createdAt: Date;

  @Column('timestamptz', { name: 'read_at', nullable: true })
  readAt: Date | null;

  @Column('timestamptz', { name: 'acknowledged_at', nullable: true })
  acknowledgedAt: Date | null;
}
