import { Column, Entity, PrimaryColumn } from 'typeorm';

/** The head of the chain on one day, as it was written outside the database too. */
@Entity('audit_anchors')
export class AuditAnchorEntity {
  /** A day in China. */
  @PrimaryColumn('date', { primaryKeyConstraintName: 'pk_audit_anchors' })
  day: string;

  @Column('bigint', { name: 'seal_number' })
  sealNumber: string;

  @Column('text')
  hash: string;

  @Column('timestamptz', { name: 'anchored_at' })
  anchoredAt: Date;
}
