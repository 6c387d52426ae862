import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

/** The event log: append-only, the history of every aggregate and the source of what others are told. */
@Entity('domain_events')
@Index('ix_domain_events_aggregate', ['aggregateId', 'aggregateVersion', 'id'])
@Index('ix_domain_events_occurred_at', ['occurredAt'])
export class DomainEventEntity {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'pk_domain_events' })
  id: string;

  @Column('text')
  topic: string;

  @Column('text', { name: 'aggregate_type' })
  aggregateType: string;

  @Column('uuid', { name: 'aggregate_id' })
  aggregateId: string;

  @Column('int', { name: 'aggregate_version' })
  aggregateVersion: number;

  @Column('text', { nullable: true })
  action: string | null;

  @Column('text', { name: 'from_state', nullable: true })
  fromState: string | null;

  @Column('text', { name: 'to_state', nullable: true })
  toState: string | null;

  @Column('text', { name: 'reason_code', nullable: true })
  reasonCode: string | null;

  @Column('text', { nullable: true })
  comment: string | null;

  @Column('jsonb')
  payload: Record<string, unknown>;

  @Column('timestamptz', { name: 'occurred_at' })
  occurredAt: Date;

  @Column('uuid', { name: 'account_id' })
  accountId: string;

  @Column('uuid', { name: 'staff_id' })
  staffId: string;

  @Column('uuid', { name: 'institution_id' })
  institutionId: string;

  @Column('uuid', { name: 'on_behalf_of_staff_id', nullable: true })
  onBehalfOfStaffId: string | null;

  @Column('text', { name: 'request_id' })
  requestId: string;
}
