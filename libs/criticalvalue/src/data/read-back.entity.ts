import { Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';

/** What somebody has read back, whether or not it matched. */
@Entity('critical_value_read_backs')
@Index('ix_critical_value_read_backs_critical_value', ['criticalValueId', 'readAt'])
@Index('uq_critical_value_read_backs_right', ['criticalValueId', 'revision'], { unique: true, where: `matches` })
export class ReadBackEntity {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'pk_critical_value_read_backs' })
  id: string;

  @ForeignKey('CriticalValueEntity', { name: 'fk_critical_value_read_backs_critical_value' })
  @Column('uuid', { name: 'critical_value_id' })
  criticalValueId: string;

  @ForeignKey('StaffEntity', { name: 'fk_critical_value_read_backs_staff' })
  @Column('uuid', { name: 'staff_id' })
  staffId: string;

  @Column('text', { name: 'read_back' })
  readBack: string;

  @Column('boolean')
  matches: boolean;

  @Column('timestamptz', { name: 'read_at' })
  readAt: Date;

  /** To which of the values that were told it belongs. */
  @Column('integer', { default: 1 })
  revision: number;
}
