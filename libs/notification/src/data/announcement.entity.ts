import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import type { NoticeDomain } from '../domain/notice-domain.js';
import type { Urgency } from '../domain/urgency.js';

/** Something that was announced: ids and codes, from which each reader is shown a text in their language. */
@Entity('notice_announcements')
@Index('ix_notice_announcements_subject', ['subjectId'])
@Check('ck_notice_announcements_urgency', `urgency IN ('ROUTINE', 'URGENT', 'EMERGENCY')`)
@Check('ck_notice_announcements_parameters', `jsonb_typeof(parameters) = 'object'`)
@Check('ck_notice_announcements_acknowledged', '(acknowledged_at IS NULL) = (acknowledged_by_staff_id IS NULL)')
export class AnnouncementEntity {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'pk_notice_announcements' })
  id: string;

  /** Whose channels carry it outside, and where its escalation begins. */
  @ForeignKey('InstitutionEntity', { name: 'fk_notice_announcements_institution' })
  @Column('uuid', { name: 'institution_id' })
  institutionId: string;

  @ForeignKey('DepartmentEntity', { name: 'fk_notice_announcements_department' })
  @Column('uuid', { name: 'department_id', nullable: true })
  departmentId: string | null;

  @Column('text')
  domain: NoticeDomain;

  @Column('text', { name: 'template_code' })
  templateCode: string;

  @Column('int', { name: 'template_version' })
  templateVersion: number;

  @Column('jsonb')
  parameters: Readonly<Record<string, string>>;

  @Column('text', { name: 'subject_type' })
  subjectType: string;

  @Column('uuid', { name: 'subject_id' })
  subjectId: string;

  @Column('text')
  urgency: Urgency;

  @Column('timestamptz', { name: 'created_at' })
  createdAt: Date;

  /** Steps that an escalation has passed, reached or gap; null where none was asked for. */
  @Column('text', { name: 'escalation_passed', array: true, nullable: true })
  escalationPassed: string[] | null;

  /** When the first of those who were told acknowledged it. */
  @Column('timestamptz', { name: 'acknowledged_at', nullable: true })
  acknowledgedAt: Date | null;

  @ForeignKey('StaffEntity', { name: 'fk_notice_announcements_acknowledged_by' })
  @Column('uuid', { name: 'acknowledged_by_staff_id', nullable: true })
  acknowledgedByStaffId: string | null;
}
