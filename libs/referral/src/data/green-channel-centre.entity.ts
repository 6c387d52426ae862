import { Check, Column, Entity, Exclusion, ForeignKey, PrimaryColumn } from 'typeorm';
import type { GreenChannel } from '../domain/green-channel.js';

const CHANNELS = "channel IN ('CHEST_PAIN', 'STROKE', 'TRAUMA', 'CRITICAL_MATERNAL', 'CRITICAL_CHILD')";

/** The department that receives the patients of a channel; at no time more than one. */
@Entity('green_channel_centres')
@ForeignKey('DepartmentEntity', ['departmentId', 'institutionId'], ['id', 'institutionId'], {
  name: 'fk_green_channel_centres_department',
})
@Check('ck_green_channel_centres_channel', CHANNELS)
@Check('ck_green_channel_centres_period', 'effective_to IS NULL OR effective_to > effective_from')
@Exclusion(
  'ex_green_channel_centres_one_at_a_time',
  'USING gist (channel WITH =, tstzrange(effective_from, effective_to) WITH &&)',
)
export class GreenChannelCentreEntity {
  @PrimaryColumn('text', { primaryKeyConstraintName: 'pk_green_channel_centres' })
  channel: GreenChannel;

  @PrimaryColumn('timestamptz', { name: 'effective_from', primaryKeyConstraintName: 'pk_green_channel_centres' })
  effectiveFrom: Date;

  @Column('timestamptz', { name: 'effective_to', nullable: true })
  effectiveTo: Date | null;

  @Column('uuid', { name: 'institution_id' })
  institutionId: string;

  @Column('uuid', { name: 'department_id' })
  departmentId: string;
}
