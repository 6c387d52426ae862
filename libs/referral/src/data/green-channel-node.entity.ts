import { Check, Column, Entity, PrimaryColumn } from 'typeorm';
import type { GreenChannel, GreenChannelNode } from '../domain/green-channel.js';

const CHANNELS = "channel IN ('CHEST_PAIN', 'STROKE', 'TRAUMA', 'CRITICAL_MATERNAL', 'CRITICAL_CHILD')";

/** A node of a channel's timeline with its place and limit, as it counted during one period. */
@Entity('green_channel_nodes')
@Check('ck_green_channel_nodes_channel', CHANNELS)
@Check('ck_green_channel_nodes_limit', 'limit_minutes > 0 AND (limit_minutes IS NULL) = (limit_from IS NULL)')
@Check('ck_green_channel_nodes_period', 'effective_to IS NULL OR effective_to > effective_from')
export class GreenChannelNodeEntity {
  @PrimaryColumn('text', { primaryKeyConstraintName: 'pk_green_channel_nodes' })
  channel: GreenChannel;

  @PrimaryColumn('text', { primaryKeyConstraintName: 'pk_green_channel_nodes' })
  node: GreenChannelNode;

  @PrimaryColumn('timestamptz', { name: 'effective_from', primaryKeyConstraintName: 'pk_green_channel_nodes' })
  effectiveFrom: Date;

  @Column('timestamptz', { name: 'effective_to', nullable: true })
  effectiveTo: Date | null;

  @Column('int')
  position: number;

  @Column('int', { name: 'limit_minutes', nullable: true })
  limitMinutes: number | null;

  @Column('text', { name: 'limit_from', nullable: true })
  limitFrom: GreenChannelNode | null;
}
