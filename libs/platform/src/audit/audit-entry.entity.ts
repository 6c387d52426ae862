import type { JsonRecord } from '#kernel';
import { Check, Column, Entity, Index, PrimaryColumn } from 'typeorm';

/** How an act ended. */
export type AuditResult = 'OK' | 'REFUSED' | 'DENIED';

/** The audit trail: who did or saw what, from where, on which basis; append-only, partitioned by month. */
@Entity('audit_entries')
@Index('ix_audit_entries_time', ['occurredAt', 'id'])
@Index('ix_audit_entries_object', ['objectId', 'occurredAt', 'id'])
@Index('ix_audit_entries_account', ['accountId', 'occurredAt', 'id'])
@Index('ix_audit_entries_staff', ['staffId', 'occurredAt', 'id'])
@Index('ix_audit_entries_institution', ['institutionId', 'occurredAt', 'id'])
@Index('ix_audit_entries_action', ['action', 'occurredAt', 'id'])
@Index('ix_audit_entries_failed', { synchronize: false })
@Index('ix_audit_entries_patients', { synchronize: false })
@Check('ck_audit_entries_result', "result IN ('OK', 'REFUSED', 'DENIED')")
export class AuditEntryEntity {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'pk_audit_entries' })
  id: string;

  @PrimaryColumn('timestamptz', { name: 'occurred_at', primaryKeyConstraintName: 'pk_audit_entries' })
  occurredAt: Date;

  @Column('uuid', { name: 'account_id', nullable: true })
  accountId: string | null;

  @Column('uuid', { name: 'staff_id', nullable: true })
  staffId: string | null;

  @Column('uuid', { name: 'institution_id', nullable: true })
  institutionId: string | null;

  @Column('uuid', { name: 'on_behalf_of_staff_id', nullable: true })
  onBehalfOfStaffId: string | null;

  @Column('text', { name: 'request_id' })
  requestId: string;

  @Column('text', { nullable: true })
  address: string | null;

  /** The topic of the event, or the operation that was read, refused or denied. */
  @Column('text')
  action: string;

  @Column('text', { name: 'object_type', nullable: true })
  objectType: string | null;

  @Column('uuid', { name: 'object_id', nullable: true })
  objectId: string | null;

  /** The patients whose data were changed or seen. */
  @Column('uuid', { name: 'patient_ids', array: true, nullable: true })
  patientIds: string[] | null;

  /** Why the actor may see them: the relation that gives access. */
  @Column('text', { nullable: true })
  basis: string | null;

  @Column('text')
  result: AuditResult;

  /** The stable code of a refusal. */
  @Column('text', { nullable: true })
  code: string | null;

  @Column('text', { nullable: true })
  rule: string | null;

  /** What was asked for, where that is more than one object: filters of auditors. Ids and codes only. */
  @Column('jsonb', { nullable: true })
  detail: JsonRecord | null;
}
