import { Check, Column, Entity, PrimaryColumn, PrimaryGeneratedColumn, Unique } from 'typeorm';

/** Events without a position yet. A trigger of the event log adds them, so that no event can be forgotten. */
@Entity('unpositioned_events')
export class UnpositionedEventEntity {
  /** The order of writing. Gaps mean nothing. */
  @PrimaryGeneratedColumn('identity', {
    type: 'bigint',
    generatedIdentity: 'ALWAYS',
    primaryKeyConstraintName: 'pk_unpositioned_events',
  })
  seq: string;

  @Column('uuid', { name: 'event_id' })
  eventId: string;
}

/** The consecutive place of every committed event, given once and never changed. */
@Entity('event_positions')
@Unique('uq_event_positions_event', ['eventId'])
export class EventPositionEntity {
  @PrimaryColumn('bigint', { primaryKeyConstraintName: 'pk_event_positions' })
  position: string;

  @Column('uuid', { name: 'event_id' })
  eventId: string;
}

/** One row: the last position given. Whoever holds its lock is the relay. */
@Entity('event_head')
@Check('ck_event_head_single', 'id = 1')
export class EventHeadEntity {
  @PrimaryColumn('int', { primaryKeyConstraintName: 'pk_event_head' })
  id: number;

  @Column('bigint')
  position: string;
}
