import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';

/** An attempt to reach an outpatient. */
@Entity('critical_value_contacts')
@Index('ix_critical_value_contacts_critical_value', ['criticalValueId', 'attemptedAt'])
@Check('ck_critical_value_contacts_relation', `relation IN ('PATIENT', 'EMERGENCY_CONTACT', 'VILLAGE_DOCTOR')`)
@Check('ck_critical_value_contacts_outcome', `outcome IN ('REACHED', 'NO_ANSWER', 'WRONG_NUMBER', 'NO_NUMBER')`)
export class ContactEntity {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'pk_critical_value_contacts' })
  id: string;

  @ForeignKey('CriticalValueEntity', { name: 'fk_critical_value_contacts_critical_value' })
  @Column('uuid', { name: 'critical_value_id' })
  criticalValueId: string;

  @Column('text')
  relation: string;

  @Column('text')
  outcome: string;

  @Column('text', { nullable: true })
  comment: string | null;

  @ForeignKey('StaffEntity', { name: 'fk_critical_value_contacts_staff' })
  @Column('uuid', { name: 'staff_id' })
  staffId: string;

  @Column('timestamptz', { name: 'attempted_at' })
  attemptedAt: Date;

  /** To which of the values that were told it belongs. */
  @Column('integer', { default: 1 })
  revision: number;
}
