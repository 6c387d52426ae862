import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

/** That a consumer has had the effect of an event; written with the effect. */
@Entity('consumed_deliveries')
@Index('ix_consumed_deliveries_consumed_at', ['consumedAt'])
export class ConsumedDeliveryEntity {
  @PrimaryColumn('text', { primaryKeyConstraintName: 'pk_consumed_deliveries' })
  consumer: string;

  @PrimaryColumn('uuid', { name: 'event_id', primaryKeyConstraintName: 'pk_consumed_deliveries' })
  eventId: string;

  @Column('timestamptz', { name: 'consumed_at' })
  consumedAt: Date;
}
