import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';

/** What was handed in for an item of the national list and a year; a later one supersedes it and leaves it on record. */
@Entity('national_values')
@Index('uq_national_values_current', ['year', 'number'], { unique: true, where: 'superseded_at IS NULL' })
@Check('ck_national_values_number', 'number BETWEEN 1 AND 14 AND number NOT IN (3, 4, 5)')
@Check('ck_national_values_year', 'year BETWEEN 2000 AND 2100')
@Check('ck_national_values_source', 'char_length(source) BETWEEN 1 AND 200')
export class NationalValueEntity {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'pk_national_values' })
  id: string;

  @Column('int')
  year: number;

  @Column('int')
  number: number;

  @Column('double precision')
  value: number;

  /** Where it comes from: a yearbook, a report, an office. */
  @Column('text')
  source: string;

  @Column('uuid', { name: 'uploaded_by_staff_id' })
  @ForeignKey('StaffEntity', { name: 'fk_national_values_uploaded_by' })
  uploadedByStaffId: string;

  @Column('timestamptz', { name: 'uploaded_at' })
  uploadedAt: Date;

  @Column('timestamptz', { name: 'superseded_at', nullable: true })
  supersededAt: Date | null;
}
