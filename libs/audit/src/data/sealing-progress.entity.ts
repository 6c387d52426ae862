import { Check, Column, Entity, PrimaryColumn } from 'typeorm';

/** How far the sealing has come: the one row that whoever seals holds. Where to look next, no evidence of anything. */
@Entity('audit_sealing_progress')
@Check('ck_audit_sealing_progress_only_one', 'id = 1')
export class SealingProgressEntity {
  @PrimaryColumn('integer', { primaryKeyConstraintName: 'pk_audit_sealing_progress' })
  id: number;

  /** Everything before this instant that could be seen has a seal. */
  @Column('timestamptz', { name: 'complete_to', nullable: true })
  completeTo: Date | null;

  /** Where the search for entries that came late goes on. */
  @Column('timestamptz', { name: 'swept_to' })
  sweptTo: Date;
}
