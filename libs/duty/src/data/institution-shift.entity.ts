import { Check, Column, Entity, Exclusion, ForeignKey, PrimaryColumn } from 'typeorm';

/** What one institution calls a shift, and when it is there, as it counted during one period: instead of the alliance's. */
@Entity('institution_duty_shifts')
@Check('ck_institution_duty_shifts_effective', 'effective_to IS NULL OR effective_to > effective_from')
@Check(
  'ck_institution_duty_shifts_times',
  `from_time ~ '^([01][0-9]|2[0-3]):[0-5][0-9]$' AND to_time ~ '^(([01][0-9]|2[0-3]):[0-5][0-9]|24:00)$'`,
)
@Exclusion(
  'ex_institution_duty_shifts_one_at_a_time',
  'USING gist (institution_id WITH =, name WITH =, tstzrange(effective_from, effective_to) WITH &&)',
)
export class InstitutionShiftEntity {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'pk_institution_duty_shifts' })
  id: string;

  @ForeignKey('InstitutionEntity', { name: 'fk_institution_duty_shifts_institution' })
  @Column('uuid', { name: 'institution_id' })
  institutionId: string;

  @Column('text')
  name: string;

  /** `HH:MM` in Asia/Shanghai. */
  @Column('text', { name: 'from_time' })
  fromTime: string;

  /** `HH:MM`; not later than `fromTime` means on the next day. */
  @Column('text', { name: 'to_time' })
  toTime: string;

  @Column('timestamptz', { name: 'effective_from' })
  effectiveFrom: Date;

  @Column('timestamptz', { name: 'effective_to', nullable: true })
  effectiveTo: Date | null;

  /** Counts the versions of the name at its institution. */
  @Column('int')
  version: number;
}
