import { Check, Column, Entity, PrimaryColumn } from 'typeorm';

/** A version of what counts for a group of readers. */
@Entity('reading_groups')
@Check(
  'ck_reading_groups_terms',
  'lease_minutes BETWEEN 1 AND 480 AND signatures IN (1, 2) AND expected_minutes BETWEEN 0 AND 1440',
)
@Check('ck_reading_groups_effective', 'effective_to > effective_from')
export class ReadingGroupEntity {
  @PrimaryColumn('text', { primaryKeyConstraintName: 'pk_reading_groups' })
  code: string;

  @PrimaryColumn('timestamptz', { name: 'effective_from', primaryKeyConstraintName: 'pk_reading_groups' })
  effectiveFrom: Date;

  @Column('timestamptz', { name: 'effective_to', nullable: true })
  effectiveTo: Date | null;

  @Column('text', { name: 'label_zh' })
  labelZh: string;

  @Column('text', { name: 'label_en' })
  labelEn: string;

  @Column('int', { name: 'lease_minutes' })
  leaseMinutes: number;

  @Column('int')
  signatures: number;

  @Column('int', { name: 'expected_minutes' })
  expectedMinutes: number;

  @Column('text', { name: 'certificate_code', nullable: true })
  certificateCode: string | null;

  /** Which library's subjects it reads; null where that was never said, and it may be any. */
  @Column('text', { name: 'subject_domain', nullable: true })
  subjectDomain: string | null;
}
