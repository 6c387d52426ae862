import { Check, Column, Entity, PrimaryColumn } from 'typeorm';

/** Who tells months, and until when nobody else does. */
@Entity('indicator_turns')
@Check('ck_indicator_turns_single', 'id = 1')
export class IndicatorTurnEntity {
  @PrimaryColumn('int', { primaryKeyConstraintName: 'pk_indicator_turns' })
  id: number;

  @Column('uuid', { name: 'held_by' })
  heldBy: string;

  @Column('timestamptz', { name: 'held_until' })
  heldUntil: Date;
}
