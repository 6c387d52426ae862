import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import type { DutyFunction } from '../domain/duty-function.js';

/** A function that has to be staffed on some weekdays between two times of day; what is not staffed then is a gap. */
@Entity('duty_requirements')
@Index('ix_duty_requirements_institution', ['institutionId', 'departmentId'])
@ForeignKey('DepartmentEntity', ['departmentId', 'institutionId'], ['id', 'institutionId'], {
  name: 'fk_duty_requirements_department',
})
@Check(
  'ck_duty_requirements_function',
  `function IN ('DUTY_DOCTOR', 'DUTY_HEAD', 'CENTRE_PHONE', 'MEDICAL_AFFAIRS_DUTY', 'GENERAL_DUTY')`,
)
@Check(
  'ck_duty_requirements_place',
  `CASE WHEN function IN ('MEDICAL_AFFAIRS_DUTY', 'GENERAL_DUTY') THEN department_id IS NULL
    WHEN function = 'CENTRE_PHONE' THEN department_id IS NOT NULL ELSE true END`,
)
@Check('ck_duty_requirements_weekdays', 'cardinality(weekdays) > 0 AND weekdays <@ ARRAY[1, 2, 3, 4, 5, 6, 7]')
@Check(
  'ck_duty_requirements_times',
  `from_time ~ '^([01][0-9]|2[0-3]):[0-5][0-9]$' AND to_time ~ '^(([01][0-9]|2[0-3]):[0-5][0-9]|24:00)$'`,
)
@Check('ck_duty_requirements_effective', 'effective_to >= effective_from')
export class DutyRequirementEntity {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'pk_duty_requirements' })
  id: string;

  @ForeignKey('InstitutionEntity', { name: 'fk_duty_requirements_institution' })
  @Column('uuid', { name: 'institution_id' })
  institutionId: string;

  /** Null: for the whole institution. */
  @Column('uuid', { name: 'department_id', nullable: true })
  departmentId: string | null;

  @Column('text')
  function: DutyFunction;

  /** ISO 8601: Monday 1 … Sunday 7; the day on which the time begins. */
  @Column('int', { array: true })
  weekdays: number[];

  /** `HH:MM` in Asia/Shanghai. */
  @Column('text', { name: 'from_time' })
  fromTime: string;

  /** `HH:MM`; not later than `fromTime` means on the next day. */
  @Column('text', { name: 'to_time' })
  toTime: string;

  @Column('date', { name: 'effective_from' })
  effectiveFrom: string;

  /** The last day. */
  @Column('date', { name: 'effective_to', nullable: true })
  effectiveTo: string | null;

  @Column('int')
  version: number;
}
