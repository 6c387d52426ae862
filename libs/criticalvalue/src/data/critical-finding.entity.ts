import { Check, Column, Entity, PrimaryColumn } from 'typeorm';

/** A finding that is critical by itself: versioned reference data. */
@Entity('critical_findings')
@Check('ck_critical_findings_domain', `domain IN ('IMAGING', 'ECG', 'LABORATORY', 'PATHOLOGY')`)
@Check('ck_critical_findings_effective', `effective_to > effective_from`)
export class CriticalFindingEntity {
  @PrimaryColumn('text', { primaryKeyConstraintName: 'pk_critical_findings' })
  code: string;

  @PrimaryColumn('timestamptz', { name: 'effective_from', primaryKeyConstraintName: 'pk_critical_findings' })
  effectiveFrom: Date;

  @Column('timestamptz', { name: 'effective_to', nullable: true })
  effectiveTo: Date | null;

  @Column('text')
  domain: string;

  @Column('text', { name: 'label_zh' })
  labelZh: string;

  @Column('text', { name: 'label_en' })
  labelEn: string;

  @Column('text', { name: 'green_channel', nullable: true })
  greenChannel: string | null;

  @Column('integer')
  position: number;
}
