import { Check, Column, Entity, PrimaryColumn } from 'typeorm';
import type { ChannelRule, GreenChannel } from '../domain/green-channel.js';

const CHANNELS = "channel IN ('CHEST_PAIN', 'STROKE', 'TRAUMA', 'CRITICAL_MATERNAL', 'CRITICAL_CHILD')";

/** Which diagnoses lead to a channel, as it counted during one period. */
@Entity('green_channel_rules')
@Check('ck_green_channel_rules_channel', CHANNELS)
@Check('ck_green_channel_rules_priority', "priority IN ('I', 'II')")
@Check('ck_green_channel_rules_period', 'effective_to IS NULL OR effective_to > effective_from')
export class GreenChannelRuleEntity {
  @PrimaryColumn('text', { primaryKeyConstraintName: 'pk_green_channel_rules' })
  channel: GreenChannel;

  @PrimaryColumn('text', { name: 'diagnosis_prefix', primaryKeyConstraintName: 'pk_green_channel_rules' })
  diagnosisPrefix: string;

  @PrimaryColumn('timestamptz', { name: 'effective_from', primaryKeyConstraintName: 'pk_green_channel_rules' })
  effectiveFrom: Date;

  @Column('timestamptz', { name: 'effective_to', nullable: true })
  effectiveTo: Date | null;

  @Column('text')
  priority: ChannelRule['priority'];

  @Column('int', { name: 'minimum_age', nullable: true })
  minimumAge: number | null;

  @Column('int', { name: 'maximum_age', nullable: true })
  maximumAge: number | null;

  @Column('boolean', { nullable: true })
  pregnant: boolean | null;
}
