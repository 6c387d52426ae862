import { Check, Column, Entity, PrimaryColumn } from 'typeorm';

/** A limit or threshold as it counted during one period, in the unit that its key names (`…_minutes`, `…_days`). */
@Entity('reference_settings')
@Check('ck_reference_settings_period', 'effective_to IS NULL OR effective_to > effective_from')
export class SettingEntity {
  @PrimaryColumn('text', { primaryKeyConstraintName: 'pk_reference_settings' })
  key: string;

  @PrimaryColumn('timestamptz', { name: 'effective_from', primaryKeyConstraintName: 'pk_reference_settings' })
  effectiveFrom: Date;

  @Column('timestamptz', { name: 'effective_to', nullable: true })
  effectiveTo: Date | null;

  @Column('int')
  value: number;
}
