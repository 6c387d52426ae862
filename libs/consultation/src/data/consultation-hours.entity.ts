import { Check, Column, Entity, ForeignKey, PrimaryColumn } from 'typeorm';

/** When an institution can sit in a consultation on working days: minutes since midnight. */
@Entity('consultation_hours')
@Check(
  'ck_consultation_hours_morning',
  `(morning_from IS NULL) = (morning_to IS NULL) AND morning_from >= 0 AND morning_from < morning_to
   AND morning_to <= 1440`,
)
@Check(
  'ck_consultation_hours_afternoon',
  `(afternoon_from IS NULL) = (afternoon_to IS NULL) AND afternoon_from >= 0 AND afternoon_from < afternoon_to
   AND afternoon_to <= 1440 AND afternoon_from >= morning_to`,
)
@Check('ck_consultation_hours_effective', 'effective_to > effective_from')
export class ConsultationHoursEntity {
  @ForeignKey('InstitutionEntity', { name: 'fk_consultation_hours_institution' })
  @PrimaryColumn('uuid', { name: 'institution_id', primaryKeyConstraintName: 'pk_consultation_hours' })
  institutionId: string;

  @PrimaryColumn('timestamptz', { name: 'effective_from', primaryKeyConstraintName: 'pk_consultation_hours' })
  effectiveFrom: Date;

  @Column('timestamptz', { name: 'effective_to', nullable: true })
  effectiveTo: Date | null;

  @Column('integer', { name: 'morning_from', nullable: true })
  morningFrom: number | null;

  @Column('integer', { name: 'morning_to', nullable: true })
  morningTo: number | null;

  @Column('integer', { name: 'afternoon_from', nullable: true })
  afternoonFrom: number | null;

  @Column('integer', { name: 'afternoon_to', nullable: true })
  afternoonTo: number | null;
}
